package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.core.axis.TextRun;
import skein.core.colour.Palette;
import skein.core.colour.Palettes;
import skein.core.line.LineSeries;
import skein.core.source.ColourMode;
import skein.systems.Mappers;

/**
 * A row for each line: its colour, its name, and its value at the crosshair, else its last. In a
 * panel a click hides or shows a line, and one with Ctrl shows it alone.
 */
final class LineLegend {
  private static final float ROW = 24;
  private static final float TALL_ROW = 36;
  private static final float SWATCH = 14;
  private static final float ONE_LINE = 170;

  private final LineText values = new LineText();
  private final TextRun text = new TextRun();

  /** The colour of a line as 0xRRGGBB. */
  static int colour(PlotModel model, LineComponent line) {
    Palette palette =
        model.palettes().choose(Palettes.CATEGORICAL, ColourMode.CATEGORY, model.style().dark);
    return palette.category(line.index & 7) & 0xFFFFFF;
  }

  /**
   * Draws from the top left corner; returns the y below.
   *
   * @param bottom where rows end and the rest is only counted
   * @param panel true where rows take clicks
   */
  float draw(
      ImDrawList list,
      PlotModel model,
      float x,
      float y,
      float width,
      float bottom,
      UiFonts fonts,
      boolean panel) {
    LinesComponent lines = model.lines();
    float row = fonts.px(width >= fonts.px(ONE_LINE) ? ROW : TALL_ROW);
    float at = y;
    boolean parted = hasRight(lines);
    for (int side = 0; side < (parted ? 2 : 1); side++) {
      if (parted) {
        at = heading(list, model, x, at, side == 0 ? "left axis" : "right axis", fonts);
      }
      for (int i = 0; i < lines.lines.size(); i++) {
        LineComponent line = Mappers.LINE.get(lines.lines.get(i));
        if (parted && line.right != (side == 1)) {
          continue;
        }
        if (at + row > bottom) {
          return rest(list, model, x, at, lines.lines.size() - i, fonts);
        }
        if (panel) {
          press(list, model, lines, line, x, at, width, row);
        }
        row(list, model, line, x, at, width, row, fonts);
        at += row;
      }
      at += parted ? fonts.px(6) : 0;
    }
    return at;
  }

  private static boolean hasRight(LinesComponent lines) {
    for (int i = 0; i < lines.lines.size(); i++) {
      if (Mappers.LINE.get(lines.lines.get(i)).right) {
        return true;
      }
    }
    return false;
  }

  private static float heading(
      ImDrawList list, PlotModel model, float x, float y, String what, UiFonts fonts) {
    fonts.small().draw(list, x, y, Theme.ink(model.theme().muted()), what);
    return y + fonts.small().size() + fonts.px(4);
  }

  private float rest(ImDrawList list, PlotModel model, float x, float y, int count, UiFonts fonts) {
    text.clear().add("and ").add((long) count).add(" more");
    fonts.small().draw(list, x, y, Theme.ink(model.theme().muted()), text);
    return y + fonts.small().size() + fonts.px(4);
  }

  private static void press(
      ImDrawList list,
      PlotModel model,
      LinesComponent lines,
      LineComponent line,
      float x,
      float y,
      float width,
      float row) {
    ImGui.setCursorScreenPos(x, y);
    ImGui.pushID(line.index);
    boolean clicked = ImGui.invisibleButton("line", width, row);
    ImGui.popID();
    if (ImGui.isItemHovered() || ImGui.isItemFocused()) {
      int fill = Theme.ink(model.theme().hovered());
      list.addRectFilled(x - 4, y, x + width + 4, y + row, fill, Theme.CORNER);
      ImGui.setTooltip("Click hides or shows; Ctrl+click shows alone");
    }
    if (clicked && ImGui.getIO().getKeyCtrl()) {
      alone(lines, line);
    } else if (clicked) {
      line.visible = !line.visible;
    }
    if (clicked) {
      lines.revision++;
    }
  }

  /** Shows one line alone, or all when it is alone already. */
  private static void alone(LinesComponent lines, LineComponent line) {
    boolean already = line.visible;
    for (int i = 0; i < lines.lines.size(); i++) {
      LineComponent other = Mappers.LINE.get(lines.lines.get(i));
      already &= other.index == line.index || !other.visible;
    }
    for (int i = 0; i < lines.lines.size(); i++) {
      LineComponent other = Mappers.LINE.get(lines.lines.get(i));
      other.visible = already || other.index == line.index;
    }
  }

  private void row(
      ImDrawList list,
      PlotModel model,
      LineComponent line,
      float x,
      float y,
      float width,
      float row,
      UiFonts fonts) {
    Theme theme = model.theme();
    boolean tall = row > fonts.px(ROW);
    float head = tall ? fonts.px(TALL_ROW / 2) : row;
    float middle = y + head / 2;
    float half = fonts.px(1.5f);
    int ink = Theme.ink(colour(model, line), line.visible ? 1 : 0.25f);
    list.addRectFilled(x, middle - half, x + fonts.px(SWATCH), middle + half, ink, half);
    float left = x + fonts.px(SWATCH + 8);
    int name = Theme.ink(line.visible ? theme.text() : theme.muted());
    float top = Math.round(middle - fonts.text().size() / 2);
    text.clear();
    if (line.visible) {
      boolean live = line.hoverRow >= 0;
      LineSeries of = live ? line.shown() : line.rows();
      values.value(text, model, line, of, live ? line.hoverRow : of.rows() - 1);
    }
    float numbers = fonts.mono().width(text);
    int number = Theme.ink(line.hoverRow >= 0 ? theme.text() : theme.muted());
    if (tall) {
      fonts.text().drawCut(list, left, top, name, line.name, x + width - left);
      fonts.mono().draw(list, left, top + head - fonts.px(1), number, text);
    } else {
      float room = width - (left - x) - numbers - fonts.px(8);
      fonts.text().drawCut(list, left, top, name, line.name, room);
      fonts.mono().drawRight(list, x + width, top + fonts.px(1), number, text);
    }
  }
}
