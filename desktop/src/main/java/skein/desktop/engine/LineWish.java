package skein.desktop.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.line.GapRule;
import skein.core.line.LineStep;
import skein.core.source.ColumnInfo;
import skein.core.source.LineRequest;
import skein.core.source.SourceInfo;

/**
 * Whether and how rows shall be drawn as lines.
 *
 * @param right columns of the axis at the right, as given, separated by commas; null for none
 * @param by column whose values part rows into series, or null
 */
public record LineWish(
    Kind kind,
    @Nullable String right,
    @Nullable String by,
    GapRule gaps,
    LineStep step,
    boolean area) {
  /** What a plot shows its rows as. */
  public enum Kind {
    /** Lines where the rows look like a series over time, else points. */
    AUTO,
    LINE,
    SCATTER
  }

  public static final LineWish POINTS = of(Kind.SCATTER);
  public static final LineWish BEST = of(Kind.AUTO);

  public static LineWish of(Kind kind) {
    return new LineWish(kind, null, null, GapRule.NONE, LineStep.LINEAR, false);
  }

  public LineWish with(Kind newKind) {
    return new LineWish(newKind, right, by, gaps, step, area);
  }

  /** True when something is asked for that only lines have. */
  boolean asksForLines(SourceInfo info, @Nullable String y) {
    return right != null || by != null || names(info, y).size() > 1;
  }

  LineRequest request(SourceInfo info, SeriesRequest of) {
    return request(info, of.x(), of.y(), of.xScale(), of.yScale());
  }

  /** Which columns of a source become lines. */
  public LineRequest request(
      SourceInfo info, @Nullable String x, @Nullable String y, AxisScale xScale, AxisScale yScale) {
    return new LineRequest(x, names(info, y), names(info, right), by, xScale, yScale);
  }

  /** The names in a list with commas; a column whose name holds a comma may stand alone. */
  static List<String> names(SourceInfo info, @Nullable String list) {
    if (list == null) {
      return List.of();
    }
    for (ColumnInfo column : info.columns()) {
      if (column.name().equals(list)) {
        return List.of(list);
      }
    }
    List<String> names = new ArrayList<>();
    for (String name : list.split(",", -1)) {
      if (!name.isBlank()) {
        names.add(name.strip());
      }
    }
    return names;
  }
}
