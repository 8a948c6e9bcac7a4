#version 450 core
// Counts the rows of the blocks that cull.comp has listed into a grid: one workgroup a block. MODE:
// 0 count; 1 count, rows with a value, sum of codes in two words; 2 a count for each of 8
// categories. Blocks whose box of cells is small are counted in shared memory first, because global
// atomics would cost more than the reads.
//
// TINY: boxes of at most TINY_CELLS cells. Many rows meet in few cells, so that even atomics in
// shared memory wait for each other. Each thread has a byte a cell of its own instead, as it counts
// at most 16,384 / GROUP <= 128 rows; they are added up at the end.
//
// Others: as many copies of the box as there is room for, neighbouring threads on different ones.
// Boxes without room are counted straight into the grid, where so many cells make collisions rare,
// but for the cells that the first rows fall into: those are kept in shared memory, in a table by
// hash. As rows are shuffled, cells in which rows crowd are among them.
//
// FILTER: number of channels that rows are filtered and counted by, 0 for none; see filter.glsl.
#include "include/layouts.glsl"

layout(local_size_x = GROUP) in;

#if TINY
#define WORDS_ROW (TINY_CELLS / 4)
#elif MODE == 0
#define BOX_CELLS 4096
#define WORDS 1
#elif MODE == 1
#define BOX_CELLS 2048
#define WORDS 2
#else
#define BOX_CELLS 1024
#define WORDS 4
#endif

layout(std430, binding = SSBO_VISIBLE) restrict readonly buffer Visible { VisibleBlock b_visible[]; };
layout(std430, binding = SSBO_COORDS) restrict readonly buffer Coords { uvec4 b_coords[]; };
#if MODE != 0 || FILTER
// The colour's plane first, if there is one, then the channels'.
layout(std430, binding = SSBO_CHANNEL) restrict readonly buffer Channel { uvec2 b_channel[]; };
#endif
layout(std430, binding = SSBO_GRID) restrict buffer Grid { uint b_grid[]; };

#include "include/carry.glsl"
#if FILTER
#include "include/filter.glsl"
#endif

uniform int u_list;   // place of the first workgroup's block
uniform int u_step;   // to the next workgroup's: 1 or -1
uniform ivec2 u_cells;
uniform bool u_wide;  // a cell's rows may pass 32 bits

#if TINY
shared uint s_bytes[WORDS_ROW * GROUP];
#else
shared uint s_histogram[BOX_CELLS * WORDS];
#endif

uint g_thread;
uint g_planes;   // cells of a plane
uint g_carries;
uint g_first;    // load of the block's first four rows
vec4 g_scale;    // step and offset across, then up
ivec2 g_shift;
int g_shiftBoth;
uvec4 g_codes;   // first and last across, then up
ivec2 g_low;
ivec2 g_box;
uint g_cells;    // of the box
uint g_copies;   // of the box, as a power of two
uint g_copy;     // this thread's

void addRows(uint at, uint rows) {
  if (u_wide) {
    addCount(at, rows, g_carries);
  } else {
    atomicAdd(b_grid[at], rows);
  }
}

uint gridCell(ivec2 inBox) {
  ivec2 at = min(g_low + inBox, u_cells - 1);
  return uint(at.y * u_cells.x + at.x);
}

uint gridCell(uint inBox) {
  return gridCell(ivec2(inBox % uint(g_box.x), inBox / uint(g_box.x)));
}

#if TINY
void addToBox(uint cell, uint code) {
  uint at = (cell >> 2) * uint(GROUP) + g_thread;
  uint one = 1u << ((cell & 3u) << 3);
#if TINY == 2
  atomicAdd(s_bytes[at], one);
#else
  s_bytes[at] += one;
#endif
}
#else
void addSum(uint cell, uint codes) {
  uint old = atomicAdd(b_grid[2u * g_planes + cell], codes);
  if (old + codes < old) {
    atomicAdd(b_grid[3u * g_planes + cell], 1u);
  }
}

#if MODE == 1
#define SLOTS 1024
#else
#define SLOTS 2048
#endif

// The slot of a place in the table, or -1 when it belongs to another. A slot is given once; who
// still sees it free asks again, atomically.
int slotOf(uint place) {
  uint tag = place + 1u;
  uint slot = (place * 2654435761u) >> 16 & uint(SLOTS - 1);
  uint held = s_histogram[slot];
  if (held == 0u) {
    held = atomicCompSwap(s_histogram[slot], 0u, tag);
  }
  return held == 0u || held == tag ? int(slot) : -1;
}

void addToGrid(uint cell, uint code) {
#if MODE == 2
  uint place = (code & 7u) * g_planes + cell;
#else
  uint place = cell;
#endif
  int slot = slotOf(place);
#if MODE == 1
  if (slot >= 0) {
    atomicAdd(s_histogram[SLOTS + slot], code != 0u ? 0x10001u : 1u);
    atomicAdd(s_histogram[2 * SLOTS + slot], code);
    return;
  }
  addRows(cell, 1u);
  if (code != 0u) {
    addRows(g_planes + cell, 1u);
    addSum(cell, code);
  }
#else
  if (slot >= 0) {
    atomicAdd(s_histogram[SLOTS + slot], 1u);
  } else {
    addRows(place, 1u);
  }
#endif
}

void flushSlot(uint slot) {
  uint tag = s_histogram[slot];
  if (tag == 0u) {
    return;
  }
  uint word = s_histogram[uint(SLOTS) + slot];
#if MODE == 1
  addRows(tag - 1u, word & 0xFFFFu);
  if (word >> 16 != 0u) {
    addRows(g_planes + tag - 1u, word >> 16);
    addSum(tag - 1u, s_histogram[2u * uint(SLOTS) + slot]);
  }
#else
  addRows(tag - 1u, word);
#endif
}

// A block has at most 16,384 rows, so 16 bits hold a count and 32 bits a sum of codes.
void addToBox(uint cell, uint code) {
  uint at = ((cell << g_copies) | g_copy) * uint(WORDS);
#if MODE == 0
  atomicAdd(s_histogram[at], 1u);
#elif MODE == 1
  atomicAdd(s_histogram[at], code != 0u ? 0x10001u : 1u);
  if (code != 0u) {
    atomicAdd(s_histogram[at + 1u], code);
  }
#else
  uint category = code & 7u;
  atomicAdd(s_histogram[at + (category >> 1)], 1u << ((category & 1u) * 16u));
#endif
}

// A word of a cell, added up over the copies; each thread begins at another one.
uint wordOf(uint cell, uint word) {
  uint sum = 0u;
  uint copies = 1u << g_copies;
  for (uint i = 0u; i < copies; i++) {
    uint copy = (i + g_thread) & (copies - 1u);
    sum += s_histogram[((cell << g_copies) | copy) * uint(WORDS) + word];
  }
  return sum;
}

void flushCell(uint i) {
  uint word = wordOf(i, 0u);
#if MODE == 0
  if (word != 0u) {
    addRows(gridCell(i), word);
  }
#elif MODE == 1
  if (word != 0u) {
    uint cell = gridCell(i);
    addRows(cell, word & 0xFFFFu);
    if (word >> 16 != 0u) {
      addRows(g_planes + cell, word >> 16);
      addSum(cell, wordOf(i, 1u));
    }
  }
#else
  uint cell = gridCell(i);
  for (uint pair = 0u; pair < 4u; pair++) {
    word = pair == 0u ? word : wordOf(i, pair);
    if ((word & 0xFFFFu) != 0u) {
      addRows(2u * pair * g_planes + cell, word & 0xFFFFu);
    }
    if (word >> 16 != 0u) {
      addRows((2u * pair + 1u) * g_planes + cell, word >> 16);
    }
  }
#endif
}
#endif

// As skein.core.aggregate.CellMapping. The code becomes a float by its bits, which is exact: 2^23
// has a last bit of 1. Conversions have a quarter of the throughput of additions.
int steps(uint code, float scale, float offset) {
  precise float t = uintBitsToFloat(0x4B000000u | code) - 8388608.0;
  t = t * scale;
  t = t + offset;
  return int(t);
}

void addWhole(uint row, uint code) {
  int x = steps(row & 0xFFFFu, g_scale.x, g_scale.y);
  int y = steps(row >> 16, g_scale.z, g_scale.w);
  addToBox(min(uint(y * g_box.x + x + g_shiftBoth), g_cells - 1u), code);
}

void addClipped(uint row, uint code, bool local) {
  uint codeX = row & 0xFFFFu;
  uint codeY = row >> 16;
  if (codeX < g_codes.x || codeX > g_codes.y || codeY < g_codes.z || codeY > g_codes.w) {
    return;
  }
  ivec2 at = ivec2(
      steps(codeX, g_scale.x, g_scale.y), steps(codeY, g_scale.z, g_scale.w)) + g_shift;
  at = clamp(at, ivec2(0), g_box - 1);
#if TINY
  addToBox(uint(at.y * g_box.x + at.x), code);
#else
  if (local) {
    addToBox(uint(at.y * g_box.x + at.x), code);
  } else {
    addToGrid(gridCell(at), code);
  }
#endif
}

void addRow(uint row, uint code, bool whole, bool local) {
  if (whole) {
    addWhole(row, code);
  } else {
    addClipped(row, code, local);
  }
}

uvec2 codesOf(uint quad) {
#if MODE != 0
  return b_channel[g_first + quad];
#else
  return uvec2(0u);
#endif
}

// Written out, because an index into a vector would go through memory.
void addQuad(uvec4 rows, uvec2 codes, bool whole, bool local) {
  addRow(rows.x, codes.x & 0xFFFFu, whole, local);
  addRow(rows.y, codes.x >> 16, whole, local);
  addRow(rows.z, codes.y & 0xFFFFu, whole, local);
  addRow(rows.w, codes.y >> 16, whole, local);
}

#if FILTER
void filterRow(uint row, uint k, uvec2 codes[FILTER], uint colour, bool whole, bool local) {
  if (!whole) {
    uint codeX = row & 0xFFFFu;
    uint codeY = row >> 16;
    if (codeX < g_codes.x || codeX > g_codes.y || codeY < g_codes.z || codeY > g_codes.w) {
      return;
    }
  }
  uint failed = failedOf(codes, k);
  if (failed == 0u) {
    addRow(row, colour, whole, local);
  }
  countBins(codes, k, failed, g_thread);
}

// Called with constants, so that the compiler makes a loop for each case.
void addBlock(uint count, bool whole, bool local) {
  uint quads = (count + 3u) >> 2;
  for (uint quad = g_thread; quad < quads; quad += uint(GROUP)) {
    uvec4 rows = b_coords[g_first + quad];
    uvec2 colours = codesOf(quad);
    uvec2 codes[FILTER];
    for (int c = 0; c < FILTER; c++) {
      codes[c] = b_channel[uint((u_firstPlane + c) * u_planeLoads) + g_first + quad];
    }
    uint live = count - quad * 4u;
    filterRow(rows.x, 0u, codes, colours.x & 0xFFFFu, whole, local);
    if (live > 1u) {
      filterRow(rows.y, 1u, codes, colours.x >> 16, whole, local);
    }
    if (live > 2u) {
      filterRow(rows.z, 2u, codes, colours.y & 0xFFFFu, whole, local);
    }
    if (live > 3u) {
      filterRow(rows.w, 3u, codes, colours.y >> 16, whole, local);
    }
  }
}
#else
// Called with constants, so that the compiler makes a loop for each case.
void addBlock(uint count, bool whole, bool local) {
  uint full = count >> 2;
  uint quad = g_thread;
  // Several loads under way at a time.
  for (; quad + uint((LOADS - 1) * GROUP) < full; quad += uint(LOADS * GROUP)) {
    uvec4 a = b_coords[g_first + quad];
    uvec4 b = b_coords[g_first + quad + uint(GROUP)];
#if LOADS == 4
    uvec4 c = b_coords[g_first + quad + uint(2 * GROUP)];
    uvec4 d = b_coords[g_first + quad + uint(3 * GROUP)];
#endif
    addQuad(a, codesOf(quad), whole, local);
    addQuad(b, codesOf(quad + uint(GROUP)), whole, local);
#if LOADS == 4
    addQuad(c, codesOf(quad + uint(2 * GROUP)), whole, local);
    addQuad(d, codesOf(quad + uint(3 * GROUP)), whole, local);
#endif
  }
  for (; quad < full; quad += uint(GROUP)) {
    addQuad(b_coords[g_first + quad], codesOf(quad), whole, local);
  }
  uint rest = count & 3u;
  if (quad == full && rest != 0u) {
    uvec4 rows = b_coords[g_first + quad];
    uvec2 codes = codesOf(quad);
    addRow(rows.x, codes.x & 0xFFFFu, whole, local);
    if (rest > 1u) {
      addRow(rows.y, codes.x >> 16, whole, local);
    }
    if (rest > 2u) {
      addRow(rows.z, codes.y & 0xFFFFu, whole, local);
    }
  }
}
#endif

#if TINY
// Adds up a row of words, a byte a cell in each, as two sums of two cells: 16,384 fits 16 bits. A
// workgroup does all rows at once, PER threads each; those of a subgroup read different banks.
#define PER (GROUP / WORDS_ROW)

void flushBytes() {
  uint words = (g_cells + 3u) >> 2;
  uint row = g_thread / uint(PER);
  uint column = g_thread % uint(PER);
  uint even = 0u;
  uint odd = 0u;
  barrier();
  if (row < words) {
    for (uint i = 0u; i < uint(WORDS_ROW); i++) {
      uint turn = (i + row) % uint(WORDS_ROW);
      uint word = s_bytes[row * uint(GROUP) + turn * uint(PER) + column];
      even += word & 0x00FF00FFu;
      odd += (word >> 8) & 0x00FF00FFu;
    }
  }
  barrier();
  s_bytes[g_thread] = even;
  s_bytes[uint(GROUP) + g_thread] = odd;
  barrier();
  for (uint cell = g_thread; cell < g_cells; cell += uint(GROUP)) {
    uint at = (cell & 1u) * uint(GROUP) + (cell >> 2) * uint(PER);
    uint sum = 0u;
    for (uint i = 0u; i < uint(PER); i++) {
      sum += s_bytes[at + i];
    }
    uint rows = (cell & 2u) == 0u ? sum & 0xFFFFu : sum >> 16;
    if (rows != 0u) {
      addRows(gridCell(cell), rows);
    }
  }
}
#endif

void main() {
  VisibleBlock v = b_visible[u_list + u_step * int(gl_WorkGroupID.x)];
  uint count = v.count & ~WHOLE;
  bool whole = (v.count & WHOLE) != 0u;
  g_thread = gl_LocalInvocationIndex;
  g_planes = uint(u_cells.x * u_cells.y);
#if MODE == 0
  g_carries = g_planes;
#elif MODE == 1
  g_carries = 4u * g_planes;
#else
  g_carries = 8u * g_planes;
#endif
  g_first = v.first;
  g_scale = vec4(v.scaleX, v.offsetX, v.scaleY, v.offsetY);
  g_shift = ivec2(v.shiftX, v.shiftY);
  g_codes = uvec4(v.codesX & 0xFFFFu, v.codesX >> 16, v.codesY & 0xFFFFu, v.codesY >> 16);
  g_low = ivec2(v.low & 0xFFFFu, v.low >> 16);
  g_box = ivec2(v.box & 0xFFFFu, v.box >> 16);
  g_shiftBoth = g_shift.y * g_box.x + g_shift.x;
  g_cells = uint(g_box.x * g_box.y);
#if FILTER
  clearBins(g_thread);
  barrier();
#endif
#if TINY
  // A thread's bytes are its own: no barrier before it counts.
  uint words = (g_cells + 3u) >> 2;
  for (uint i = 0u; i < words; i++) {
    s_bytes[i * uint(GROUP) + g_thread] = 0u;
  }
  if (whole) {
    addBlock(count, true, true);
  } else {
    addBlock(count, false, true);
  }
  flushBytes();
#if FILTER
  flushBins(g_thread);
#endif
#else
  if (g_cells > uint(BOX_CELLS)) {
    for (uint i = g_thread; i < uint(BOX_CELLS * WORDS); i += uint(GROUP)) {
      s_histogram[i] = 0u;
    }
    barrier();
    addBlock(count, false, false);
    barrier();
    for (uint i = g_thread; i < uint(SLOTS); i += uint(GROUP)) {
      flushSlot(i);
    }
#if FILTER
    flushBins(g_thread);
#endif
    return;
  }
  g_copies = uint(min(findMSB(uint(BOX_CELLS) / g_cells), COPIES));
  g_copy = g_thread & ((1u << g_copies) - 1u);
  uint used = (g_cells << g_copies) * uint(WORDS);
  for (uint i = g_thread; i < used; i += uint(GROUP)) {
    s_histogram[i] = 0u;
  }
  barrier();
  if (whole) {
    addBlock(count, true, true);
  } else {
    addBlock(count, false, true);
  }
  barrier();
  for (uint i = g_thread; i < g_cells; i += uint(GROUP)) {
    flushCell(i);
  }
#if FILTER
  flushBins(g_thread);
#endif
#endif
}
