package skein.core.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Ranges of positions of one axis, as offsets from an int64 base; both ends belong to a range.
 *
 * @param ranges at least one
 */
public record AxisRanges(long base, List<Range> ranges) {
  /** A range, lo at most hi. */
  public record Range(double lo, double hi) {}

  /** Joins ranges that overlap. */
  public AxisRanges {
    List<Range> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparingDouble(Range::lo));
    List<Range> joined = new ArrayList<>();
    for (Range next : sorted) {
      Range last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && next.lo() <= last.hi()) {
        joined.set(joined.size() - 1, new Range(last.lo(), Math.max(last.hi(), next.hi())));
      } else {
        joined.add(next);
      }
    }
    ranges = List.copyOf(joined);
  }

  /**
   * True where one of the ranges holds the value; of whole numbers those on either side of an edge
   * too. Begins with the range around all, by which a reader can skip parts of a file.
   */
  public String within(AxisSql axis) {
    String all = axis.within(base, ranges.getFirst().lo(), ranges.getLast().hi());
    if (ranges.size() == 1) {
      return all;
    }
    return ranges.stream()
        .map(range -> axis.within(base, range.lo(), range.hi()))
        .collect(Collectors.joining(" OR ", all + " AND (", ")"));
  }
}
