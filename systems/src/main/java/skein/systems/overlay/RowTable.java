package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiCond;
import imgui.flag.ImGuiWindowFlags;
import imgui.type.ImBoolean;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.components.SelectionComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.select.RowPage;
import skein.core.select.SelectColumn;
import skein.core.select.SelectionService;

/**
 * The selected rows themselves: a page around what is scrolled to, of which the visible are drawn.
 */
final class RowTable {
  private static final int STEP = 256;
  private static final int LIMIT = 3 * STEP;
  private static final float MOST_WIDTH = 240;
  private static final float LEAST_WIDTH = 56;
  private static final float GAP = 16;

  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final ImBoolean open = new ImBoolean();
  private final TextRun text = new TextRun();
  private String saved = "";
  private float[] widths = {};
  private @Nullable RowPage measured;
  private @Nullable Object measuredFor;
  private @Nullable ImDrawList list;
  private @Nullable ImDrawList cells;

  void draw(Ui ui, PlotLayout l) {
    SelectionComponent s = ui.model.selection();
    SelectionService service = s.service;
    if (!s.table || s.selection == null || service == null) {
      return;
    }
    takeCopy(service);
    float h = Math.min(ui.px(260), l.areaHeight * 0.5f);
    ImGui.setNextWindowPos(
        l.plotX + ui.px(8), l.plotY + l.plotHeight - h - ui.px(8), ImGuiCond.FirstUseEver);
    ImGui.setNextWindowSize(l.plotWidth - ui.px(16), h, ImGuiCond.FirstUseEver);
    open.set(true);
    boolean visible =
        ImGui.begin("Rows", open, ImGuiWindowFlags.NoCollapse | ImGuiWindowFlags.NoScrollbar);
    ImDrawList to = list;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      list = to;
    }
    if (visible) {
      drawBar(to, ui, s, service);
      drawCells(ui, s, service);
    }
    ImGui.end();
    s.table = open.get();
  }

  private void takeCopy(SelectionService service) {
    String csv = service.pollCsv();
    if (csv != null && !csv.isEmpty()) {
      ImGui.setClipboardText(csv);
    }
    String told = service.pollSaved();
    saved = told == null ? saved : told;
  }

  /** Its name says when, so that no file is written over. */
  private static Path file() {
    return Path.of(
        "skein-rows-" + LocalDateTime.now(ZoneId.systemDefault()).format(STAMP) + ".csv");
  }

  private static boolean button(Ui ui, String label, String tip, float x, float y, float width) {
    ImGui.setCursorScreenPos(x, y);
    boolean pressed = ImGui.button(label, width, ui.px(Theme.ROW));
    if (ImGui.isItemHovered()) {
      ImGui.setTooltip(tip);
    }
    return pressed;
  }

  private void drawBar(ImDrawList to, Ui ui, SelectionComponent s, SelectionService service) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    float width = ImGui.getContentRegionAvailX();
    float button = ui.px(96);
    RowPage page = s.page;
    float top = y + Math.round((ui.px(Theme.ROW) - ui.fonts().monoSmall().size()) / 2);
    float room = width - 3 * (button + ui.px(8));
    if (page != null && !page.error().isEmpty()) {
      int ink = Theme.ink(ui.theme().error());
      ui.fonts().small().drawCut(to, x, top, ink, page.error(), room);
    } else {
      text.clear();
      if (page == null) {
        text.add("Fetching rows\u2026");
      } else {
        AxisFormat.grouped(text, page.total());
        text.add(page.total() == RowPage.MOST ? " rows, no more are listed" : " rows");
      }
      if (!saved.isEmpty()) {
        text.add(".  ").add(saved);
      }
      ui.fonts().monoSmall().drawCut(to, x, top, ui.muted(), text, room);
    }
    float next = x + width - button;
    if (button(ui, "Copy CSV", "At most 10,000 rows", next, y, button)) {
      service.csv();
    }
    next -= button + ui.px(8);
    if (button(
        ui, "Copy row ids", "Places in the file, from 0: at most 100,000", next, y, button)) {
      service.ids();
    }
    next -= button + ui.px(8);
    if (button(ui, "Save row ids", "All of them, as a file in this folder", next, y, button)) {
      service.saveIds(file());
    }
    ImGui.setCursorScreenPos(x, y + ui.px(Theme.ROW) + ui.px(4));
  }

  private void drawCells(Ui ui, SelectionComponent s, SelectionService service) {
    List<SelectColumn> columns = service.columns();
    RowPage page = s.page;
    measure(ui, columns, page);
    float row = ui.px(22);
    float head = ui.px(Theme.ROW);
    long total = page == null ? 0 : page.total();
    float all = 0;
    for (float width : widths) {
      all += width;
    }
    ImGui.beginChild("cells", 0, 0, false, ImGuiWindowFlags.HorizontalScrollbar);
    ImDrawList to = cells;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      cells = to;
    }
    float scroll = ImGui.getScrollY();
    float x = ImGui.getWindowPosX() - ImGui.getScrollX();
    float y = ImGui.getWindowPosY();
    float seen = ImGui.getWindowHeight();
    long first = (long) (scroll / row);
    long last = Math.min(total, first + (long) (seen / row) + 2);
    ask(s, service, first);
    if (page != null) {
      for (long r = Math.max(first, page.first()); r < last; r++) {
        long in = r - page.first();
        if (in < page.rows().size()) {
          float at = y + head + (float) (r * (double) row - scroll);
          drawRow(to, ui, columns, page.rows().get((int) in), x, at);
        }
      }
    }
    drawHeads(to, ui, columns, x, y, Math.max(all, ImGui.getWindowWidth()), head);
    ImGui.dummy(all, head + total * row);
    ImGui.endChild();
  }

  /** Asks for the page around a row, unless it is here or on its way. */
  private static void ask(SelectionComponent s, SelectionService service, long row) {
    long wanted = Math.max(0, row / STEP - 1) * STEP;
    if (s.pageAsked != wanted && s.request != 0) {
      s.pageAsked = wanted;
      service.page(wanted, LIMIT);
    }
  }

  /** Columns grow to what was shown in them, within bounds, and never shrink while scrolling. */
  private void measure(Ui ui, List<SelectColumn> columns, @Nullable RowPage page) {
    if (!Objects.equals(measuredFor, columns) || widths.length != columns.size()) {
      measuredFor = columns;
      measured = null;
      widths = new float[columns.size()];
      for (int c = 0; c < widths.length; c++) {
        grow(ui, c, ui.fonts().small().width(columns.get(c).name()));
      }
    }
    if (page == null || Objects.equals(page, measured)) {
      return;
    }
    measured = page;
    for (List<@Nullable String> row : page.rows()) {
      for (int c = 0; c < widths.length; c++) {
        String value = row.get(c);
        grow(ui, c, ui.fonts().monoSmall().digit() * (value == null ? 4 : value.length()));
      }
    }
  }

  private void grow(Ui ui, int column, float width) {
    float wanted = Ui.within(width, ui.px(LEAST_WIDTH), ui.px(MOST_WIDTH)) + ui.px(GAP);
    widths[column] = Math.max(widths[column], wanted);
  }

  private void drawHeads(
      ImDrawList to, Ui ui, List<SelectColumn> columns, float x, float y, float width, float h) {
    to.addRectFilled(x, y, x + width, y + h, Theme.ink(ui.theme().raised()));
    float at = x;
    Face face = ui.fonts().small();
    float top = y + Math.round((h - face.size()) / 2);
    for (int c = 0; c < widths.length; c++) {
      String name = columns.get(c).name();
      float room = widths[c] - ui.px(GAP);
      boolean right = columns.get(c).kind() == SelectColumn.Kind.NUMBER;
      float from = right ? room - Math.min(room, face.width(name)) : 0;
      face.drawCut(to, at + ui.px(GAP) / 2 + from, top, ui.muted(), name, room + 1);
      at += widths[c];
    }
  }

  private void drawRow(
      ImDrawList to,
      Ui ui,
      List<SelectColumn> columns,
      List<@Nullable String> row,
      float x,
      float y) {
    Face face = ui.fonts().monoSmall();
    float at = x;
    for (int c = 0; c < widths.length; c++) {
      String value = row.get(c);
      String shown = value == null ? "null" : value;
      float room = widths[c] - ui.px(GAP);
      boolean right = columns.get(c).kind() == SelectColumn.Kind.NUMBER;
      float from = right ? room - Math.min(room, face.width(shown)) : 0;
      int ink = value == null ? ui.muted() : ui.ink();
      face.drawCut(to, at + ui.px(GAP) / 2 + from, y + ui.px(4), ink, shown, room + 1);
      at += widths[c];
    }
  }
}
