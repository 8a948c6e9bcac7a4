package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiComboFlags;
import imgui.flag.ImGuiStyleVar;
import imgui.flag.ImGuiWindowFlags;
import org.jspecify.annotations.Nullable;

/** What all parts of the overlay draw with: fonts and theme of the frame, and small widgets. */
final class Ui {
  /** Windows that stay where the layout puts them. */
  static final int FIXED =
      ImGuiWindowFlags.NoTitleBar
          | ImGuiWindowFlags.NoCollapse
          | ImGuiWindowFlags.NoMove
          | ImGuiWindowFlags.NoFocusOnAppearing
          | ImGuiWindowFlags.NoDocking;

  private static final int BARE =
      FIXED
          | ImGuiWindowFlags.NoSavedSettings
          | ImGuiWindowFlags.NoResize
          | ImGuiWindowFlags.NoScrollbar
          | ImGuiWindowFlags.NoScrollWithMouse;

  private static final int OVER =
      ImGuiWindowFlags.NoInputs | ImGuiWindowFlags.NoBackground | ImGuiWindowFlags.Tooltip;

  private final ImGuiLayer layer;
  private @Nullable ImDrawList over;

  /** The plot that is drawn now. */
  PlotModel model;

  private UiFonts fonts;
  private Theme theme;

  Ui(ImGuiLayer layer, PlotModel model) {
    this.layer = layer;
    this.model = model;
    this.fonts = layer.fonts();
    this.theme = model.theme();
  }

  /** Takes fonts and theme of the frame that has begun. */
  void refresh() {
    fonts = layer.fonts();
    theme = model.theme();
  }

  UiFonts fonts() {
    return fonts;
  }

  Theme theme() {
    return theme;
  }

  float px(float units) {
    return fonts.px(units);
  }

  /** Width of the frame in pixels. */
  float width() {
    return layer.width();
  }

  float height() {
    return layer.height();
  }

  int ink() {
    return Theme.ink(theme.text());
  }

  int muted() {
    return Theme.ink(theme.muted());
  }

  int accent() {
    return Theme.ink(theme.accent());
  }

  /** Begins a window without padding or background of its own at a place in pixels. */
  void begin(String name, float x, float y, float w, float h, int flags) {
    ImGui.setNextWindowPos(x, y);
    ImGui.setNextWindowSize(w, h);
    ImGui.pushStyleVar(ImGuiStyleVar.WindowPadding, 0, 0);
    ImGui.begin(name, BARE | flags);
    ImGui.popStyleVar();
  }

  /**
   * Begins what lies over all windows, for cards beside the pointer; {@code ImGui.end} ends it.
   * Dear ImGui's own foreground would be a new object each time.
   */
  ImDrawList beginOver() {
    begin("##over", 0, 0, width(), height(), OVER);
    ImDrawList to = over;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      over = to;
    }
    return to;
  }

  /** Opens a drop-down with our own arrow. */
  boolean beginCombo(ImDrawList list, String id, String preview, float width) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    ImGui.setNextItemWidth(width);
    boolean open = ImGui.beginCombo(id, preview, ImGuiComboFlags.NoArrowButton);
    drawIcon(list, x + width - px(22), y + px(4), IconFont.DOWN, muted());
    return open;
  }

  /** A section's heading in a panel. */
  void heading(ImDrawList list, String text) {
    ImGui.dummy(1, px(6));
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    fonts.small().draw(list, x, y, muted(), text);
    ImGui.dummy(1, fonts.small().size() + px(2));
  }

  /** A row's label at the left; the next widget begins at {@code indent} and fills the rest. */
  void label(ImDrawList list, String text, float indent) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    float top = y + Math.round((px(Theme.ROW) - fonts.text().size()) / 2);
    fonts.text().draw(list, x, top, muted(), text);
    ImGui.setCursorScreenPos(x + indent, y);
  }

  /** A button that shows an icon; true when clicked. */
  boolean iconButton(ImDrawList list, String id, char icon, String tip, boolean on) {
    float size = px(Theme.ROW);
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    boolean clicked = ImGui.invisibleButton(id, size, size);
    boolean hovered = ImGui.isItemHovered();
    if (hovered || ImGui.isItemFocused()) {
      list.addRectFilled(x, y, x + size, y + size, Theme.ink(theme.hovered()), px(Theme.CORNER));
    }
    int ink = on ? accent() : hovered ? ink() : muted();
    drawIcon(list, x + px(4), y + px(4), icon, ink);
    if (hovered) {
      ImGui.setTooltip(tip);
    }
    return clicked;
  }

  /** An icon in a box of 16 layout units. */
  void drawIcon(ImDrawList list, float x, float y, char icon, int ink) {
    fonts.text().font().renderChar(list, fonts.text().size(), x, y - px(1), ink, icon);
  }

  /** Some options of which one is on; returns the one clicked, or -1. */
  int segments(ImDrawList list, String id, String[] options, int selected, float width) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    float h = px(Theme.ROW);
    float corner = px(Theme.CORNER);
    int clicked = -1;
    list.addRectFilled(x, y, x + width, y + h, Theme.ink(theme.raised()), corner);
    ImGui.pushID(id);
    for (int i = 0; i < options.length; i++) {
      float left = Math.round(x + width * i / options.length);
      float right = Math.round(x + width * (i + 1) / options.length);
      ImGui.setCursorScreenPos(left, y);
      ImGui.pushID(i);
      if (ImGui.invisibleButton("s", right - left, h)) {
        clicked = i;
      }
      boolean lit = ImGui.isItemHovered() || ImGui.isItemFocused();
      ImGui.popID();
      if (i == selected) {
        int fill = Theme.ink(theme.accent(), 0.20f);
        list.addRectFilled(left, y, right, y + h, fill, corner);
      } else if (lit) {
        list.addRectFilled(left, y, right, y + h, Theme.ink(theme.hovered()), corner);
      }
      float top = y + Math.round((h - fonts.small().size()) / 2);
      int ink = i == selected ? ink() : lit ? ink() : muted();
      fonts.small().drawCentred(list, (left + right) / 2, top, ink, options[i]);
    }
    ImGui.popID();
    return clicked;
  }

  /** The value moved into a range; its lower end where the range is empty. */
  static float within(float value, float lo, float hi) {
    return Math.max(lo, Math.min(value, hi));
  }

  /** Left edge of a card of a width beside the pointer, within the frame. */
  float besidePointerX(float w) {
    return within(ImGui.getMousePosX() + px(14), 0, width() - w);
  }

  /** Top edge of a card of a height below the pointer, within the frame. */
  float belowPointerY(float h) {
    return within(ImGui.getMousePosY() + px(14), 0, height() - h);
  }

  /** Whether the pointer is in a box of the window that is drawn now. */
  static boolean pointed(float x, float y, float w, float h) {
    float px = ImGui.getMousePosX();
    float py = ImGui.getMousePosY();
    return ImGui.isWindowHovered() && px >= x && px < x + w && py >= y && py < y + h;
  }

  /** A translucent card over the plot. */
  void card(ImDrawList list, float x, float y, float w, float h) {
    float corner = px(Theme.CORNER);
    list.addRectFilled(x, y, x + w, y + h, Theme.ink(theme.panel(), 0.92f), corner);
    list.addRect(x, y, x + w, y + h, Theme.ink(theme.line()), corner, 0, Math.max(1, px(1)));
  }
}
