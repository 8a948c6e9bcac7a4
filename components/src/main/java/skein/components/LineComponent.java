package skein.components;

import com.badlogic.ashley.core.Component;
import skein.core.line.LineMapping;
import skein.core.line.LineSeries;
import skein.core.line.M4Columns;

/** One line of a plot: its rows, what of them is in view, and how it is drawn. */
public final class LineComponent implements Component {
  /** What the plot's load fills; the plot's LineSet owns it. */
  public final LineSeries series;

  public final M4Columns columns = new M4Columns();
  public final LineMapping mapping = new LineMapping();

  /** For people. */
  public final String name;

  /** Number within the plot; its colour follows from it. */
  public final int index;

  /** True when it belongs to the axis at the right. */
  public final boolean right;

  public boolean visible = true;

  /** The row nearest to the pointer along x, or -1; and to each cursor. */
  public long hoverRow = -1;

  public final long[] cursorRows = {-1, -1};

  public LineComponent(String name, int index, boolean right, LineSeries series) {
    this.name = name;
    this.index = index;
    this.right = right;
    this.series = series;
  }
}
