package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.components.DensityComponent;
import skein.components.LinesComponent;
import skein.core.aggregate.CrossCounts;
import skein.core.aggregate.DensityGrid;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.channel.Brushes;
import skein.core.channel.Channel;
import skein.core.line.LineSet;
import skein.core.source.DataSource;
import skein.core.source.SourceInfo;

/**
 * A histogram for each channel of the rows in view, to brush: what passes is counted anew in the
 * picture and in all other histograms. Draws without garbage, at rest and while a brush moves.
 */
final class BrushPanel {
  private static final float GAP = 2;

  /** Width below which nothing is drawn: a window may begin without any. */
  private static final float LEAST = 80;

  private final ColumnCombo columns = new ColumnCombo();
  private final HistogramBars bars = new HistogramBars();
  private final CategoryBars categories = new CategoryBars();
  private final BrushText label = new BrushText();
  private final TextRun text = new TextRun();
  private final NextProgress progress = new NextProgress();
  private @Nullable ImDrawList list;
  private @Nullable DataSource known;
  private @Nullable SourceInfo info;

  void draw(Ui ui, DockArea dock) {
    float w = ui.px(Theme.RIGHT_PANEL);
    boolean visible = dock.beginPanel(ui, DockArea.BRUSHES, w, 1.1f * w, 0);
    ImDrawList to = list;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      list = to;
    }
    float room = ImGui.getContentRegionAvailX();
    if (visible && room >= ui.px(LEAST)) {
      drawAll(to, ui, room);
    }
    ImGui.end();
  }

  private void drawAll(ImDrawList to, Ui ui, float width) {
    DataSource source = ui.model.series().source;
    if (!Objects.equals(source, known)) {
      known = source;
      info = source == null ? null : source.info();
    }
    SourceInfo shown = info;
    if (shown == null) {
      ui.fonts()
          .text()
          .draw(
              to,
              ImGui.getCursorScreenPosX(),
              ImGui.getCursorScreenPosY(),
              ui.muted(),
              "Nothing is open");
      ImGui.dummy(1, ui.px(Theme.ROW));
      return;
    }
    Brushes brushes = ui.model.series().brushes;
    CrossCounts counts =
        ui.model.lines().active()
            ? ui.model.lines().histograms
            : counts(ui.model.density(), brushes);
    if (!brushes.channels().isEmpty()) {
      drawHead(to, ui, brushes, width);
    }
    for (int k = 0; k < brushes.channels().size(); k++) {
      ImGui.pushID(k);
      drawChannel(to, ui, brushes, k, counts, width);
      ImGui.popID();
    }
    if (ui.model.lines().active() && !ImGui.isMouseDown(0)) {
      drawLines(ui, width);
    }
    progress.draw(to, ui, width);
    drawAdd(to, ui, shown, width);
    if (ImGui.isWindowHovered() && ImGui.isKeyPressed(ImGuiKey.Escape, false)) {
      brushes.clear();
    }
  }

  /** Reads lines anew once a drag has ended, or when asked for where that takes an index. */
  private static void drawLines(Ui ui, float width) {
    boolean waits = ui.model.commands().filterLines(false);
    if (waits && ImGui.button("Index the rows that pass", width, ui.px(Theme.ROW))) {
      ui.model.commands().filterLines(true);
    }
  }

  /** The histograms of the picture shown, or null while none of these channels is counted. */
  private static @Nullable CrossCounts counts(DensityComponent d, Brushes brushes) {
    DensityGrid front = d.frontSlabs == null ? null : d.front;
    if (front == null || front.spec().filter().channels() != brushes.channels().size()) {
      return null;
    }
    return front.histograms();
  }

  private void drawHead(ImDrawList to, Ui ui, Brushes brushes, float width) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    float size = ui.px(Theme.ROW);
    float top = y + Math.round((size - ui.fonts().small().size()) / 2);
    if (!brushes.isActive()) {
      ui.fonts().small().drawCut(to, x, top, ui.muted(), hint(ui), width);
      ImGui.dummy(1, size);
      return;
    }
    writePassing(ui);
    float mono = y + Math.round((size - ui.fonts().mono().size()) / 2);
    ui.fonts().mono().drawCut(to, x, mono, ui.accent(), text, width - size);
    ImGui.setCursorScreenPos(x + width - size, y);
    if (ui.iconButton(to, "all", IconFont.CLOSE, "Clear all (Esc)", false)) {
      brushes.clear();
    }
  }

  private static String hint(Ui ui) {
    return ui.model.lines().active() ? "Drag to leave rows out" : "Drag on a histogram to filter";
  }

  private void writePassing(Ui ui) {
    DensityComponent d = ui.model.density();
    DensityGrid front = d.front;
    text.clear();
    if (ui.model.lines().active()) {
      writePassing(ui.model.lines(), ui.model.rows());
      return;
    }
    if (front == null || d.frontSlabs == null) {
      return;
    }
    if (front.estimated()) {
      AxisFormat.count(text.add("about "), front.stats().total);
      AxisFormat.decimal(text.add(" pass, "), front.exactShare() * 100, 0);
      text.add(" % exact");
    } else {
      AxisFormat.grouped(text, front.stats().total);
      text.add(" in view pass");
    }
  }

  /** Values of lines in memory, rows of those of an index. */
  private void writePassing(LinesComponent lines, long rows) {
    LineSet passing = lines.passing;
    if (passing == null) {
      AxisFormat.grouped(text, Math.max(0, rows));
      text.add(lines.awaitsRows ? " rows, finding those that pass" : " rows pass");
      return;
    }
    AxisFormat.grouped(text, passing.rows());
    text.add(lines.awaitsRows ? " values passed, finding anew" : " values pass");
  }

  private void drawChannel(
      ImDrawList to, Ui ui, Brushes brushes, int k, @Nullable CrossCounts counts, float width) {
    Channel channel = brushes.channels().get(k);
    long[] bins = counts == null ? null : counts.bins(k);
    drawTitle(to, ui, brushes, k, bins, width);
    if (channel.kind() == Channel.Kind.TEXT) {
      categories.draw(to, ui, brushes, k, bins, width);
    } else {
      bars.draw(to, ui, brushes, k, bins, width);
      drawEnds(to, ui, brushes, k, width);
    }
    ImGui.dummy(1, ui.px(GAP));
  }

  private void drawTitle(
      ImDrawList to, Ui ui, Brushes brushes, int k, long @Nullable [] bins, float width) {
    Channel channel = brushes.channels().get(k);
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    float size = ui.px(Theme.ROW);
    boolean active = brushes.isActive(k);
    float room = width - size;
    if (active) {
      ImGui.setCursorScreenPos(x + width - 2 * size, y);
      if (ui.iconButton(to, "clear", IconFont.FILTER, "Let all rows pass", true)) {
        brushes.clear(k);
      }
      room -= size;
    }
    ImGui.setCursorScreenPos(x + width - size, y);
    if (ui.iconButton(to, "drop", IconFont.CLOSE, "Drop this column", false)) {
      ui.model.commands().removeChannel(channel.column());
    }
    float top = y + Math.round((size - ui.fonts().text().size()) / 2);
    float at = ui.fonts().text().drawCut(to, x, top, ui.ink(), channel.column(), room * 0.62f);
    if (bins != null && bins[0] > 0 && channel.kind() != Channel.Kind.TEXT) {
      AxisFormat.count(text.clear(), bins[0]);
      text.add(" null");
      float low = y + Math.round((size - ui.fonts().monoSmall().size()) / 2);
      float left = at + ui.px(8);
      ui.fonts().monoSmall().drawCut(to, left, low, ui.muted(), text, x + room - left);
    }
    ImGui.setCursorScreenPos(x, y + size);
  }

  /** The range's ends below its histogram; those of all values in grey while nothing is brushed. */
  private void drawEnds(ImDrawList to, Ui ui, Brushes brushes, int k, float width) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY() + ui.px(2);
    Face face = ui.fonts().monoSmall();
    int ink = brushes.isActive(k) ? ui.accent() : ui.muted();
    label.lower(text.clear(), brushes, k, ui.model.style().zone);
    face.drawCut(to, x, y, ink, text, width * 0.5f);
    label.upper(text.clear(), brushes, k, ui.model.style().zone);
    face.drawRight(to, x + width, y, ink, text);
    ImGui.dummy(1, face.size() + ui.px(2));
  }

  private void drawAdd(ImDrawList to, Ui ui, SourceInfo shown, float width) {
    List<Channel> channels = ui.model.series().brushes.channels();
    String hint = channels.isEmpty() ? "Filter by a column\u2026" : "+ column";
    String picked = columns.drawAll(to, ui, "##add", shown, hint, width);
    if (picked != null && ui.model.series().brushes.indexOf(picked) < 0) {
      ui.model.commands().addChannel(picked);
    }
  }
}
