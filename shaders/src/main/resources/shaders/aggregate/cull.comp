#version 450 core
// One thread a block: drops blocks outside the window, adds blocks that lie in one cell at once, and
// lists the others for density.comp with all that it needs of them. A dispatch has a region of the
// list with a place for each of its blocks: those with a tiny box of cells grow from its front,
// the others from its back. How many there are becomes the number of workgroups that count them.
#include "include/layouts.glsl"
#include "include/mapping.glsl"

layout(local_size_x = 256) in;

layout(std430, binding = SSBO_HEADERS) restrict readonly buffer Headers { BlockHeader b_headers[]; };
layout(std430, binding = SSBO_VISIBLE) restrict writeonly buffer Visible { VisibleBlock b_visible[]; };
layout(std430, binding = SSBO_COMMANDS) restrict buffer Commands { uint b_commands[]; };
layout(std430, binding = SSBO_SLOTS) restrict readonly buffer Slots { uint b_slots[]; };
layout(std430, binding = SSBO_GRID) restrict buffer Grid { uint b_grid[]; };

#include "include/carry.glsl"

uniform int u_firstBlock;
uniform int u_slots;      // word that names the place of the first block, or -1: as they lie
uniform int u_blocks;
uniform int u_list;       // first place of the region
uniform int u_commands;   // word of the command for tiny boxes; the other's is 4 words on
uniform int u_planes;     // of the grid
uniform bool u_merge;     // blocks in one cell are added at once, as no row of theirs matters
uniform int u_tinyCells;  // boxes of at most so many cells are tiny
uniform ivec2 u_cells;
uniform dvec2 u_viewLo;
uniform dvec2 u_viewHi;
uniform dvec2 u_size;     // 1, or 0.5 for windows with huge edges
uniform dvec2 u_perUnit;

const uint NONE = 0u;
const uint ONE_CELL = 1u;
const uint TINY = 2u;
const uint OTHER = 3u;

// Above this the rows of a workgroup's blocks might not fit 32 bits: no real block has as many.
const uint MOST_MERGED = 65536u;

shared uint s_tiny;
shared uint s_other;
shared uint s_tinyAt;
shared uint s_otherAt;
shared uint s_cell;  // one more than the cell that this workgroup adds up before it adds
shared uint s_rows;

uint pack(ivec2 v) {
  return uint(v.x) | uint(v.y) << 16;
}

uint pack(uint low, uint high) {
  return low | high << 16;
}

void main() {
  uint thread = gl_LocalInvocationIndex;
  uint number = gl_GlobalInvocationID.x;
  if (thread == 0u) {
    s_tiny = 0u;
    s_other = 0u;
    s_cell = 0u;
    s_rows = 0u;
  }
  barrier();
  uint kind = NONE;
  uint cell = 0u;
  uint place = 0u;
  uint count = 0u;
  VisibleBlock v;
  if (number < uint(u_blocks)) {
    uint at = u_slots < 0 ? uint(u_firstBlock) + number : b_slots[uint(u_slots) + number];
    BlockHeader h = b_headers[at];
    Mapping x = mapBlock(
        h.loX, h.hiX, h.stepX, u_viewLo.x, u_viewHi.x, u_size.x, u_perUnit.x, u_cells.x);
    Mapping y = mapBlock(
        h.loY, h.hiY, h.stepY, u_viewLo.y, u_viewHi.y, u_size.y, u_perUnit.y, u_cells.y);
    count = h.count;
    if (x.hit && y.hit && count != 0u) {
      bool whole = x.inside && y.inside;
      ivec2 last = u_cells - 1;
      ivec2 low = ivec2(x.lowest, y.lowest);
      ivec2 high = ivec2(x.highest, y.highest);
      ivec2 lowIn = clamp(low, ivec2(0), last);
      ivec2 highIn = clamp(high, ivec2(0), last);
      if (whole && u_merge && lowIn == highIn) {
        kind = ONE_CELL;
        cell = uint(lowIn.y * u_cells.x + lowIn.x);
      } else {
        // The box of a whole block may reach a cell past the grid, so that its rows need no limit.
        low = whole ? low : lowIn;
        ivec2 box = (whole ? high : highIn) - low + 1;
        kind = box.x * box.y <= u_tinyCells ? TINY : OTHER;
        v = VisibleBlock(x.a, x.f, y.a, y.f, h.first >> 2, count | (whole ? WHOLE : 0u),
            x.base - low.x, y.base - low.y, pack(x.firstCode, x.lastCode),
            pack(y.firstCode, y.lastCode), pack(low), pack(box));
      }
    }
  }
  if (kind == TINY) {
    place = atomicAdd(s_tiny, 1u);
  } else if (kind == OTHER) {
    place = atomicAdd(s_other, 1u);
  } else if (kind == ONE_CELL) {
    atomicMax(s_cell, cell + 1u);
  }
  barrier();
  // Neighbours in one cell are the rule where rows crowd; one of them all speaks for all.
  uint carries = uint(u_cells.x * u_cells.y) * uint(u_planes);
  if (kind == ONE_CELL) {
    if (cell + 1u == s_cell && count <= MOST_MERGED) {
      atomicAdd(s_rows, count);
    } else {
      addCount(cell, count, carries);
    }
  }
  if (thread == 0u) {
    s_tinyAt = s_tiny == 0u ? 0u : atomicAdd(b_commands[u_commands], s_tiny);
    s_otherAt = s_other == 0u ? 0u : atomicAdd(b_commands[u_commands + 4], s_other);
  }
  barrier();
  if (kind == TINY) {
    b_visible[uint(u_list) + s_tinyAt + place] = v;
  } else if (kind == OTHER) {
    b_visible[uint(u_list + u_blocks) - 1u - s_otherAt - place] = v;
  }
  if (thread == 0u && s_rows != 0u) {
    addCount(s_cell - 1u, s_rows, carries);
  }
}
