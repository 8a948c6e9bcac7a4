package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import org.jspecify.annotations.Nullable;
import skein.components.SelectionComponent;
import skein.components.SelectionComponent.Tool;
import skein.core.source.Projection;

/** The bar along the top: what is shown, and the most used commands. */
final class TopBar {
  private @Nullable ImDrawList list;

  void draw(Ui ui, OverlayState state, CanvasModel canvas) {
    float h = ui.px(Theme.TOP_BAR);
    ui.begin("##top", 0, 0, ui.width(), h, 0);
    ImDrawList to = list;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      list = to;
    }
    int line = Theme.ink(ui.theme().line());
    to.addRectFilled(0, h - Math.max(1, ui.px(1)), ui.width(), h, line);
    float buttons = ui.width() - ui.px(Theme.PAD + 9 * 28);
    CanvasCommands commands = canvas.commands();
    int more = commands == null ? 0 : canvas.size() > 1 ? 4 : 1;
    float names = buttons - ui.px(more == 0 ? 0 : 12 + more * 28);
    drawNames(to, ui, h, names - ui.px(12));
    if (commands != null) {
      drawCanvas(to, ui, canvas, commands, names);
    }
    drawButtons(to, ui, state, buttons);
    ImGui.end();
  }

  private static void drawNames(ImDrawList to, Ui ui, float h, float end) {
    Face text = ui.fonts().text();
    float y = Math.round((h - text.size()) / 2);
    float x = ui.px(12);
    x = ui.fonts().strong().draw(to, x, y, ui.accent(), "skein") + ui.px(20);
    PlotModel model = ui.model;
    if (model.series().name.isEmpty()) {
      return;
    }
    ui.drawIcon(to, x, y - ui.px(1), IconFont.FILE, ui.muted());
    x += ui.px(22);
    x = text.drawCut(to, x, y, ui.ink(), model.series().name, Math.max(0, end - x) * 0.6f);
    Projection p = model.series().projection;
    if (p == null) {
      return;
    }
    x = named(to, ui, x + ui.px(20), y, "x", p.x(), end);
    x = named(to, ui, x + ui.px(14), y, "y", p.y(), end);
    String colour = p.colour();
    if (colour != null) {
      named(to, ui, x + ui.px(14), y, "colour", colour, end);
    }
  }

  private static float named(
      ImDrawList to, Ui ui, float x, float y, String what, String name, float end) {
    float room = end - x - ui.fonts().text().width(what) - ui.px(6);
    if (room < ui.px(24)) {
      return x;
    }
    float at = ui.fonts().text().draw(to, x, y, ui.muted(), what) + ui.px(6);
    return ui.fonts().text().drawCut(to, at, y, ui.ink(), name, Math.min(room, ui.px(180)));
  }

  /** The plots side by side: how they lie, what links them. */
  private static void drawCanvas(
      ImDrawList to, Ui ui, CanvasModel canvas, CanvasCommands commands, float left) {
    float step = ui.px(28);
    float y = Math.round((ui.px(Theme.TOP_BAR) - ui.px(Theme.ROW)) / 2);
    ImGui.setCursorScreenPos(left, y);
    if (ui.iconButton(to, "split", IconFont.SPLIT, "Add a view (Ctrl+D)", false)) {
      commands.split();
    }
    if (canvas.size() == 1) {
      return;
    }
    ImGui.setCursorScreenPos(left + step, y);
    if (ui.iconButton(to, "unsplit", IconFont.UNSPLIT, "Close the view (Ctrl+W)", false)) {
      commands.close();
    }
    ImGui.setCursorScreenPos(left + 2 * step, y);
    char shape = IconFont.arrangement(canvas.canvas().arrangement);
    if (ui.iconButton(to, "arrange", shape, "Columns, rows or a grid (R)", false)) {
      commands.arrange();
    }
    ImGui.setCursorScreenPos(left + 3 * step, y);
    boolean linked = canvas.canvas().linkX;
    if (ui.iconButton(to, "link", IconFont.LINK, "Link the views along x (X)", linked)) {
      commands.linkX();
    }
  }

  private static void drawButtons(ImDrawList to, Ui ui, OverlayState state, float left) {
    PlotCommands commands = ui.model.commands();
    float step = ui.px(28);
    float y = Math.round((ui.px(Theme.TOP_BAR) - ui.px(Theme.ROW)) / 2);
    ImGui.setCursorScreenPos(left, y);
    if (ui.iconButton(to, "open", IconFont.OPEN, "Open (Ctrl+O)", false)) {
      state.openAsked = true;
    }
    ImGui.setCursorScreenPos(left + step, y);
    if (ui.iconButton(to, "back", IconFont.BACK, "View before (Ctrl+Z)", false)) {
      commands.back();
    }
    ImGui.setCursorScreenPos(left + 2 * step, y);
    if (ui.iconButton(to, "forward", IconFont.FORWARD, "View after (Ctrl+Shift+Z)", false)) {
      commands.forward();
    }
    ImGui.setCursorScreenPos(left + 3 * step, y);
    if (ui.iconButton(to, "fit", IconFont.FIT, "Fit all data (double click, Home)", false)) {
      commands.fit();
    }
    SelectionComponent s = ui.model.selection();
    ImGui.setCursorScreenPos(left + 4 * step, y);
    boolean box = s.tool == Tool.BOX;
    if (ui.iconButton(to, "select", IconFont.SELECT, "Select rows by a box (S)", box)) {
      s.tool = box ? Tool.NONE : Tool.BOX;
    }
    ImGui.setCursorScreenPos(left + 5 * step, y);
    boolean lasso = s.tool == Tool.LASSO;
    if (ui.iconButton(to, "lasso", IconFont.LASSO, "Select rows by a lasso (L)", lasso)) {
      s.tool = lasso ? Tool.NONE : Tool.LASSO;
    }
    ImGui.setCursorScreenPos(left + 6 * step, y);
    if (ui.iconButton(to, "png", IconFont.CAMERA, "Save as PNG (Ctrl+S)", false)) {
      commands.savePng();
    }
    ImGui.setCursorScreenPos(left + 7 * step, y);
    if (ui.iconButton(to, "hud", IconFont.SPEED, "Frame times (F3)", state.hud)) {
      state.hud = !state.hud;
    }
    ImGui.setCursorScreenPos(left + 8 * step, y);
    if (ui.iconButton(to, "help", IconFont.HELP, "Keys (F1)", state.help)) {
      state.help = !state.help;
    }
  }
}
