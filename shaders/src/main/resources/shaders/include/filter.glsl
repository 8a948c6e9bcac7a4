// The channels of a pass: FILTER planes of codes that rows are filtered by, and a histogram for each
// of the rows in the window that pass all the others' ranges. As skein.core.aggregate.FilterKernel.
#define BINS 256
// Neighbouring threads count into different copies, as rows of a block often share a bin.
#define BIN_COPIES (1 << BIN_BITS)

// Two words a bin, by channel.
layout(std430, binding = SSBO_STATS) restrict buffer Histograms { uint b_bins[]; };

uniform int u_firstPlane;
uniform int u_planeLoads;          // from one plane of codes to the next, in loads of four
uniform uvec4 u_ranges[FILTER];    // lowest and highest code that passes, mask of codes below 32, shift

shared uint s_bins[FILTER * BINS * BIN_COPIES];

uint codeAt(uvec2 codes, uint k) {
  uint word = k < 2u ? codes.x : codes.y;
  return (k & 1u) == 0u ? word & 0xFFFFu : word >> 16;
}

bool passes(uint code, uvec4 range) {
  bool inRange = code >= range.x && code <= range.y;
  return inRange && (code >= 32u || (range.z >> (code & 31u) & 1u) != 0u);
}

// A bit for each channel that the row does not pass. Loops of a fixed length, so that codes stay in
// registers.
uint failedOf(uvec2 codes[FILTER], uint k) {
  uint failed = 0u;
  for (int c = 0; c < FILTER; c++) {
    failed |= passes(codeAt(codes[c], k), u_ranges[c]) ? 0u : 1u << uint(c);
  }
  return failed;
}

void countBins(uvec2 codes[FILTER], uint k, uint failed, uint thread) {
  for (int c = 0; c < FILTER; c++) {
    if ((failed & ~(1u << uint(c))) == 0u) {
      uint bin = uint(c * BINS) + (codeAt(codes[c], k) >> u_ranges[c].w);
      atomicAdd(s_bins[(bin << uint(BIN_BITS)) | (thread & uint(BIN_COPIES - 1))], 1u);
    }
  }
}

void clearBins(uint thread) {
  for (uint i = thread; i < uint(FILTER * BINS * BIN_COPIES); i += uint(GROUP)) {
    s_bins[i] = 0u;
  }
}

// Behind a barrier.
void flushBins(uint thread) {
  for (uint i = thread; i < uint(FILTER * BINS); i += uint(GROUP)) {
    uint rows = 0u;
    for (uint copy = 0u; copy < uint(BIN_COPIES); copy++) {
      rows += s_bins[(i << uint(BIN_BITS)) | ((copy + thread) & uint(BIN_COPIES - 1))];
    }
    if (rows != 0u) {
      uint old = atomicAdd(b_bins[2u * i], rows);
      if (old + rows < old) {
        atomicAdd(b_bins[2u * i + 1u], 1u);
      }
    }
  }
}
