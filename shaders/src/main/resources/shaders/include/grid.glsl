// A finished grid's planes, cell by cell; see density.comp for what they hold.
layout(std430, binding = SSBO_GRID) readonly buffer Grid { uint b_grid[]; };

uint rowsOf(uint cell, uint cells) {
#if MODE == 2
  uint sum = 0u;
  for (uint c = 0u; c < 8u; c++) {
    sum += b_grid[c * cells + cell];
  }
  return sum;
#else
  return b_grid[cell];
#endif
}

#if MODE == 1
// Mean in channel codes, at least 1, or NaN when no row of the cell has a value.
float meanOf(uint cell, uint cells) {
  uint valid = b_grid[cells + cell];
  if (valid == 0u) {
    return uintBitsToFloat(0x7FC00000u);
  }
  double sum = double(b_grid[3u * cells + cell]) * 4294967296.0lf
      + double(b_grid[2u * cells + cell]);
  return float(sum / double(valid));
}
#endif
