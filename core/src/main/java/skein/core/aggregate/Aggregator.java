package skein.core.aggregate;

import skein.core.block.SlabSet;

/**
 * Counts the rows of blocks into grids. Two implementations, CPU threads and GPU compute, give the
 * same counts bit for bit: per block and axis, the scale and offset to cells are computed in
 * double, rounded to float32, and each row costs one float32 multiply and one float32 add, neither
 * fused. A block whose exact bounds lie inside the window drops no row; in others a row is kept
 * when its code lies between those of the window's edges. {@link CellMapping} has it all. Render
 * thread only.
 */
public interface Aggregator extends AutoCloseable {
  /** "gpu" or "cpu". */
  String id();

  /** For people: "CPU, 2 threads" or the GPU's name. */
  String describe();

  /** A grid of any size, resized by {@link #restart}; booked to {@code owner}. */
  DensityGrid createGrid(String owner);

  /** Clears the grid and begins a pass for a view; copies {@code spec}. */
  void restart(DensityGrid grid, GridSpec spec);

  /**
   * The same for a picture that shall be seen early: where counting takes longer than a frame, the
   * grid holds estimates after the first part of it, see {@link DensityGrid#estimated}.
   *
   * @return false where this aggregator gives none
   */
  default boolean restartSampled(DensityGrid grid, GridSpec spec) {
    restart(grid, spec);
    return false;
  }

  /**
   * Goes on with the pass until all rows of the set are counted or the deadline has passed. Slabs
   * appended to the set since the last call are added to the same pass. Blocks that are not
   * resident wait, and the pass with them.
   *
   * @param deadlineNanos in terms of System.nanoTime()
   * @return {@link DensityGrid#complete()}
   */
  boolean advance(DensityGrid grid, SlabSet slabs, long deadlineNanos);

  /**
   * Names the blocks that the pass in hand has still to look at, nearest to the window's middle
   * first, whether they are resident or not.
   */
  void demand(DensityGrid grid, BlockDemand to);

  /**
   * Moves slabs towards where this aggregator reads them, at most about {@code byteBudget} bytes.
   * Returns the bytes moved; the CPU moves none.
   */
  long upload(SlabSet slabs, long byteBudget);

  /** Bytes that {@link #upload} has still to move. */
  long pendingBytes(SlabSet slabs);

  /** Frees what {@link #upload} made for a set. */
  void forget(SlabSet slabs);

  @Override
  void close();
}
