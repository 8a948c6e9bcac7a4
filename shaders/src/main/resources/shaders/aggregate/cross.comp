#version 450 core
// Crossfilter: counts the rows of the window that pass every channel's range into the grid, and for
// each channel a histogram of the rows that pass all the other channels' ranges, in one reading of
// the rows. One workgroup a block. As skein.core.aggregate.CpuCross.
#include "include/layouts.glsl"
#include "include/mapping.glsl"

layout(local_size_x = 256) in;

#define MOST_CHANNELS 8
#define BINS 256
#define SLOTS 2048

layout(std430, binding = SSBO_HEADERS) restrict readonly buffer Headers { BlockHeader b_headers[]; };
layout(std430, binding = SSBO_COORDS) restrict readonly buffer Coords { uvec4 b_coords[]; };
// Planes of codes, one a channel.
layout(std430, binding = SSBO_CHANNEL) restrict readonly buffer Channels { uvec2 b_codes[]; };
layout(std430, binding = SSBO_GRID) restrict buffer Grid { uint b_grid[]; };
// Two words a bin.
layout(std430, binding = SSBO_STATS) restrict buffer Histograms { uint b_bins[]; };

#include "include/carry.glsl"

uniform int u_firstBlock;
uniform int u_channels;
uniform int u_planeLoads;  // from one channel's plane to the next, in loads of four codes
uniform uvec2 u_ranges[MOST_CHANNELS];  // lowest and highest code that passes
uniform ivec2 u_cells;
uniform dvec2 u_viewLo;
uniform dvec2 u_viewHi;
uniform dvec2 u_size;
uniform dvec2 u_perUnit;

shared Mapping s_x;
shared Mapping s_y;
shared uint s_bins[MOST_CHANNELS * BINS];
shared uint s_tags[SLOTS];
shared uint s_counts[SLOTS];

void addCell(uint cell) {
  uint tag = cell + 1u;
  uint slot = (cell * 2654435761u) >> 16 & uint(SLOTS - 1);
  uint held = s_tags[slot];
  if (held == 0u) {
    held = atomicCompSwap(s_tags[slot], 0u, tag);
  }
  if (held == 0u || held == tag) {
    atomicAdd(s_counts[slot], 1u);
  } else {
    addCount(cell, 1u, uint(u_cells.x * u_cells.y));
  }
}

uint codeAt(uvec2 codes, uint k) {
  uint word = k < 2u ? codes.x : codes.y;
  return (k & 1u) == 0u ? word & 0xFFFFu : word >> 16;
}

void addRow(uint row, uint k, uvec2 codes[MOST_CHANNELS], Mapping x, Mapping y) {
  ivec2 at = ivec2(placeRow(row & 0xFFFFu, x, u_cells.x), placeRow(row >> 16, y, u_cells.y));
  if (at.x < 0 || at.y < 0) {
    return;
  }
  uint failed = 0u;
  // Loops of a fixed length, so that the codes stay in registers.
  for (int c = 0; c < MOST_CHANNELS; c++) {
    uint code = codeAt(codes[c], k);
    bool passes = c >= u_channels || (code >= u_ranges[c].x && code <= u_ranges[c].y);
    failed |= passes ? 0u : 1u << uint(c);
  }
  if (failed == 0u) {
    addCell(uint(at.y * u_cells.x + at.x));
  }
  for (int c = 0; c < MOST_CHANNELS; c++) {
    if (c < u_channels && (failed & ~(1u << uint(c))) == 0u) {
      atomicAdd(s_bins[c * BINS + int(codeAt(codes[c], k) >> 8)], 1u);
    }
  }
}

void main() {
  uint block = uint(u_firstBlock) + gl_WorkGroupID.x;
  uint thread = gl_LocalInvocationIndex;
  BlockHeader h = b_headers[block];
  if (thread == 0u) {
    s_x = mapBlock(
        h.loX, h.hiX, h.stepX, u_viewLo.x, u_viewHi.x, u_size.x, u_perUnit.x, u_cells.x);
  } else if (thread == 64u) {
    s_y = mapBlock(
        h.loY, h.hiY, h.stepY, u_viewLo.y, u_viewHi.y, u_size.y, u_perUnit.y, u_cells.y);
  }
  for (uint i = thread; i < uint(MOST_CHANNELS * BINS); i += 256u) {
    s_bins[i] = 0u;
  }
  for (uint i = thread; i < uint(SLOTS); i += 256u) {
    s_tags[i] = 0u;
    s_counts[i] = 0u;
  }
  barrier();
  Mapping x = s_x;
  Mapping y = s_y;
  if (!x.hit || !y.hit) {
    return;
  }
  uint first = h.first >> 2;
  uint quads = (h.count + 3u) >> 2;
  for (uint quad = thread; quad < quads; quad += 256u) {
    uvec4 rows = b_coords[first + quad];
    uvec2 codes[MOST_CHANNELS];
    for (int c = 0; c < MOST_CHANNELS; c++) {
      codes[c] = c < u_channels
          ? b_codes[uint(c * u_planeLoads) + first + quad]
          : uvec2(0u);
    }
    uint live = h.count - quad * 4u;
    addRow(rows.x, 0u, codes, x, y);
    if (live > 1u) {
      addRow(rows.y, 1u, codes, x, y);
    }
    if (live > 2u) {
      addRow(rows.z, 2u, codes, x, y);
    }
    if (live > 3u) {
      addRow(rows.w, 3u, codes, x, y);
    }
  }
  barrier();
  uint carries = uint(u_cells.x * u_cells.y);
  for (uint i = thread; i < uint(SLOTS); i += 256u) {
    if (s_counts[i] != 0u) {
      addCount(s_tags[i] - 1u, s_counts[i], carries);
    }
  }
  for (uint i = thread; i < uint(u_channels * BINS); i += 256u) {
    if (s_bins[i] != 0u) {
      uint old = atomicAdd(b_bins[2u * i], s_bins[i]);
      if (old + s_bins[i] < old) {
        atomicAdd(b_bins[2u * i + 1u], 1u);
      }
    }
  }
}
