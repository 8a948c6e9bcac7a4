// Counts beyond 32 bits. A cell that wraps around leaves its place in a short list behind the
// grid's planes: how many wraps there were, then a place each. 2^32 rows make one entry, so that
// the list holds what 64 times that many rows can make.
const uint MOST_CARRIES = 64u;

void addCount(uint at, uint rows, uint carries) {
  uint old = atomicAdd(b_grid[at], rows);
  if (old + rows < old) {
    uint entry = atomicAdd(b_grid[carries], 1u);
    if (entry < MOST_CARRIES) {
      b_grid[carries + 1u + entry] = at;
    }
  }
}
