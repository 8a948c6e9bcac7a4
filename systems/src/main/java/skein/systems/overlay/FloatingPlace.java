package skein.systems.overlay;

import imgui.ImGui;
import imgui.flag.ImGuiCond;

/**
 * Where the profiler floats: over the lower part of the plot, and along with it until somebody
 * moves or docks the panel. A place remembered from another window that lies over the side panels
 * or is too small is not used again. Render thread; allocates nothing.
 */
final class FloatingPlace {
  private static final float HEIGHT = 400;
  private static final float LEAST_WIDTH = 480;
  private static final float GAP = 8;

  private float x;
  private float y;
  private float width;
  private float height;
  private boolean untouched;
  private boolean drawn;

  /** Before the panel's window begins. */
  void begin(Ui ui, PlotLayout l) {
    float gap = ui.px(GAP);
    float h = Math.round(Math.min(ui.px(HEIGHT), l.areaHeight * 0.6f));
    float w = Math.round(Math.max(ui.px(LEAST_WIDTH), l.plotWidth - 2 * gap));
    float left = Math.round(l.plotX + gap);
    float top = Math.round(l.plotY + l.plotHeight - h - gap);
    boolean moved = left != x || top != y || w != width || h != height;
    int when = moved && untouched ? ImGuiCond.Always : ImGuiCond.FirstUseEver;
    x = left;
    y = top;
    width = w;
    height = h;
    ImGui.setNextWindowPos(x, y, when);
    ImGui.setNextWindowSize(width, height, when);
  }

  /** After the window has begun, before it ends. */
  void end(PlotLayout l) {
    boolean docked = ImGui.isWindowDocked();
    boolean strayed = !drawn && !docked && !fits(l);
    drawn = true;
    untouched = strayed || (!docked && stands());
    if (strayed) {
      width = 0;
    }
  }

  /** Whether the remembered place is of use in this window. */
  private boolean fits(PlotLayout l) {
    float left = ImGui.getWindowPosX();
    float top = ImGui.getWindowPosY();
    return left >= l.areaX
        && top >= l.areaY
        && left + ImGui.getWindowWidth() <= l.areaX + l.areaWidth + 1
        && top + ImGui.getWindowHeight() <= l.areaY + l.areaHeight + 1
        && ImGui.getWindowWidth() >= width / 2;
  }

  /** Whether the window is where it was put; Dear ImGui cuts its place to whole pixels. */
  private boolean stands() {
    return Math.abs(ImGui.getWindowPosX() - x) < 2
        && Math.abs(ImGui.getWindowPosY() - y) < 2
        && Math.abs(ImGui.getWindowWidth() - width) < 2
        && Math.abs(ImGui.getWindowHeight() - height) < 2;
  }
}
