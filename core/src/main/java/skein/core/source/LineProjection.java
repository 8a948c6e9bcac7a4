package skein.core.source;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.channel.Channel;

/**
 * The columns of a stream of lines, resolved against a source: x, each y in its order, and, with
 * {@code by}, a code of the series.
 *
 * @param x exact column name
 * @param ys the columns over x, at least one; exactly one with {@code by}
 * @param by the column that parts rows into series, or null
 * @param categories its values, in the order of their codes; empty without {@code by}
 * @param channels columns to filter by, behind all others in batches
 */
public record LineProjection(
    String x,
    AxisType xType,
    AxisScale xScale,
    AxisScale yScale,
    List<LineColumn> ys,
    @Nullable String by,
    List<String> categories,
    List<Channel> channels) {
  /** Series that one plot can hold. */
  public static final int MOST_SERIES = 256;

  public LineProjection {
    channels = List.copyOf(channels);
  }

  /** The same lines with other channels. */
  public LineProjection withChannels(List<Channel> newChannels) {
    return new LineProjection(x, xType, xScale, yScale, ys, by, categories, newChannels);
  }

  /** The column of batches that holds the first channel. */
  public int firstChannel() {
    return 1 + ys.size() + (by == null ? 0 : 1);
  }

  public int series() {
    return by == null ? ys.size() : categories.size();
  }

  /** The column that a series' values come from. */
  public LineColumn column(int series) {
    return by == null ? ys.get(series) : ys.getFirst();
  }

  /** Names of all columns that a stream reads. */
  Set<String> columns() {
    Set<String> names = new HashSet<>();
    names.add(x);
    for (LineColumn y : ys) {
      names.add(y.column());
    }
    if (by != null) {
      names.add(by);
    }
    channels.forEach(channel -> names.add(channel.column()));
    return names;
  }

  /** For people. */
  public String name(int series) {
    return by == null ? ys.get(series).column() : categories.get(series);
  }

  /** Names of the columns of one side, for its axis; empty when it has none. */
  public String title(boolean right) {
    return ys.stream()
        .filter(y -> y.right() == right)
        .map(LineColumn::column)
        .collect(Collectors.joining(", "));
  }

  /** Names of the columns of one side that some series come from; empty when none does. */
  public String title(boolean right, IntPredicate series) {
    if (by != null) {
      return title(right);
    }
    return IntStream.range(0, ys.size())
        .filter(i -> ys.get(i).right() == right && series.test(i))
        .mapToObj(i -> ys.get(i).column())
        .collect(Collectors.joining(", "));
  }

  /** Meaning of the axis of one side: its columns' common one, REAL when they differ. */
  public AxisType type(boolean right) {
    AxisType found = null;
    for (LineColumn y : ys) {
      if (y.right() == right) {
        found = found == null || found.equals(y.type()) ? y.type() : AxisType.REAL;
      }
    }
    return found == null ? AxisType.REAL : found;
  }

  /** The axes as a projection of points, for all that asks what x and the left y are. */
  public Projection axes() {
    boolean right = title(false).isEmpty();
    return Projection.counted(x, title(right), xType, type(right), xScale, yScale)
        .withChannels(channels);
  }
}
