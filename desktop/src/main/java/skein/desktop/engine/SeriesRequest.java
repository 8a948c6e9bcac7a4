package skein.desktop.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.source.ColourMode;
import skein.core.source.SourceRequest;

/**
 * A series to open.
 *
 * @param x column name or null for the pick; y and colour likewise; y may name several columns with
 *     commas between them where lines are drawn
 * @param mode colour mode or null to let the column's type decide
 * @param lines whether and how lines are drawn
 * @param index from how many rows on an index file is used
 * @param filtering columns that rows can be filtered by, and the ranges at first
 */
public record SeriesRequest(
    SourceRequest source,
    @Nullable String x,
    @Nullable String y,
    @Nullable String colour,
    @Nullable ColourMode mode,
    AxisScale xScale,
    AxisScale yScale,
    LineWish lines,
    IndexWish index,
    Filtering filtering) {
  /** Points of two columns of a whole file or table, in colours that suit them, on linear axes. */
  public static SeriesRequest points(String location, @Nullable String x, @Nullable String y) {
    return new SeriesRequest(
        new SourceRequest(location, null, null),
        x,
        y,
        null,
        null,
        AxisScale.LINEAR,
        AxisScale.LINEAR,
        LineWish.POINTS,
        IndexWish.DEFAULT,
        Filtering.NONE);
  }

  /** A whole file or table, shown as suits its columns. */
  static SeriesRequest best(String location, IndexWish index) {
    return points(location, null, null).withLines(LineWish.BEST).withIndex(index);
  }

  /** True when another request shows the same rows' columns on the same axes, filtered or not. */
  boolean hasAxesOf(SeriesRequest other) {
    return source.location().equals(other.source.location())
        && Objects.equals(source.sql(), other.source.sql())
        && Objects.equals(x, other.x)
        && Objects.equals(y, other.y)
        && lines.equals(other.lines)
        && xScale == other.xScale
        && yScale == other.yScale;
  }

  public SeriesRequest withSource(SourceRequest newSource) {
    return new SeriesRequest(
        newSource, x, y, colour, mode, xScale, yScale, lines, index, filtering);
  }

  public SeriesRequest withIndex(IndexWish newIndex) {
    return new SeriesRequest(
        source, x, y, colour, mode, xScale, yScale, lines, newIndex, filtering);
  }

  public SeriesRequest withLines(LineWish newLines) {
    return new SeriesRequest(
        source, x, y, colour, mode, xScale, yScale, newLines, index, filtering);
  }

  public SeriesRequest withFiltering(Filtering newFiltering) {
    return new SeriesRequest(
        source, x, y, colour, mode, xScale, yScale, lines, index, newFiltering);
  }

  /** The same rows on other axes or in other colours; null for the automatic pick. */
  public SeriesRequest withColumns(
      @Nullable String newX,
      @Nullable String newY,
      @Nullable String newColour,
      @Nullable ColourMode newMode,
      AxisScale newXScale,
      AxisScale newYScale) {
    return new SeriesRequest(
        source, newX, newY, newColour, newMode, newXScale, newYScale, lines, index, filtering);
  }

  /** True when another request shows the same rows on the same axes, apart from the filtering. */
  boolean hasRowsOf(SeriesRequest other) {
    return hasAxesOf(other) && source.equals(other.source);
  }
}
