package skein.core.aggregate;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;

/**
 * Adds the members' counts up into the planes that the GPU and the hover read, and gathers the
 * facts about them, band by band. Set up by the render thread; {@link #work} runs on all members.
 */
final class CpuMerge {
  /** Cells of a band: about 10 us of work. */
  private static final int BAND = 8_192;

  private final MemoryLedger ledger;
  private final String owner;
  private final AtomicInteger next = new AtomicInteger();
  private final int[][] scratch;
  private int cells;
  private int scale = 1;
  private ColourMode mode = ColourMode.COUNT;
  private @Nullable HostBuffer counts;
  private @Nullable HostBuffer aux;

  CpuMerge(MemoryLedger ledger, String owner, int members) {
    this.ledger = ledger;
    this.owner = owner;
    this.scratch = new int[members][BAND];
  }

  void resize(int newCells, ColourMode newMode) {
    long auxBytes = newMode == ColourMode.COUNT ? 0 : newMode == ColourMode.MEAN ? 4L : 32L;
    counts = fit(counts, newCells * 4L);
    aux = fit(aux, newCells * auxBytes);
    cells = newCells;
    mode = newMode;
  }

  private @Nullable HostBuffer fit(@Nullable HostBuffer held, long bytes) {
    if (held != null && held.bytes() == bytes) {
      return held;
    }
    if (held != null) {
      held.close();
    }
    return bytes == 0 ? null : new HostBuffer(ledger, owner, bytes);
  }

  @Nullable MemorySegment counts() {
    return counts == null ? null : counts.segment();
  }

  @Nullable MemorySegment aux() {
    return aux == null ? null : aux.segment();
  }

  /** Begins anew; counts are multiplied by {@code times}. */
  void begin(int times) {
    scale = times;
    next.set(0);
  }

  boolean handedOut() {
    return (long) next.get() * BAND >= cells;
  }

  /** Merges bands until none is left or the deadline has passed; at least one. */
  void work(int member, CpuAccumulator[] all, long deadlineNanos) {
    GridStats stats = all[member].stats();
    do {
      long from = (long) next.getAndIncrement() * BAND;
      if (from >= cells) {
        return;
      }
      band((int) from, (int) Math.min(BAND, cells - from), scratch[member], all, stats);
    } while (System.nanoTime() - deadlineNanos < 0);
  }

  private void band(int from, int n, int[] sum, CpuAccumulator[] all, GridStats stats) {
    MemorySegment plane = aux();
    switch (mode) {
      case COUNT -> sumCounts(from, n, sum, all);
      case MEAN -> sumMeans(from, n, sum, all, plane, stats);
      case CATEGORY -> sumCategories(from, n, sum, all, plane, stats);
    }
    for (int i = 0; i < n && scale != 1; i++) {
      sum[i] *= scale;
    }
    MemorySegment to = counts();
    if (to != null) {
      MemorySegment.copy(sum, 0, to, ValueLayout.JAVA_INT, from * 4L, n);
    }
    gather(sum, n, stats);
  }

  private static void sumCounts(int from, int n, int[] sum, CpuAccumulator[] all) {
    System.arraycopy(all[0].counts, from, sum, 0, n);
    for (int m = 1; m < all.length; m++) {
      int[] more = all[m].counts;
      for (int i = 0; i < n; i++) {
        sum[i] += more[from + i];
      }
    }
  }

  private static void sumMeans(
      int from,
      int n,
      int[] sum,
      CpuAccumulator[] all,
      @Nullable MemorySegment to,
      GridStats stats) {
    for (int i = 0; i < n; i++) {
      long packed = 0;
      long total = 0;
      for (CpuAccumulator one : all) {
        packed += one.sums[2 * (from + i)];
        total += one.sums[2 * (from + i) + 1];
      }
      long valid = packed & 0xffff_ffffL;
      sum[i] = (int) (packed >>> 32);
      float mean = valid == 0 ? Float.NaN : (float) ((double) total / valid);
      if (to != null) {
        to.set(ValueLayout.JAVA_FLOAT, (from + i) * 4L, mean);
      }
      if (valid != 0) {
        stats.minMean = mean >= stats.minMean ? stats.minMean : mean;
        stats.maxMean = mean <= stats.maxMean ? stats.maxMean : mean;
        stats.meanHistogram[GridStats.meanBinOf(mean)]++;
      }
    }
  }

  private void sumCategories(
      int from,
      int n,
      int[] sum,
      CpuAccumulator[] all,
      @Nullable MemorySegment to,
      GridStats stats) {
    for (int i = 0; i < n; i++) {
      int cell = 8 * (from + i);
      int rows = 0;
      for (int c = 0; c < 8; c++) {
        int count = 0;
        for (CpuAccumulator one : all) {
          count += one.counts[cell + c];
        }
        if (to != null) {
          to.set(ValueLayout.JAVA_INT, (cell + c) * 4L, count * scale);
        }
        stats.categories[c] += Integer.toUnsignedLong(count) * scale;
        rows += count;
      }
      sum[i] = rows;
    }
  }

  private static void gather(int[] sum, int n, GridStats stats) {
    long total = 0;
    long occupied = 0;
    long max = stats.maxCount;
    long min = stats.minCount == 0 ? Long.MAX_VALUE : stats.minCount;
    for (int i = 0; i < n; i++) {
      int count = sum[i];
      if (count != 0) {
        long rows = Integer.toUnsignedLong(count);
        total += rows;
        occupied++;
        max = Math.max(max, rows);
        min = Math.min(min, rows);
        stats.histogram[GridStats.binOf(count)]++;
      }
    }
    stats.total += total;
    stats.occupied += occupied;
    stats.maxCount = max;
    stats.minCount = min == Long.MAX_VALUE ? 0 : min;
  }

  void free() {
    counts = fit(counts, 0);
    aux = fit(aux, 0);
  }
}
