package skein.core.block;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import skein.core.memory.HostBuffer;

/**
 * Some blocks in one piece of memory: what moves through the queue and into a GPU chunk.
 *
 * <p>Coordinates are one little-endian u32 a row, {@code x | y << 16}. A code c stands for the
 * position {@code lo + c * step} (offset from the series' origin); encoding rounds up, so a decoded
 * position is never below the row's and less than one step above it. Integer-valued blocks of at
 * most 65,536 values use step 1 and are exact. Each block starts at a multiple of four rows; the
 * rows between are padding and belong to no block.
 *
 * <p>While a series loads, {@code residual} holds one u32 a row ({@code rx | ry << 16}) with which
 * the position is {@code lo + (c - r / 65536) * step}: 32 bits of precision for the final
 * clustering, dropped afterwards. {@code channel} is one u16 a row: for MEAN 0 for no value, else
 * 1..65535; for CATEGORY the category's index.
 *
 * <p>Immutable after construction; read by any thread; closed by its one owner.
 */
public final class BlockSlab implements AutoCloseable {
  /** Rows a block may hold. */
  public static final int MAX_ROWS = 16_384;

  /** Doubles per block in the header array: loX, hiX, stepX, loY, hiY, stepY. */
  public static final int BOUNDS = 6;

  private final int blocks;
  private final int[] first;
  private final int[] count;
  private final double[] bounds;
  private final long rows;
  private final HostBuffer coords;
  private @Nullable HostBuffer residual;
  private final @Nullable HostBuffer channel;

  /**
   * Takes ownership of the buffers and of the arrays.
   *
   * @param first row offset of each block in the buffers, a multiple of 4
   * @param count rows of each block, 1 to {@link #MAX_ROWS}
   * @param bounds {@link #BOUNDS} doubles a block; hi is the exact upper bound of its rows
   */
  public BlockSlab(
      int[] first,
      int[] count,
      double[] bounds,
      HostBuffer coords,
      @Nullable HostBuffer residual,
      @Nullable HostBuffer channel) {
    this.blocks = count.length;
    this.first = first;
    this.count = count;
    this.bounds = bounds;
    this.coords = coords;
    this.residual = residual;
    this.channel = channel;
    long sum = 0;
    for (int c : count) {
      sum += c;
    }
    this.rows = sum;
  }

  public int blocks() {
    return blocks;
  }

  /** Rows in all blocks, padding not counted. */
  public long rows() {
    return rows;
  }

  public int first(int block) {
    return first[block];
  }

  public int count(int block) {
    return count[block];
  }

  public double loX(int block) {
    return bounds[block * BOUNDS];
  }

  public double hiX(int block) {
    return bounds[block * BOUNDS + 1];
  }

  public double stepX(int block) {
    return bounds[block * BOUNDS + 2];
  }

  public double loY(int block) {
    return bounds[block * BOUNDS + 3];
  }

  public double hiY(int block) {
    return bounds[block * BOUNDS + 4];
  }

  public double stepY(int block) {
    return bounds[block * BOUNDS + 5];
  }

  public MemorySegment coords() {
    return coords.segment();
  }

  public @Nullable MemorySegment residual() {
    HostBuffer held = residual;
    return held == null ? null : held.segment();
  }

  public @Nullable MemorySegment channel() {
    return channel == null ? null : channel.segment();
  }

  /** Frees the residual plane alone; the caller knows that nobody reads it any more. */
  public void dropResidual() {
    HostBuffer held = residual;
    residual = null;
    if (held != null) {
      held.close();
    }
  }

  @Override
  public void close() {
    dropResidual();
    coords.close();
    if (channel != null) {
      channel.close();
    }
  }
}
