package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.components.StyleComponent;
import skein.core.axis.AxisScale;
import skein.core.colour.Normalisation;
import skein.core.source.ColourMode;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.SourceInfo;

/** How the data are shown: columns, scales, colours, theme and zone; then the legend. */
final class ViewPanel {
  private static final String[] SCALES = {"linear", "log"};
  private static final String[] NORMALISATIONS = {"linear", "log", "equalised"};
  private static final String[] MODES = {"mean", "category"};
  private static final String[] THEMES = {"dark", "light"};
  private static final float INDENT = 58;
  private static final float SCALE_WIDTH = 92;

  private final LegendOverlay legend;
  private final ColumnCombo columns = new ColumnCombo();
  private final PaletteCombo palettes = new PaletteCombo();
  private final ZoneCombo zones = new ZoneCombo();
  private final LinePanel lines = new LinePanel();
  private @Nullable ImDrawList list;
  private @Nullable DataSource known;
  private @Nullable SourceInfo info;

  ViewPanel(LegendOverlay legend) {
    this.legend = legend;
  }

  /** Returns true when it can be seen: not behind another tab. */
  boolean draw(Ui ui, DockArea dock) {
    float w = ui.px(Theme.RIGHT_PANEL);
    if (!dock.beginPanel(ui, DockArea.VIEW, w, 1.6f * w, 0)) {
      ImGui.end();
      return false;
    }
    ImDrawList to = list;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      list = to;
    }
    DataSource source = ui.model.series().source;
    if (!Objects.equals(source, known)) {
      known = source;
      info = source == null ? null : source.info();
    }
    float room = ImGui.getContentRegionAvailX();
    drawAxes(to, ui, room);
    drawStyle(to, ui, room);
    drawLegend(to, ui, room);
    ImGui.end();
    return true;
  }

  private void drawAxes(ImDrawList to, Ui ui, float room) {
    Projection p = ui.model.series().projection;
    SourceInfo shown = info;
    if (p == null || shown == null) {
      return;
    }
    ui.heading(to, "AXES");
    float indent = ui.px(INDENT);
    lines.drawKind(to, ui, room, indent);
    float scale = ui.px(SCALE_WIDTH);
    float gap = ui.px(Theme.PAD);
    float combo = room - indent - scale - gap;
    float left = ImGui.getCursorScreenPosX();
    ui.label(to, "x", indent);
    String x =
        columns.draw(
            to, ui, "##x", shown, p.x(), p.xType().isTime() ? room - indent : combo, false);
    if (x != null) {
      Picks.of(ui.model).x(x).reload();
    }
    int xs = scale(to, ui, "xs", p.xScale(), p.xType().isTime(), left + room - scale, scale);
    if (xs >= 0) {
      Picks.of(ui.model).xScale(xs == 1 ? AxisScale.LOG10 : AxisScale.LINEAR).reload();
    }
    ui.label(to, "y", indent);
    String y =
        columns.draw(
            to, ui, "##y", shown, p.y(), p.yType().isTime() ? room - indent : combo, false);
    if (y != null) {
      Picks.of(ui.model).y(y).reload();
    }
    int ys = scale(to, ui, "ys", p.yScale(), p.yType().isTime(), left + room - scale, scale);
    if (ys >= 0) {
      Picks.of(ui.model).yScale(ys == 1 ? AxisScale.LOG10 : AxisScale.LINEAR).reload();
    }
    lines.drawMore(to, ui, shown, room, indent);
    ui.label(to, "zone", indent);
    zones.draw(to, ui, room - indent);
  }

  private static int scale(
      ImDrawList to, Ui ui, String id, AxisScale scale, boolean time, float x, float width) {
    if (time) {
      return -1;
    }
    ImGui.sameLine();
    ImGui.setCursorScreenPos(x, ImGui.getCursorScreenPosY());
    return ui.segments(to, id, SCALES, scale == AxisScale.LOG10 ? 1 : 0, width);
  }

  private void drawStyle(ImDrawList to, Ui ui, float room) {
    float indent = ui.px(INDENT);
    if (ui.model.lines().active()) {
      ui.heading(to, "LINES");
      lines.drawStyle(to, ui, room, indent);
    } else {
      ui.heading(to, "COLOUR");
      drawColour(to, ui, room - indent, indent);
    }
    StyleComponent style = ui.model.style();
    ui.label(to, "theme", indent);
    int theme = ui.segments(to, "theme", THEMES, style.dark ? 0 : 1, room - indent);
    if (theme >= 0) {
      style.dark = theme == 0;
      style.revision++;
    }
  }

  private void drawColour(ImDrawList to, Ui ui, float wide, float indent) {
    StyleComponent style = ui.model.style();
    Projection p = ui.model.series().projection;
    SourceInfo shown = info;
    if (p != null && shown != null) {
      ui.label(to, "by", indent);
      String current = p.colour() == null ? ColumnCombo.NONE : p.colour();
      String picked = columns.draw(to, ui, "##colour", shown, current, wide, true);
      if (picked != null) {
        Picks.of(ui.model).colour(picked.equals(ColumnCombo.NONE) ? null : picked).reload();
      }
    }
    if (p != null && p.colour() != null && p.colourMode() != ColourMode.COUNT) {
      ui.label(to, "as", indent);
      int mode = ui.segments(to, "mode", MODES, p.colourMode() == ColourMode.MEAN ? 0 : 1, wide);
      if (mode >= 0) {
        Picks.of(ui.model).mode(mode == 0 ? ColourMode.MEAN : ColourMode.CATEGORY).reload();
      }
    }
    ui.label(to, "scale", indent);
    int by = ui.segments(to, "norm", NORMALISATIONS, indexOf(style.normalisation), wide);
    if (by >= 0) {
      style.normalisation =
          by == 0 ? Normalisation.LINEAR : by == 1 ? Normalisation.LOG : Normalisation.EQUALISED;
      style.revision++;
    }
    ui.label(to, "palette", indent);
    palettes.draw(to, ui, p == null ? ColourMode.COUNT : p.colourMode(), wide);
  }

  private static int indexOf(Normalisation by) {
    return switch (by) {
      case LINEAR -> 0;
      case LOG -> 1;
      case EQUALISED -> 2;
    };
  }

  private void drawLegend(ImDrawList to, Ui ui, float room) {
    ui.heading(to, "LEGEND");
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    float below = legend.drawIn(to, ui.model, x, y, room, ui.fonts());
    ImGui.dummy(1, below - y + ui.px(4));
  }
}
