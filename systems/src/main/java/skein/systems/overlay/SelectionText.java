package skein.systems.overlay;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.components.SelectionComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.load.SlabLoader;
import skein.core.select.ColumnSummary;
import skein.core.select.SelectionSummary;

/** A selection's answer in words, written once for each answer. */
final class SelectionText {
  private static final int MOST_DECIMALS = 9;
  private static final double LARGE = 1e9;

  /**
   * A line of the panel.
   *
   * @param name at the left
   * @param value at the right
   * @param head true for a column's name
   */
  record Line(String name, String value, boolean head) {}

  final List<Line> lines = new ArrayList<>();
  String rows = "";
  String share = "";
  private final TextRun text = new TextRun();
  private @Nullable SelectionSummary written;
  private long ofRows = -1;

  /** Brings the text up to date; does nothing while the answer is the same. */
  void update(PlotModel model) {
    SelectionComponent s = model.selection();
    SlabLoader loader = model.series().loader;
    long all = loader != null && loader.progress().ended() ? loader.progress().rows : -1;
    SelectionSummary now = s.summary;
    if (Objects.equals(now, written) && all == ofRows) {
      return;
    }
    written = now;
    ofRows = all;
    lines.clear();
    rows = "";
    share = "";
    if (now != null && now.rows() >= 0) {
      head(now, all);
      now.columns().forEach(this::column);
    }
  }

  private void head(SelectionSummary now, long all) {
    AxisFormat.grouped(text.clear(), now.rows());
    rows = text.add(now.rows() == 1 ? " row" : " rows").toString();
    if (all > 0) {
      double percent = 100.0 * now.rows() / all;
      text.clear();
      if (now.rows() > 0 && percent < 0.01) {
        text.add("below 0.01");
      } else {
        AxisFormat.decimal(text, percent, percent < 10 ? 2 : 1);
      }
      text.add(TextRun.THIN_SPACE).add("% of ");
      AxisFormat.grouped(text, all);
      share = text.toString();
    }
  }

  private void column(ColumnSummary c) {
    text.clear();
    if (c.nulls() > 0) {
      AxisFormat.grouped(text, c.nulls());
      text.add(" null");
    }
    lines.add(new Line(c.column().name(), text.toString(), true));
    String min = c.min();
    String max = c.max();
    if (min != null && max != null) {
      if (min.length() + max.length() > 22) {
        lines.add(new Line("min", min, false));
        lines.add(new Line("max", max, false));
      } else {
        lines.add(new Line("range", min + " \u2013 " + max, false));
      }
    }
    int decimals = decimals(c);
    real("mean", c.mean(), decimals);
    real("sd", c.deviation(), decimals);
    for (ColumnSummary.Top top : c.top()) {
      AxisFormat.grouped(text.clear(), top.rows());
      lines.add(new Line(top.value().isEmpty() ? "(empty)" : top.value(), text.toString(), false));
    }
  }

  /** Decimals that show four digits of the standard deviation, or of the mean without one. */
  private static int decimals(ColumnSummary c) {
    double size = Math.abs(c.deviation() > 0 ? c.deviation() : c.mean());
    return size > 0 ? Math.max(0, 3 - (int) Math.floor(Math.log10(size))) : 0;
  }

  private void real(String name, double value, int decimals) {
    if (Double.isNaN(value)) {
      return;
    }
    if (decimals > MOST_DECIMALS || Math.abs(value) >= LARGE) {
      AxisFormat.compact(text.clear(), value);
    } else {
      AxisFormat.decimal(text.clear(), value, decimals);
    }
    lines.add(new Line(name, text.toString(), false));
  }
}
