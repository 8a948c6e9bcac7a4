package skein.core.line;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.CrossCounts;
import skein.core.aggregate.FilterKernel;
import skein.core.memory.MemoryLedger;

/**
 * Picks the rows of lines in memory that pass ranges of their channels, and counts the channels'
 * histograms, in one reading of the codes. A row without a y that passes breaks the line, one that
 * fails does not: what is picked is what a source without the failing rows would give. One thread.
 */
public final class LineSieve {
  private static final int RUN = SlabCodes.PIECE;

  private final MemoryLedger ledger;
  private final FilterKernel kernel = new FilterKernel(RUN);
  private final BreakTest breakTest = new BreakTest();
  private final CrossCounts counts = new CrossCounts();
  private int[] picks = new int[0];
  private long[] breaks = new long[0];
  private int held;
  private double before;
  private boolean broken;

  public LineSieve(MemoryLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * Reads all rows, or those in a window.
   *
   * @param lines in memory and whole; stay open until what is given is closed
   * @param pick whether to pick rows, else only to count
   * @param from first row of each series that histograms count
   * @param to its end
   * @param stopped asked now and then
   * @return the rows that pass, owned by the caller; null without pick or when stopped
   */
  public @Nullable LineSet sift(
      LineSet lines,
      ChannelFilter filter,
      boolean pick,
      long[] from,
      long[] to,
      BooleanSupplier stopped) {
    kernel.view(filter);
    breakTest.view(filter);
    counts.clear();
    List<LineSeries> picked = new ArrayList<>();
    boolean whole = false;
    try {
      boolean goesOn = true;
      for (int s = 0; s < lines.size() && goesOn; s++) {
        LineSeries into = pick ? begin(lines.get(s), picked) : null;
        goesOn = sift(s, lines.get(s), into, from[s], to[s], stopped);
      }
      whole = goesOn && pick;
      return whole ? new LineSet(picked) : null;
    } finally {
      if (!whole) {
        picked.forEach(LineSeries::close);
      }
    }
  }

  /** Histograms of the last reading, valid until the next. */
  public CrossCounts counts() {
    return counts;
  }

  private LineSeries begin(LineSeries of, List<LineSeries> picked) {
    LineSeries begun = new LineSeries(of.slabBits);
    begun.origin(of.origin());
    picked.add(begun);
    int capacity = 1 << of.slabBits;
    if (picks.length != capacity) {
      picks = new int[capacity];
      breaks = new long[capacity / 64];
    }
    Arrays.fill(breaks, 0);
    held = 0;
    before = Double.NaN;
    broken = false;
    return begun;
  }

  /** False when stopped. */
  private boolean sift(
      int number,
      LineSeries of,
      @Nullable LineSeries picked,
      long from,
      long to,
      BooleanSupplier stopped) {
    long base = 0;
    for (int i = 0; i < of.slabs(); i++) {
      LineSlab slab = of.slab(i);
      SlabCodes codes = slab.codes();
      if (codes != null && (picked != null || (base < to && base + slab.rows() > from))) {
        breakTest.begin(codes);
        for (int r = 0; r < slab.rows(); r += RUN) {
          if (stopped.getAsBoolean()) {
            return false;
          }
          int n = Math.min(RUN, slab.rows() - r);
          long first = base + r;
          int begin = Math.clamp(from - first, 0, n);
          int end = Math.clamp(to - first, begin, n);
          if (picked != null || begin < end) {
            codes.read(kernel, r, n);
            int[] failed = kernel.test(n);
            kernel.count(begin, end, counts);
            if (picked != null) {
              pick(number, of, picked, base, r, n, failed);
            }
          }
        }
        broken |= picked != null && breakTest.any(slab.rows());
      }
      base += slab.rows();
    }
    if (picked != null && held > 0) {
      flush(number, of, picked);
    }
    return true;
  }

  private void pick(
      int number, LineSeries of, LineSeries picked, long base, int from, int n, int[] failed) {
    for (int i = 0; i < n; i++) {
      if (failed[i] != 0) {
        continue;
      }
      broken |= breakTest.any(from + i);
      if (broken) {
        breaks[held >> 6] |= 1L << held;
        broken = false;
      }
      picks[held++] = (int) (base + from + i);
      if (held == picks.length) {
        flush(number, of, picked);
      }
    }
  }

  private void flush(int number, LineSeries of, LineSeries picked) {
    LineSlab slab = PickedPlaces.slab(ledger, number, of, picks, held, breaks, before);
    picked.add(slab);
    before = slab.x(held - 1);
    held = 0;
    Arrays.fill(breaks, 0);
  }

  /** Tells whether rows without a y that pass lie before a row; asked for rising rows of a slab. */
  private static final class BreakTest {
    private final FilterKernel kernel = new FilterKernel(RUN);
    private @Nullable SlabCodes codes;
    private int[] failed = new int[0];
    private int next;
    private int nextAt;

    void view(ChannelFilter filter) {
      kernel.view(filter);
    }

    void begin(SlabCodes of) {
      codes = of;
      next = 0;
      look(of);
    }

    private void look(SlabCodes of) {
      if (next == of.breaks()) {
        nextAt = Integer.MAX_VALUE;
        return;
      }
      if (next % RUN == 0) {
        int n = Math.min(RUN, of.breaks() - next);
        of.readBreaks(kernel, next / RUN, n);
        failed = kernel.test(n);
      }
      nextAt = of.breakAt(next);
    }

    /** True when one that passes lies before a row and not before the one asked for before. */
    boolean any(int row) {
      boolean found = false;
      SlabCodes of = codes;
      while (nextAt <= row && of != null) {
        found |= failed[next % RUN] == 0;
        next++;
        look(of);
      }
      return found;
    }
  }
}
