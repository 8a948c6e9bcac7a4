#version 450 core
// Smallest, largest, first and last row of each pixel column, over blocks in x order. STAGE: 0 one
// thread a block: a block inside one column adds its header's summary at once, others are listed;
// 1 one workgroup a listed block reads its rows; 2 one thread a column looks up first and last.
// A value is a pixel coordinate along y; as bits in the order of the values, so that atomics can
// compare. All words start at zero: smallest and first are kept inverted, as maxima.
#include "include/layouts.glsl"
#include "include/mapping.glsl"

layout(local_size_x = 256) in;

layout(std430, binding = SSBO_HEADERS) restrict readonly buffer Headers { BlockHeader b_headers[]; };
layout(std430, binding = SSBO_COORDS) restrict readonly buffer Coords { uint b_rows[]; };
layout(std430, binding = SSBO_VISIBLE) restrict buffer Visible { VisibleBlock b_visible[]; };
layout(std430, binding = SSBO_COMMANDS) restrict buffer Commands { uint b_commands[]; };
// Planes of one word a column: inverted smallest, largest, inverted number of the first row, one
// more than that of the last, then values of first and last.
layout(std430, binding = SSBO_GRID) restrict buffer Columns { uint b_columns[]; };

const uint MOST_ROWS = 16384u;  // of a block; a row's number is its block's times this, and its own

uniform int u_width;
uniform int u_firstNumber;  // of the chunk's first block among all
#if STAGE == 0
uniform int u_firstBlock;
uniform int u_blocks;
uniform int u_list;
uniform int u_commands;
uniform dvec2 u_windowX;
uniform dvec2 u_size;      // 1, or 0.5 for windows with huge edges
#elif STAGE == 1
uniform int u_list;
#else
uniform int u_blocks;      // of the chunk
uniform double u_size;
#endif
#if STAGE == 0
uniform dvec2 u_perUnit;
uniform double u_lowY;
#elif STAGE == 2
uniform double u_perUnit;
uniform double u_lowY;
#endif

uint sortable(float v) {
  uint bits = floatBitsToUint(v);
  return (bits & 0x80000000u) != 0u ? ~bits : bits | 0x80000000u;
}

float valueOf(uint code, float scale, float offset) {
  precise float v = float(code) * scale;
  v = v + offset;
  return v;
}

#if STAGE != 1
// As skein.core.aggregate.CpuColumns.
vec2 alongY(double lo, double step, double s, double perUnit) {
  precise double stepS = step * s;
  precise double scale = stepS * perUnit;
  precise double distance = lo * s - u_lowY * s;
  precise double offset = distance * perUnit;
  return vec2(float(scale), float(offset));
}
#endif

void widen(uint column, uint invertedLeast, uint most, uint firstRow, uint lastRow) {
  uint width = uint(u_width);
  atomicMax(b_columns[column], invertedLeast);
  atomicMax(b_columns[width + column], most);
  atomicMax(b_columns[2u * width + column], ~firstRow);
  atomicMax(b_columns[3u * width + column], lastRow + 1u);
}

#if STAGE == 0
void main() {
  uint block = gl_GlobalInvocationID.x;
  if (block >= uint(u_blocks)) {
    return;
  }
  block += uint(u_firstBlock);
  BlockHeader h = b_headers[block];
  Mapping x = mapBlock(
      h.loX, h.hiX, h.stepX, u_windowX.x, u_windowX.y, u_size.x, u_perUnit.x, u_width);
  if (!x.hit || h.count == 0u) {
    return;
  }
  vec2 y = alongY(h.loY, h.stepY, u_size.y, u_perUnit.y);
  uint number = uint(u_firstNumber) + block;
  int low = clamp(x.lowest, 0, u_width - 1);
  int high = clamp(x.highest, 0, u_width - 1);
  if (x.inside && low == high) {
    uint least = sortable(valueOf(h.extremes & 0xFFFFu, y.x, y.y));
    uint most = sortable(valueOf(h.extremes >> 16, y.x, y.y));
    widen(uint(low), ~least, most, number * MOST_ROWS, number * MOST_ROWS + h.count - 1u);
    return;
  }
  uint place = uint(u_list) + atomicAdd(b_commands[u_commands], 1u);
  b_visible[place] = VisibleBlock(x.a, x.f, y.x, y.y, h.first, h.count, x.base, int(number),
      x.firstCode | x.lastCode << 16, 0u, uint(low), uint(high - low + 1));
}
#elif STAGE == 1
#define NEAR 1024

shared uint s_columns[4 * NEAR];

VisibleBlock g_block;
bool g_near;  // the block's columns fit shared memory

void flush(int column, uint invertedLeast, uint most, uint firstRow, uint lastRow) {
  if (!g_near) {
    widen(uint(column), invertedLeast, most, firstRow, lastRow);
    return;
  }
  uint at = uint(column) - g_block.low;
  atomicMax(s_columns[at], invertedLeast);
  atomicMax(s_columns[NEAR + at], most);
  atomicMax(s_columns[2 * NEAR + at], ~firstRow);
  atomicMax(s_columns[3 * NEAR + at], lastRow + 1u);
}

void main() {
  uint thread = gl_LocalInvocationIndex;
  g_block = b_visible[u_list + int(gl_WorkGroupID.x)];
  g_near = g_block.box <= uint(NEAR);
  if (g_near) {
    for (uint plane = 0u; plane < 4u; plane++) {
      for (uint i = thread; i < g_block.box; i += 256u) {
        s_columns[plane * uint(NEAR) + i] = 0u;
      }
    }
  }
  barrier();
  Mapping x = Mapping(g_block.shiftX, g_block.scaleX, g_block.offsetX, true, false, 0, 0,
      g_block.codesX & 0xFFFFu, g_block.codesX >> 16);
  uint number = uint(g_block.shiftY) * MOST_ROWS;
  // A thread's rows adjoin, so that runs within a column meet in registers.
  uint each = (g_block.count + 255u) / 256u;
  uint end = min(g_block.count, (thread + 1u) * each);
  int column = -1;
  uint least = 0u;
  uint most = 0u;
  uint firstRow = 0u;
  uint lastRow = 0u;
  for (uint i = thread * each; i < end; i++) {
    uint row = b_rows[g_block.first + i];
    int at = placeRow(row & 0xFFFFu, x, u_width);
    if (at < 0) {
      continue;
    }
    uint v = sortable(valueOf(row >> 16, g_block.scaleY, g_block.offsetY));
    if (at != column) {
      if (column >= 0) {
        flush(column, least, most, firstRow, lastRow);
      }
      column = at;
      least = 0u;
      most = 0u;
      firstRow = number + i;
    }
    least = max(least, ~v);
    most = max(most, v);
    lastRow = number + i;
  }
  if (column >= 0) {
    flush(column, least, most, firstRow, lastRow);
  }
  barrier();
  if (g_near) {
    for (uint i = thread; i < g_block.box; i += 256u) {
      uint last = s_columns[3u * uint(NEAR) + i];
      if (last != 0u) {
        widen(g_block.low + i, s_columns[i], s_columns[uint(NEAR) + i],
            ~s_columns[2u * uint(NEAR) + i], last - 1u);
      }
    }
  }
}
#else
void look(uint row, uint plane, uint column) {
  uint block = row / MOST_ROWS - uint(u_firstNumber);
  if (block >= uint(u_blocks)) {
    return;
  }
  BlockHeader h = b_headers[block];
  vec2 y = alongY(h.loY, h.stepY, u_size, u_perUnit);
  uint code = b_rows[h.first + row % MOST_ROWS] >> 16;
  b_columns[plane * uint(u_width) + column] = sortable(valueOf(code, y.x, y.y));
}

void main() {
  uint column = gl_GlobalInvocationID.x;
  uint width = uint(u_width);
  if (column >= width || b_columns[3u * width + column] == 0u) {
    return;
  }
  look(~b_columns[2u * width + column], 4u, column);
  look(b_columns[3u * width + column] - 1u, 5u, column);
}
#endif
