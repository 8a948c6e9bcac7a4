// As skein.core.aggregate.GridStats.meanBinOf: 64 bins an octave below 4,096 codes, then 64 codes each.
int meanBinOf(float code) {
  if (code < 4096.0) {
    return int((floatBitsToUint(max(code, 1.0)) - floatBitsToUint(1.0)) >> 17);
  }
  return min(768 + int((code - 4096.0) * (1.0 / 64.0)), 1727);
}

// Lower edge of a bin in channel codes.
float meanEdge(int bin) {
  return bin < 768
      ? uintBitsToFloat(floatBitsToUint(1.0) + (uint(bin) << 17))
      : 4096.0 + float(bin - 768) * 64.0;
}
