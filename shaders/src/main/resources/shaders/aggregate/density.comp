#version 450 core
// Counts the rows of blocks into a grid: one workgroup a block. MODE: 0 count; 1 count, rows with a
// value, sum of codes in two words; 2 a count for each of 8 categories. Blocks whose box of cells is
// small are counted in shared memory first, because global atomics would cost more than the reads.
#include "include/layouts.glsl"
#include "include/mapping.glsl"

layout(local_size_x = 256) in;

#if MODE == 0
#define BOX_CELLS 4096
#define WORDS 1
#elif MODE == 1
#define BOX_CELLS 2048
#define WORDS 2
#else
#define BOX_CELLS 1024
#define WORDS 4
#endif

layout(std430, binding = SSBO_HEADERS) restrict readonly buffer Headers { BlockHeader b_headers[]; };
layout(std430, binding = SSBO_COORDS) restrict readonly buffer Coords { uvec4 b_coords[]; };
#if MODE != 0
layout(std430, binding = SSBO_CHANNEL) restrict readonly buffer Channel { uvec2 b_channel[]; };
#endif
layout(std430, binding = SSBO_GRID) buffer Grid { uint b_grid[]; };

uniform int u_firstBlock;
uniform ivec2 u_cells;
uniform dvec2 u_viewLo;
uniform dvec2 u_viewHi;
uniform dvec2 u_size;     // 1, or 0.5 for windows with huge edges
uniform dvec2 u_perUnit;

shared Mapping s_x;
shared Mapping s_y;
shared uint s_histogram[BOX_CELLS * WORDS];

ivec2 g_low;  // lowest cell of the block's box
ivec2 g_box;  // cells across and up

void addSum(uint cell, uint codes) {
  uint planes = uint(u_cells.x * u_cells.y);
  uint old = atomicAdd(b_grid[2u * planes + cell], codes);
  if (old + codes < old) {
    atomicAdd(b_grid[3u * planes + cell], 1u);
  }
}

void addToGrid(ivec2 at, uint code) {
  uint planes = uint(u_cells.x * u_cells.y);
  uint cell = uint(at.y * u_cells.x + at.x);
#if MODE == 0
  atomicAdd(b_grid[cell], 1u);
#elif MODE == 1
  atomicAdd(b_grid[cell], 1u);
  if (code != 0u) {
    atomicAdd(b_grid[planes + cell], 1u);
    addSum(cell, code);
  }
#else
  atomicAdd(b_grid[(code & 7u) * planes + cell], 1u);
#endif
}

void addToBox(ivec2 at, uint code) {
  uint cell = uint((at.y - g_low.y) * g_box.x + at.x - g_low.x);
#if MODE == 0
  atomicAdd(s_histogram[cell], 1u);
#elif MODE == 1
  atomicAdd(s_histogram[cell * 2u], code != 0u ? 0x10001u : 1u);
  if (code != 0u) {
    atomicAdd(s_histogram[cell * 2u + 1u], code);
  }
#else
  uint category = (code & 7u);
  atomicAdd(s_histogram[cell * 4u + (category >> 1)], 1u << ((category & 1u) * 16u));
#endif
}

// A block has at most 16,384 rows, so 16 bits hold a count and 32 bits a sum of codes.
void flushCell(uint i) {
  uint planes = uint(u_cells.x * u_cells.y);
  uint x = uint(g_low.x) + i % uint(g_box.x);
  uint y = uint(g_low.y) + i / uint(g_box.x);
  uint cell = y * uint(u_cells.x) + x;
#if MODE == 0
  uint count = s_histogram[i];
  if (count != 0u) {
    atomicAdd(b_grid[cell], count);
  }
#elif MODE == 1
  uint word = s_histogram[i * 2u];
  if (word != 0u) {
    atomicAdd(b_grid[cell], word & 0xFFFFu);
    if (word >> 16 != 0u) {
      atomicAdd(b_grid[planes + cell], word >> 16);
      addSum(cell, s_histogram[i * 2u + 1u]);
    }
  }
#else
  for (uint pair = 0u; pair < 4u; pair++) {
    uint word = s_histogram[i * 4u + pair];
    if ((word & 0xFFFFu) != 0u) {
      atomicAdd(b_grid[2u * pair * planes + cell], word & 0xFFFFu);
    }
    if (word >> 16 != 0u) {
      atomicAdd(b_grid[(2u * pair + 1u) * planes + cell], word >> 16);
    }
  }
#endif
}

uint codeAt(uvec2 codes, uint k) {
  uint word = k < 2u ? codes.x : codes.y;
  return (k & 1u) == 0u ? word & 0xFFFFu : word >> 16;
}

void addRow(uint row, uint code, Mapping x, Mapping y, bool inside, bool local) {
  ivec2 at;
  if (inside) {
    at = min(ivec2(cellOf(row & 0xFFFFu, x), cellOf(row >> 16, y)), u_cells - 1);
  } else {
    at = ivec2(placeRow(row & 0xFFFFu, x, u_cells.x), placeRow(row >> 16, y, u_cells.y));
    if (at.x < 0 || at.y < 0) {
      return;
    }
  }
  if (local) {
    addToBox(at, code);
  } else {
    addToGrid(at, code);
  }
}

// Four rows of one load; written out, because an index into a vector would go through memory.
void addQuad(uint quad, uint first, uvec4 rows, uint count, Mapping x, Mapping y, bool inside,
    bool local) {
#if MODE != 0
  uvec2 codes = b_channel[first + quad];
#else
  uvec2 codes = uvec2(0u);
#endif
  uint live = count - quad * 4u;
  addRow(rows.x, codeAt(codes, 0u), x, y, inside, local);
  if (live > 1u) {
    addRow(rows.y, codeAt(codes, 1u), x, y, inside, local);
  }
  if (live > 2u) {
    addRow(rows.z, codeAt(codes, 2u), x, y, inside, local);
  }
  if (live > 3u) {
    addRow(rows.w, codeAt(codes, 3u), x, y, inside, local);
  }
}

void main() {
  uint block = uint(u_firstBlock) + gl_WorkGroupID.x;
  uint thread = gl_LocalInvocationIndex;
  // Two threads of different subgroups, so that the double arithmetic of both axes runs at once.
  if (thread == 0u) {
    BlockHeader h = b_headers[block];
    s_x = mapBlock(
        h.loX, h.hiX, h.stepX, u_viewLo.x, u_viewHi.x, u_size.x, u_perUnit.x, u_cells.x);
  } else if (thread == 64u) {
    BlockHeader h = b_headers[block];
    s_y = mapBlock(
        h.loY, h.hiY, h.stepY, u_viewLo.y, u_viewHi.y, u_size.y, u_perUnit.y, u_cells.y);
  }
  uint count = b_headers[block].count;
  uint first = b_headers[block].first >> 2;
  barrier();
  Mapping x = s_x;
  Mapping y = s_y;
  if (!x.hit || !y.hit) {
    return;
  }
  ivec2 last = u_cells - 1;
  g_low = clamp(ivec2(x.lowest, y.lowest), ivec2(0), last);
  g_box = clamp(ivec2(x.highest, y.highest), ivec2(0), last) - g_low + 1;
  bool inside = x.inside && y.inside;
#if MODE == 0
  if (g_box == ivec2(1) && inside) {
    if (thread == 0u) {
      atomicAdd(b_grid[g_low.y * u_cells.x + g_low.x], count);
    }
    return;
  }
#endif
  // Each factor is at most 16,384, so the product fits.
  uint cells = uint(g_box.x * g_box.y);
  bool local = cells <= uint(BOX_CELLS);
  if (local) {
    for (uint i = thread; i < cells * uint(WORDS); i += 256u) {
      s_histogram[i] = 0u;
    }
  }
  barrier();
  uint quads = (count + 3u) >> 2;
  // Two loads under way at a time.
  for (uint quad = thread; quad < quads; quad += 512u) {
    uint other = quad + 256u;
    uvec4 rows = b_coords[first + quad];
    uvec4 more = b_coords[first + min(other, quads - 1u)];
    addQuad(quad, first, rows, count, x, y, inside, local);
    if (other < quads) {
      addQuad(other, first, more, count, x, y, inside, local);
    }
  }
  if (local) {
    barrier();
    for (uint i = thread; i < cells; i += 256u) {
      flushCell(i);
    }
  }
}
