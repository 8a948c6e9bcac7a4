// A finished grid's planes, cell by cell; see density.comp for what they hold and carry.glsl for what
// lies behind them.
layout(std430, binding = SSBO_GRID) readonly buffer Grid { uint b_grid[]; };

#if MODE == 0
const uint PLANES = 1u;
#elif MODE == 1
const uint PLANES = 4u;
#else
const uint PLANES = 8u;
#endif

uint g_carries;  // how many counts have passed 2^32, from lookForCarries

// To be called before anything else here.
void lookForCarries(uint cells) {
  g_carries = min(b_grid[PLANES * cells], 64u);
}

// How often a count has passed 2^32; no loop unless some count has.
uint carriesOf(uint at, uint cells) {
  uint sum = 0u;
  for (uint i = 0u; i < g_carries; i++) {
    sum += b_grid[PLANES * cells + 1u + i] == at ? 1u : 0u;
  }
  return sum;
}

float floatOf(uint at, uint cells) {
  return float(b_grid[at]) + 4294967296.0 * float(carriesOf(at, cells));
}

// Rows of a cell; 2^32 - 1 stands for all beyond.
uint rowsOf(uint cell, uint cells) {
#if MODE == 2
  uint sum = 0u;
  for (uint c = 0u; c < 8u; c++) {
    uint at = c * cells + cell;
    uint more = carriesOf(at, cells) == 0u ? b_grid[at] : 0xFFFFFFFFu;
    sum = sum + more < sum ? 0xFFFFFFFFu : sum + more;
  }
  return sum;
#else
  return carriesOf(cell, cells) == 0u ? b_grid[cell] : 0xFFFFFFFFu;
#endif
}

#if MODE == 1
// Mean in channel codes, at least 1, or NaN when no row of the cell has a value.
float meanOf(uint cell, uint cells) {
  double valid = double(carriesOf(cells + cell, cells)) * 4294967296.0lf
      + double(b_grid[cells + cell]);
  if (valid == 0.0lf) {
    return uintBitsToFloat(0x7FC00000u);
  }
  double sum = double(b_grid[3u * cells + cell]) * 4294967296.0lf
      + double(b_grid[2u * cells + cell]);
  return float(sum / valid);
}
#endif
