#version 450 core
// Facts of a grid for colouring and the legend. All words start at zero: minima are kept inverted,
// so that they are maxima. Means are at least 1, so the order of their bits is their order.
#include "include/grid.glsl"
#include "include/means.glsl"

layout(local_size_x = 256) in;

layout(std430, binding = SSBO_STATS) buffer Stats {
  uint totalLo;
  uint totalHi;
  uint occupied;
  uint maxCount;
  uint minCount;
  uint minMean;
  uint maxMean;
  uint reserved;
  uint categories[16];
  uint histogram[1024];
  uint meanHistogram[1728];
};

uniform int u_cellCount;

shared uint s_histogram[1024];
shared uint s_most;
shared uint s_least;
shared uint s_occupied;
shared uint s_totalLo;
shared uint s_totalHi;
#if MODE == 1
shared uint s_mostMean;
shared uint s_leastMean;
shared uint s_means[1728];
#endif

// 64-bit sums in two words. A thread's own sum carries by hand, the shared one by the old value.
void add64(inout uint lo, inout uint hi, uint value) {
  uint before = lo;
  lo += value;
  hi += lo < before ? 1u : 0u;
}

void flushTotal(uint lo, uint hi) {
  uint old = atomicAdd(totalLo, lo);
  uint carry = old + lo < old ? 1u : 0u;
  if (hi + carry != 0u) {
    atomicAdd(totalHi, hi + carry);
  }
}

// Without the wraps past 2^32, which are added at the end.
void addCell(inout uint lo, inout uint hi, uint cell, uint cells) {
#if MODE == 2
  for (uint c = 0u; c < 8u; c++) {
    add64(lo, hi, b_grid[c * cells + cell]);
  }
#else
  add64(lo, hi, b_grid[cell]);
#endif
}

#if MODE == 2
void flushCategory(uint c, uint lo, uint hi) {
  uint old = atomicAdd(categories[2u * c], lo);
  uint carry = old + lo < old ? 1u : 0u;
  if (hi + carry != 0u) {
    atomicAdd(categories[2u * c + 1u], hi + carry);
  }
}
#endif

void addCarries(uint cells) {
  for (uint i = 0u; i < g_carries; i++) {
    uint plane = b_grid[PLANES * cells + 1u + i] / cells;
#if MODE == 2
    atomicAdd(totalHi, 1u);
    atomicAdd(categories[2u * plane + 1u], 1u);
#else
    if (plane == 0u) {
      atomicAdd(totalHi, 1u);
    }
#endif
  }
}

void main() {
  uint thread = gl_LocalInvocationIndex;
  for (uint i = thread; i < 1024u; i += 256u) {
    s_histogram[i] = 0u;
  }
#if MODE == 1
  for (uint i = thread; i < 1728u; i += 256u) {
    s_means[i] = 0u;
  }
#endif
  if (thread == 0u) {
    s_most = 0u;
    s_least = 0u;
    s_occupied = 0u;
    s_totalLo = 0u;
    s_totalHi = 0u;
#if MODE == 1
    s_mostMean = 0u;
    s_leastMean = 0u;
#endif
  }
  barrier();

  uint cells = uint(u_cellCount);
  lookForCarries(cells);
  uint stride = gl_NumWorkGroups.x * 256u;
  uint lo = 0u;
  uint hi = 0u;
  uint most = 0u;
  uint least = 0u;
  uint seen = 0u;
  for (uint cell = gl_GlobalInvocationID.x; cell < cells; cell += stride) {
    uint rows = rowsOf(cell, cells);
    if (rows == 0u) {
      continue;
    }
    addCell(lo, hi, cell, cells);
    seen++;
    most = max(most, rows);
    least = max(least, ~rows);
    uint bin = (floatBitsToUint(float(rows)) >> 18) - (floatBitsToUint(1.0) >> 18);
    atomicAdd(s_histogram[min(bin, 1023u)], 1u);
#if MODE == 1
    float mean = meanOf(cell, cells);
    if (!isnan(mean)) {
      atomicMax(s_mostMean, floatBitsToUint(mean));
      atomicMax(s_leastMean, ~floatBitsToUint(mean));
      atomicAdd(s_means[meanBinOf(mean)], 1u);
    }
#endif
  }
  if (seen != 0u) {
    atomicAdd(s_occupied, seen);
    atomicMax(s_most, most);
    atomicMax(s_least, least);
    uint old = atomicAdd(s_totalLo, lo);
    atomicAdd(s_totalHi, hi + (old + lo < old ? 1u : 0u));
  }
  if (gl_GlobalInvocationID.x == 0u) {
    addCarries(cells);
  }
#if MODE == 2
  for (uint c = 0u; c < 8u; c++) {
    uint sumLo = 0u;
    uint sumHi = 0u;
    for (uint cell = gl_GlobalInvocationID.x; cell < cells; cell += stride) {
      add64(sumLo, sumHi, b_grid[c * cells + cell]);
    }
    if ((sumLo | sumHi) != 0u) {
      flushCategory(c, sumLo, sumHi);
    }
  }
#endif
  barrier();
  for (uint i = thread; i < 1024u; i += 256u) {
    if (s_histogram[i] != 0u) {
      atomicAdd(histogram[i], s_histogram[i]);
    }
  }
#if MODE == 1
  for (uint i = thread; i < 1728u; i += 256u) {
    if (s_means[i] != 0u) {
      atomicAdd(meanHistogram[i], s_means[i]);
    }
  }
#endif
  if (thread == 0u && s_occupied != 0u) {
    flushTotal(s_totalLo, s_totalHi);
    atomicAdd(occupied, s_occupied);
    atomicMax(maxCount, s_most);
    atomicMax(minCount, s_least);
#if MODE == 1
    atomicMax(maxMean, s_mostMean);
    atomicMax(minMean, s_leastMean);
#endif
  }
}
