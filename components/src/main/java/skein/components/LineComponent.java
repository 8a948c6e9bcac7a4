package skein.components;

import com.badlogic.ashley.core.Component;
import org.jspecify.annotations.Nullable;
import skein.core.line.LineMapping;
import skein.core.line.LineSeries;
import skein.core.line.M4Columns;

/** One line of a plot: its rows, what of them is in view, and how it is drawn. */
public final class LineComponent implements Component {
  /** What the plot's load fills; the plot's LineSet owns it. */
  public final LineSeries series;

  /**
   * Rows around a view that is deeper than the series' codes reach, drawn in its place; or null.
   */
  public @Nullable LineSeries exact;

  /** The series' rows that pass the brushes, drawn in its place; null for all. */
  public @Nullable LineSeries passing;

  public final M4Columns columns = new M4Columns();
  public final LineMapping mapping = new LineMapping();

  /** For people. */
  public final String name;

  /** Number within the plot; its colour follows from it. */
  public final int index;

  /** True when it belongs to the axis at the right. */
  public final boolean right;

  public boolean visible = true;

  /** The row of {@link #shown} nearest to the pointer along x, or -1. */
  public long hoverRow = -1;

  /** The row nearest to each cursor, or -1, and the series that it is one of. */
  public final long[] cursorRows = {-1, -1};

  public final LineSeries[] cursorSeries;

  public LineComponent(String name, int index, boolean right, LineSeries series) {
    this.name = name;
    this.index = index;
    this.right = right;
    this.series = series;
    this.cursorSeries = new LineSeries[] {series, series};
  }

  /** The rows that are drawn, which columns and the hovered row belong to. */
  public LineSeries shown() {
    return exact == null ? rows() : exact;
  }

  /** The rows that pass. */
  public LineSeries rows() {
    return passing == null ? series : passing;
  }
}
