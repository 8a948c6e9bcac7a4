package skein.core.block;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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

  /** A channel of a mapped slab: its file's memory, and where in it each block's bytes begin. */
  public static final class Plane {
    private final MemorySegment codes;
    private final long[] at;
    private final int @Nullable [] bytes;

    /** One u16 a row; takes ownership of the array. */
    public Plane(MemorySegment codes, long[] at) {
      this(codes, at, null);
    }

    /** So many bytes a block, null for one u16 a row; takes ownership of the arrays. */
    public Plane(MemorySegment codes, long[] at, int @Nullable [] bytes) {
      this.codes = codes;
      this.at = at;
      this.bytes = bytes;
    }
  }

  private static final VarHandle HERE = MethodHandles.arrayElementVarHandle(byte[].class);

  private final int blocks;
  private final int[] count;
  private final double[] bounds;
  private final double[] around;
  private final long rows;
  private final MemorySegment coords;
  private final long[] coordsAt;
  private final Plane[] channels;
  private final HostBuffer[] owned;
  private @Nullable HostBuffer residual;
  private final byte @Nullable [] here;
  private final int[] used;

  /**
   * A built slab; takes ownership of the buffers and of the arrays.
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
    this(
        channel == null ? new HostBuffer[0] : new HostBuffer[] {channel},
        first,
        count,
        bounds,
        coords,
        residual);
  }

  private BlockSlab(
      HostBuffer[] channels,
      int[] first,
      int[] count,
      double[] bounds,
      HostBuffer coords,
      @Nullable HostBuffer residual) {
    this.blocks = count.length;
    this.count = count;
    this.bounds = bounds;
    this.around = around(bounds);
    this.rows = sum(count);
    this.coords = coords.segment();
    this.coordsAt = offsets(first, Integer.BYTES);
    this.residual = residual;
    this.channels = new Plane[channels.length];
    this.owned = new HostBuffer[channels.length + 1];
    owned[0] = coords;
    long[] at = channels.length == 0 ? new long[0] : offsets(first, Short.BYTES);
    for (int c = 0; c < channels.length; c++) {
      this.channels[c] = new Plane(channels[c].segment(), at);
      owned[c + 1] = channels[c];
    }
    this.here = null;
    this.used = new int[0];
  }

  private BlockSlab(
      int[] count, double[] bounds, MemorySegment coords, long[] coordsAt, Plane[] channels) {
    this.blocks = count.length;
    this.count = count;
    this.bounds = bounds;
    this.around = around(bounds);
    this.rows = sum(count);
    this.coords = coords;
    this.coordsAt = coordsAt;
    this.channels = channels;
    this.owned = new HostBuffer[0];
    this.here = new byte[blocks];
    this.used = new int[blocks];
  }

  /** A built slab with any number of channels, the colour's first, if there is one. */
  static BlockSlab built(
      int[] first,
      int[] count,
      double[] bounds,
      HostBuffer coords,
      @Nullable HostBuffer residual,
      HostBuffer[] channels) {
    return new BlockSlab(channels.clone(), first, count, bounds, coords, residual);
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
      int[] count, double[] bounds, MemorySegment coords, long[] coordsAt, Plane... channels) {
    if (bounds.length != count.length * BOUNDS || coordsAt.length != count.length) {
      throw new IllegalArgumentException("block tables differ: blocks=" + count.length);
    }
    return new BlockSlab(count, bounds, coords, coordsAt, channels.clone());
  }

  private static long sum(int[] count) {
    long sum = 0;
    for (int c : count) {
      sum += c;
    }
    return sum;
  }

  /** loX, hiX, loY, hiY of all blocks together. */
  private static double[] around(double[] bounds) {
    double inf = Double.POSITIVE_INFINITY;
    double[] box = {inf, -inf, inf, -inf};
    for (int at = 0; at < bounds.length; at += BOUNDS) {
      box[0] = Math.min(box[0], bounds[at]);
      box[1] = Math.max(box[1], bounds[at + 1]);
      box[2] = Math.min(box[2], bounds[at + 3]);
      box[3] = Math.max(box[3], bounds[at + 4]);
    }
    return box;
  }

  private static long[] offsets(int[] first, long bytesPerRow) {
    long[] at = new long[first.length];
    for (int b = 0; b < at.length; b++) {
      at[b] = first[b] * bytesPerRow;
    }
    return at;
  }

  public int blocks() {
    return blocks;
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

  /** True when the bounds of all blocks together touch a window. */
  public boolean reaches(double fromX, double toX, double fromY, double toY) {
    return around[1] >= fromX && around[0] <= toX && around[3] >= fromY && around[2] <= toY;
  }

  /** True when the bounds of all blocks together lie inside a window. */
  public boolean isWithin(double fromX, double toX, double fromY, double toY) {
    return around[0] >= fromX && around[1] <= toX && around[2] >= fromY && around[3] <= toY;
  }

  /** Distance along x from a position to the bounds of all blocks; 0 within them. */
  public double awayX(double x) {
    return Math.max(0, Math.max(around[0] - x, x - around[1]));
  }

  /** Distance along y from a position to the bounds of all blocks; 0 within them. */
  public double awayY(double y) {
    return Math.max(0, Math.max(around[2] - y, y - around[3]));
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
    for (HostBuffer buffer : owned) {
      buffer.close();
    }
  }
}
