package skein.core.gpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import skein.core.aggregate.GridStats;
import skein.shaders.Layouts;

/** A grid's facts on their way from the GPU: reduced, copied to mapped memory, read when there. */
final class StatsReader implements AutoCloseable {
  private static final long BYTES = Layouts.STATS.byteSize();
  private static final long TOTAL = Layouts.offset(Layouts.STATS, "totalLo");
  private static final long OCCUPIED = Layouts.offset(Layouts.STATS, "occupied");
  private static final long MAX_COUNT = Layouts.offset(Layouts.STATS, "maxCount");
  private static final long MIN_COUNT = Layouts.offset(Layouts.STATS, "minCount");
  private static final long MIN_MEAN = Layouts.offset(Layouts.STATS, "minMean");
  private static final long MAX_MEAN = Layouts.offset(Layouts.STATS, "maxMean");
  private static final long CATEGORIES = Layouts.offset(Layouts.STATS, "categories");
  private static final long HISTOGRAM = Layouts.offset(Layouts.STATS, "histogram");
  private static final long MEANS = Layouts.offset(Layouts.STATS, "meanHistogram");

  private final GpuBuffer work;
  private final GpuBuffer mapped;
  private final GpuFence fence = new GpuFence();
  private long pendingVersion = -1;

  StatsReader(GpuContext context, String owner) {
    work = new GpuBuffer(context, owner, BYTES, GpuBuffer.Access.DEVICE);
    mapped = new GpuBuffer(context, owner, BYTES, GpuBuffer.Access.MAPPED_READ);
  }

  boolean isPending() {
    return fence.isPending();
  }

  /** The zeroed buffer for the reduction to write to. */
  GpuBuffer begin() {
    Barrier.TRANSFER.issue();
    work.clear(0, BYTES);
    return work;
  }

  /** Sends the result on its way. */
  void send(long version) {
    Barrier.TRANSFER.issue();
    work.copyTo(0, mapped, 0, BYTES);
    fence.set();
    pendingVersion = version;
  }

  /** Fills in the facts when they have arrived; their version, or -1. Never waits. */
  long poll(GridStats out) {
    if (!fence.isPending() || !fence.poll()) {
      return -1;
    }
    decode(mapped.mapped(), out);
    return pendingVersion;
  }

  /** Waits for facts that are on their way, at most so long. */
  void await(long nanos) {
    fence.peek(nanos);
  }

  /** Forgets facts that are on their way. */
  void cancel() {
    fence.close();
  }

  private static void decode(MemorySegment s, GridStats out) {
    out.total = twoWords(s, TOTAL);
    out.occupied = word(s, OCCUPIED);
    out.maxCount = word(s, MAX_COUNT);
    out.minCount = out.occupied == 0 ? 0 : Integer.toUnsignedLong(~(int) word(s, MIN_COUNT));
    boolean means = word(s, MAX_MEAN) != 0;
    out.minMean = means ? Float.intBitsToFloat(~(int) word(s, MIN_MEAN)) : Double.NaN;
    out.maxMean = means ? Float.intBitsToFloat((int) word(s, MAX_MEAN)) : Double.NaN;
    for (int c = 0; c < Layouts.CATEGORIES; c++) {
      out.categories[c] = twoWords(s, CATEGORIES + 8L * c);
    }
    MemorySegment.copy(s, ValueLayout.JAVA_INT, HISTOGRAM, out.histogram, 0, GridStats.BINS);
    MemorySegment.copy(s, ValueLayout.JAVA_INT, MEANS, out.meanHistogram, 0, GridStats.MEAN_BINS);
  }

  private static long word(MemorySegment s, long at) {
    return Integer.toUnsignedLong(s.get(ValueLayout.JAVA_INT, at));
  }

  private static long twoWords(MemorySegment s, long at) {
    return word(s, at) | word(s, at + 4) << 32;
  }

  @Override
  public void close() {
    fence.close();
    work.close();
    mapped.close();
  }
}
