package skein.core.line;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisWindow;
import skein.core.block.AxisReader;
import skein.core.query.AxisRanges;
import skein.core.query.AxisRanges.Range;

/**
 * A range along x whose rows, and of each series the one before it and the one after, are wanted as
 * the source has them. The rows outside are named by where the series' codes place them, and
 * whether the line breaks on the way to them is the series' knowledge, so that nothing between has
 * to be read. Immutable.
 */
public final class LineWindow {
  /** Rounds in which an edge gives way to rows that may lie on either side of it. */
  private static final int MOST_ROUNDS = 32;

  private final long base;
  private final double lo;
  private final double hi;
  private final AxisRanges ranges;
  private final double[][] cuts;
  private final long rows;

  private LineWindow(
      long base, double lo, double hi, AxisRanges ranges, double[][] cuts, long rows) {
    this.base = base;
    this.lo = lo;
    this.hi = hi;
    this.ranges = ranges;
    this.cuts = cuts;
    this.rows = rows;
  }

  /**
   * The window around a view, so many times as long; null while blocks that tell its rows are
   * absent, which are asked for. Render thread.
   *
   * @param whole true for an axis of int64
   */
  public static @Nullable LineWindow around(LineSet set, AxisWindow x, boolean whole, double room) {
    AxisWindow wide = new AxisWindow(x.base(), x.at((1 - room) / 2), x.at((1 + room) / 2));
    if (whole) {
      wide.rebase();
    }
    return new Finder(set, wide).find();
  }

  /** What positions of its rows are offsets from: near its middle on an axis of int64, else 0. */
  public long base() {
    return base;
  }

  /** Where rows are to be read. */
  public AxisRanges ranges() {
    return ranges;
  }

  /** Rows within, by the series' codes. */
  public long rows() {
    return rows;
  }

  /** Span along x. */
  public double span() {
    return hi - lo;
  }

  /** Where a series breaks between rows that are read. */
  double[] cuts(int series) {
    return cuts[series];
  }

  /** True when a view and {@code margin} times its span on either side lie within. */
  public boolean holds(AxisWindow x, double margin) {
    double more = x.span() * margin;
    return x.loFrom(base) - more >= lo && x.hiFrom(base) + more <= hi;
  }

  /** Finds the rows at the edges of all series. */
  private static final class Finder {
    private final LineSet set;
    private final long base;
    private final LineMapping probe = new LineMapping();
    private double lo;
    private double hi;

    Finder(LineSet set, AxisWindow wide) {
      this.set = set;
      this.base = wide.base();
      this.lo = wide.lo();
      this.hi = wide.hi();
    }

    @Nullable LineWindow find() {
      if (!settle()) {
        return null;
      }
      List<Range> ranges = new ArrayList<>(List.of(new Range(lo, hi)));
      double[][] cuts = new double[set.size()][];
      long rows = 0;
      for (int n = 0; n < cuts.length; n++) {
        LineSeries s = set.get(n);
        long first = from(s, lo);
        long next = from(s, Math.nextUp(hi));
        if (first > 0) {
          if (!s.knows(first - 1)) {
            return null;
          }
          double at = at(s, first - 1);
          double low = at - error(s, first - 1);
          ranges.add(new Range(low, Math.max(low, Math.min(at, Math.nextDown(lo)))));
        }
        if (next < s.rows()) {
          double at = at(s, next);
          ranges.add(new Range(at - error(s, next), at));
        }
        boolean before = first > 0 && first < s.rows() && s.breaksBefore(first);
        boolean after = next > first && next < s.rows() && s.breaksBefore(next);
        cuts[n] = cuts(before, after);
        rows += next - first;
      }
      return new LineWindow(base, lo, hi, new AxisRanges(base, ranges), cuts, rows);
    }

    private double[] cuts(boolean before, boolean after) {
      double behind = Math.nextUp(hi);
      if (before && after) {
        return new double[] {lo, behind};
      }
      return before ? new double[] {lo} : after ? new double[] {behind} : new double[0];
    }

    /** Moves the edges until no row of any series may lie on either side of them. */
    private boolean settle() {
      boolean moved = true;
      for (int round = 0; moved && round < MOST_ROUNDS; round++) {
        moved = false;
        for (int n = 0; n < set.size(); n++) {
          LineSeries s = set.get(n);
          long first = from(s, lo);
          long next = from(s, Math.nextUp(hi));
          if (!here(s, first) || !here(s, next)) {
            return false;
          }
          if (first < s.rows() && at(s, first) - error(s, first) < lo) {
            lo = at(s, first) - error(s, first);
            moved = true;
          }
          if (next < s.rows() && at(s, next) - error(s, next) <= hi) {
            hi = at(s, next);
            moved = true;
          }
        }
      }
      return true;
    }

    private static boolean here(LineSeries s, long row) {
      return row >= s.rows() || s.here(row);
    }

    private double shift(LineSeries s) {
      return AxisReader.difference(s.origin().x(), base);
    }

    private double at(LineSeries s, long row) {
      return shift(s) + s.x(row);
    }

    /** How far below its coded position a row may lie. */
    private double error(LineSeries s, long row) {
      double far = Math.max(Math.abs(shift(s)), Math.abs(s.x(row)));
      return s.errorX(row) + 4 * Math.ulp(far);
    }

    /** The first row whose coded position is not below one. */
    private long from(LineSeries s, double at) {
      double edge = at - shift(s);
      probe.set(1, 1, edge, edge + Math.max(1, Math.abs(edge)), 0, 1);
      long row = s.firstFrom(0, probe, 0);
      // an edge and a row round differently where the series' origin is far away
      while (row > 0 && at(s, row - 1) >= at) {
        row--;
      }
      while (row < s.rows() && at(s, row) < at) {
        row++;
      }
      return row;
    }
  }
}
