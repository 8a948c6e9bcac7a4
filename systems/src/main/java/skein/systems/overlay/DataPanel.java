package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiWindowFlags;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisFormat;
import skein.core.axis.AxisType;
import skein.core.axis.TextRun;
import skein.core.source.ColumnInfo;
import skein.core.source.ColumnStats;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.SourceInfo;

/** The source and its columns; a click on a column offers it for an axis or the colour. */
final class DataPanel {
  private static final int FLAGS =
      ImGuiWindowFlags.NoScrollbar | ImGuiWindowFlags.NoScrollWithMouse;
  private static final float TALL_ROW = 40;
  private static final String POPUP = "column";

  private final TextRun text = new TextRun();
  private @Nullable ImDrawList list;
  private @Nullable ImDrawList rows;
  private @Nullable DataSource known;
  private @Nullable SourceInfo info;
  private @Nullable DataSource measuredSource;
  private List<ColumnStats> measured = List.of();
  private List<ColumnStats> statistics = List.of();
  private int chosen;

  /** Ranges of a source's columns in their order; shown while that source is. */
  void statistics(DataSource source, List<ColumnStats> columns) {
    measuredSource = source;
    measured = columns;
    known = null;
  }

  void draw(Ui ui, DockArea dock) {
    float w = ui.px(Theme.LEFT_PANEL);
    if (!dock.beginPanel(ui, DockArea.DATA, w, 2 * w, FLAGS)) {
      ImGui.end();
      return;
    }
    ImDrawList to = list;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      list = to;
    }
    refresh(ui);
    drawSource(to, ui, ImGui.getWindowWidth());
    drawColumns(to, ui);
    ImGui.end();
  }

  private void refresh(Ui ui) {
    DataSource source = ui.model.series().source;
    if (!Objects.equals(source, known)) {
      known = source;
      info = source == null ? null : source.info();
      statistics = source != null && Objects.equals(source, measuredSource) ? measured : List.of();
    }
  }

  private void drawSource(ImDrawList to, Ui ui, float w) {
    ui.heading(to, "SOURCE");
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    SourceInfo shown = info;
    if (shown == null) {
      ui.fonts().text().draw(to, x, y, ui.muted(), "Nothing is open");
      ImGui.dummy(1, ui.px(Theme.ROW));
      return;
    }
    float room = w - 2 * ui.px(Theme.PAD);
    ui.drawIcon(to, x, y, IconFont.DATABASE, ui.accent());
    Face face = ui.fonts().strong();
    face.drawCut(
        to, x + ui.px(22), y + ui.px(1), ui.ink(), ui.model.series().name, room - ui.px(22));
    text.clear().add(shown.format());
    if (shown.rows() >= 0) {
      text.add("   ");
      AxisFormat.grouped(text, shown.rows());
      text.add(" rows");
    }
    ui.fonts().mono().drawCut(to, x + ui.px(22), y + ui.px(22), ui.muted(), text, room - ui.px(22));
    ImGui.dummy(1, ui.px(42));
  }

  private void drawColumns(ImDrawList to, Ui ui) {
    SourceInfo shown = info;
    if (shown == null) {
      return;
    }
    List<ColumnInfo> columns = shown.columns();
    ui.heading(to, columns.size() == 1 ? "COLUMN" : "COLUMNS");
    ImGui.beginChild("columns", 0, 0);
    ImDrawList into = rows;
    if (into == null) {
      into = ImGui.getWindowDrawList();
      rows = into;
    }
    float row = ui.px(statistics.isEmpty() ? Theme.ROW + 2 : TALL_ROW);
    float startX = ImGui.getCursorScreenPosX();
    float startY = ImGui.getCursorScreenPosY();
    float width = ImGui.getContentRegionAvailX();
    int first = Math.max(0, (int) (ImGui.getScrollY() / row));
    int last = Math.min(columns.size(), first + (int) (ImGui.getWindowHeight() / row) + 2);
    for (int i = first; i < last; i++) {
      ImGui.setCursorScreenPos(startX, startY + i * row);
      drawColumn(into, ui, columns.get(i), i, width, row);
    }
    ImGui.setCursorScreenPos(startX, startY);
    ImGui.dummy(1, row * columns.size());
    drawMenu(ui, columns);
    ImGui.endChild();
  }

  private void drawColumn(
      ImDrawList to, Ui ui, ColumnInfo column, int index, float width, float row) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    ImGui.pushID(index);
    boolean clicked = ImGui.invisibleButton("column", width, row);
    ImGui.popID();
    boolean lit = ImGui.isItemHovered() || ImGui.isItemFocused();
    if (clicked) {
      chosen = index;
      ImGui.openPopup(POPUP);
    }
    if (lit) {
      to.addRectFilled(
          x, y, x + width, y + row, Theme.ink(ui.theme().hovered()), ui.px(Theme.CORNER));
    }
    String role = role(ui.model.series().projection, column.name());
    int ink = role.isEmpty() ? ui.ink() : ui.accent();
    ui.drawIcon(to, x + ui.px(2), y + ui.px(5), icon(column), role.isEmpty() ? ui.muted() : ink);
    Face face = ui.fonts().text();
    Face small = ui.fonts().monoSmall();
    float end = x + width - ui.px(4);
    if (!role.isEmpty()) {
      small.drawRight(to, end, y + ui.px(6), ui.accent(), role);
      end -= small.width(role) + ui.px(8);
    }
    float type = Math.min(small.width(column.sqlType()), width * 0.36f);
    small.drawCut(to, end - type, y + ui.px(6), ui.muted(), column.sqlType(), type);
    float left = x + ui.px(24);
    face.drawCut(to, left, y + ui.px(5), ink, column.name(), end - type - ui.px(8) - left);
    if (index < statistics.size()) {
      writeRange(statistics.get(index));
      small.drawCut(to, left, y + ui.px(23), ui.muted(), text, x + width - left);
    }
  }

  private void writeRange(ColumnStats stats) {
    text.clear();
    String min = stats.min();
    String max = stats.max();
    if (min == null || max == null) {
      text.add("all null");
      return;
    }
    text.add(min).add(" \u2013 ").add(max);
    if (stats.nulls() > 0) {
      text.add("  ");
      AxisFormat.count(text, stats.nulls());
      text.add(" null");
    }
  }

  private static String role(@Nullable Projection p, String name) {
    if (p == null) {
      return "";
    }
    return name.equals(p.x()) ? "x" : name.equals(p.y()) ? "y" : name.equals(p.colour()) ? "c" : "";
  }

  private static char icon(ColumnInfo column) {
    AxisType type = column.axisType();
    if (type == null) {
      return column.category() ? IconFont.TAG : IconFont.TEXT;
    }
    return switch (type.kind()) {
      case INTEGER, REAL -> IconFont.NUMBER;
      case DATE -> IconFont.CALENDAR;
      case TIME_OF_DAY, TIMESTAMP, INSTANT -> IconFont.CLOCK;
    };
  }

  private void drawMenu(Ui ui, List<ColumnInfo> columns) {
    if (!ImGui.beginPopup(POPUP)) {
      return;
    }
    ColumnInfo column = columns.get(Math.min(chosen, columns.size() - 1));
    boolean axis = column.axisType() != null;
    ImGui.textDisabled(column.name());
    if (ImGui.menuItem("Use for x", "", false, axis)) {
      Picks.of(ui.model).x(column.name()).reload();
    }
    if (ImGui.menuItem("Use for y", "", false, axis)) {
      Picks.of(ui.model).y(column.name()).reload();
    }
    if (ImGui.menuItem("Colour by", "", false, axis || column.category())) {
      Picks.of(ui.model).colour(column.name()).reload();
    }
    boolean known = ui.model.series().brushes.indexOf(column.name()) >= 0;
    if (ImGui.menuItem("Filter by", "", false, !known && (axis || column.category()))) {
      ui.model.commands().addChannel(column.name());
    }
    ImGui.endPopup();
  }
}
