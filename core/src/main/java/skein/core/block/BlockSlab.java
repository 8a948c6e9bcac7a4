package skein.core.block;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.core.memory.HostBuffer;

/**
 * Some blocks in one piece of memory: what moves through the queue and into a GPU chunk, or a part
 * of a mapped index file.
 *
 * <p>Coordinates are one little-endian u32 a row, {@code x | y << 16}. A code c stands for the
 * position {@code lo + c * step} (offset from the series' origin); encoding rounds up, so a decoded
 * position is never below the row's and less than one step above it. Integer-valued blocks of at
 * most 65,536 values use step 1 and are exact. A block's rows lie from {@link #coordsAt} on, one
 * behind the other; built blocks start at multiples of four rows, mapped ones at multiples of 64
 * bytes, and what lies between belongs to no block.
 *
 * <p>While a series loads, {@code residual} holds one u32 a row ({@code rx | ry << 16}) with which
 * the position is {@code lo + (c - r / 65536) * step}: 32 bits of precision for the final
 * clustering, dropped afterwards. A channel is one u16 a row: for MEAN 0 for no value, else
 * 1..65535; for CATEGORY the category's index; to filter by, codes of a {@link
 * skein.core.channel.Channel}. Where rows colour, channel {@link #COLOUR} is the colour's and the
 * others follow.
 *
 * <p>Blocks of built slabs are always resident. Those of a mapped slab are so once a worker has
 * read and checked their pages and said so with {@link #admit}; whoever sees {@link #resident} true
 * may read the block without waiting for a disk. {@link #evict} belongs to the render thread, so
 * that a block cannot leave while a pass reads it.
 *
 * <p>Immutable after construction but for residency and use; read by any thread; closed by its one
 * owner.
 */
public final class BlockSlab implements AutoCloseable {
  /** Rows a block may hold. */
  public static final int MAX_ROWS = 16_384;

  /** Doubles per block in the header array: loX, hiX, stepX, loY, hiY, stepY. */
  public static final int BOUNDS = 6;

  /** The channel that colours, when the series has one. */
  public static final int COLOUR = 0;

  private static final VarHandle HERE = MethodHandles.arrayElementVarHandle(byte[].class);

  private final int[] count;
  private final double[] bounds;
  private final SlabBox box;
  private final long rows;
  private final MemorySegment coords;
  private final long[] coordsAt;
  private final SlabPlane[] channels;
  private final HostBuffer[] channelBuffers;
  private final @Nullable HostBuffer coordBuffer;
  private @Nullable HostBuffer residual;
  private final byte @Nullable [] here;
  private final int[] used;

  /**
   * A built slab; takes ownership of the buffers and of the arrays.
   *
   * @param first row offset of each block in the buffers, a multiple of 4
   * @param count rows of each block, 1 to {@link #MAX_ROWS}
   * @param bounds {@link #BOUNDS} doubles a block; hi is the exact upper bound of its rows
   * @param channels the colour's first, if there is one
   */
  public BlockSlab(
      int[] first,
      int[] count,
      double[] bounds,
      HostBuffer coords,
      @Nullable HostBuffer residual,
      HostBuffer... channels) {
    this(
        count,
        bounds,
        coords.segment(),
        offsets(first, Integer.BYTES),
        planes(first, channels),
        channels.clone(),
        coords,
        residual);
  }

  private BlockSlab(
      int[] count,
      double[] bounds,
      MemorySegment coords,
      long[] coordsAt,
      SlabPlane[] channels,
      HostBuffer[] channelBuffers,
      @Nullable HostBuffer coordBuffer,
      @Nullable HostBuffer residual) {
    boolean mapped = coordBuffer == null;
    this.count = count;
    this.bounds = bounds;
    this.box = new SlabBox(bounds);
    this.rows = Arrays.stream(count).asLongStream().sum();
    this.coords = coords;
    this.coordsAt = coordsAt;
    this.channels = channels;
    this.channelBuffers = channelBuffers;
    this.coordBuffer = coordBuffer;
    this.residual = residual;
    this.here = mapped ? new byte[count.length] : null;
    this.used = mapped ? new int[count.length] : new int[0];
  }

  /**
   * A slab of blocks in mapped files, none of them resident yet; closing it leaves the files
   * mapped. Takes ownership of the arrays.
   *
   * @param coords memory that holds the coordinates of all these blocks
   * @param coordsAt where in it each block begins, a multiple of 4
   * @param channels the colour's first, if there is one; may be empty
   */
  public static BlockSlab mapped(
      int[] count, double[] bounds, MemorySegment coords, long[] coordsAt, SlabPlane... channels) {
    if (bounds.length != count.length * BOUNDS || coordsAt.length != count.length) {
      throw new IllegalArgumentException("block tables differ: blocks=" + count.length);
    }
    return new BlockSlab(
        count, bounds, coords, coordsAt, channels.clone(), new HostBuffer[0], null, null);
  }

  private static SlabPlane[] planes(int[] first, HostBuffer[] channels) {
    long[] at = channels.length == 0 ? new long[0] : offsets(first, Short.BYTES);
    SlabPlane[] planes = new SlabPlane[channels.length];
    for (int c = 0; c < planes.length; c++) {
      planes[c] = new SlabPlane(channels[c].segment(), at);
    }
    return planes;
  }

  private static long[] offsets(int[] first, long bytesPerRow) {
    return Arrays.stream(first).mapToLong(row -> row * bytesPerRow).toArray();
  }

  public int blocks() {
    return count.length;
  }

  /** Rows in all blocks, padding not counted. */
  public long rows() {
    return rows;
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

  /** True when the bounds of a block touch a window. */
  public boolean reaches(int block, double fromX, double toX, double fromY, double toY) {
    int at = block * BOUNDS;
    return bounds[at + 1] >= fromX
        && bounds[at] <= toX
        && bounds[at + 4] >= fromY
        && bounds[at + 3] <= toY;
  }

  /** The bounds of all blocks together. */
  public SlabBox box() {
    return box;
  }

  /** Memory with the coordinates; a block's begin at {@link #coordsAt}. */
  public MemorySegment coords() {
    return coords;
  }

  /** Offset in bytes of a block's coordinates within {@link #coords}. */
  public long coordsAt(int block) {
    return coordsAt[block];
  }

  /**
   * Bytes of host memory that the coordinates take, padding included; of a file, its rows' bytes.
   */
  public long coordBytes() {
    return here == null ? coords.byteSize() : rows * Integer.BYTES;
  }

  /** Codes below a code's precision, at the same offsets as the coordinates; null once dropped. */
  public @Nullable MemorySegment residual() {
    HostBuffer held = residual;
    return held == null ? null : held.segment();
  }

  /** Channels: 0 when the slab has coordinates alone. */
  public int channels() {
    return channels.length;
  }

  /** Memory with a channel's codes; a block's begin at {@link #channelAt}. */
  public MemorySegment channel(int channel) {
    return channels[channel].codes;
  }

  /** Offset in bytes of a block's codes within {@link #channel}. */
  public long channelAt(int channel, int block) {
    return channels[channel].at[block];
  }

  /** Bytes of a block in a channel. */
  public long channelBytes(int channel, int block) {
    int[] bytes = channels[channel].bytes;
    return bytes == null ? (long) count[block] * Short.BYTES : bytes[block];
  }

  /** Bytes of a block's coordinates and channels: what it takes to have it here. */
  public long blockBytes(int block) {
    long bytes = (long) count[block] * Integer.BYTES;
    for (int c = 0; c < channels.length; c++) {
      bytes += channelBytes(c, block);
    }
    return bytes;
  }

  /** True when blocks come and go: the slab lies in a mapped file. */
  public boolean isMapped() {
    return here != null;
  }

  /** True when a block can be read without waiting for a disk. Any thread. */
  public boolean resident(int block) {
    byte[] held = here;
    return held == null || (byte) HERE.getAcquire(held, block) != 0;
  }

  /** Says that a block's pages have been read and checked. The worker that has read them. */
  public void admit(int block) {
    HERE.setRelease(Objects.requireNonNull(here, "mapped slab"), block, (byte) 1);
  }

  /** Says that a block's pages may go. Render thread, between passes. */
  public void evict(int block) {
    HERE.setRelease(Objects.requireNonNull(here, "mapped slab"), block, (byte) 0);
  }

  /** Notes the time of a block's use, in frames or the like; of a built slab nothing. */
  public void use(int block, int time) {
    if (here != null) {
      used[block] = time;
    }
  }

  /** Time of the last use, 0 when never used. Read where it is written: on the render thread. */
  public int lastUse(int block) {
    return here == null ? 0 : used[block];
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
    if (coordBuffer != null) {
      coordBuffer.close();
    }
    for (HostBuffer buffer : channelBuffers) {
      buffer.close();
    }
  }
}
