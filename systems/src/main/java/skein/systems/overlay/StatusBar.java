package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import org.jspecify.annotations.Nullable;
import skein.components.HoverComponent;
import skein.components.ViewComponent;
import skein.core.aggregate.DensityGrid;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.load.SlabLoader;

/** The line along the bottom: rows, exactness, the point under the pointer, frames a second. */
final class StatusBar {
  private static final float EXACT = 0.9995f;

  private final TextRun text = new TextRun();
  private @Nullable ImDrawList list;

  /**
   * @param pointed the plot that the pointer is over, or any
   */
  void draw(Ui ui, PlotPane pointed) {
    float h = ui.px(Theme.STATUS_BAR);
    ui.begin("##status", 0, ui.height() - h, ui.width(), h, 0);
    ImDrawList to = list;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      list = to;
    }
    float top = ui.height() - h;
    to.addRectFilled(0, top, ui.width(), top + Math.max(1, ui.px(1)), Theme.ink(ui.theme().line()));
    Face mono = ui.fonts().mono();
    float y = top + Math.round((h - mono.size()) / 2);
    float right = drawFps(to, ui, mono, y);
    float x = drawRows(to, ui, mono, y, ui.px(12));
    x = drawPoint(to, ui, mono, y, x, right, pointed);
    drawNotice(to, ui, y, x, right);
    ImGui.end();
  }

  private float drawFps(ImDrawList to, Ui ui, Face mono, float y) {
    text.clear();
    if (ui.model.frame().busy) {
      text.add((long) Math.round(ImGui.getIO().getFramerate())).add(" fps");
    } else {
      text.add("at rest");
    }
    float right = ui.width() - ui.px(12);
    mono.drawRight(to, right, y, ui.muted(), text);
    return right - mono.digit() * 8;
  }

  private float drawRows(ImDrawList to, Ui ui, Face mono, float y, float x) {
    SlabLoader loader = ui.model.series().loader;
    if (ui.model.rows() < 0) {
      return mono.draw(to, x, y, ui.muted(), "no data") + ui.px(20);
    }
    AxisFormat.grouped(text.clear(), ui.model.rows());
    text.add(" rows");
    float at = mono.draw(to, x, y, ui.ink(), text) + ui.px(20);
    at = drawPassing(to, ui, mono, y, at);
    boolean loading = loader != null && !loader.progress().ended();
    double share = ui.model.density().exactShare;
    if (loading) {
      return mono.draw(to, at, y, Theme.ink(ui.theme().warn()), "loading") + ui.px(20);
    }
    if (share >= EXACT) {
      return mono.draw(to, at, y, Theme.ink(ui.theme().good()), "exact") + ui.px(20);
    }
    AxisFormat.decimal(text.clear(), share * 100, 0);
    text.add(" % exact");
    return mono.draw(to, at, y, Theme.ink(ui.theme().warn()), text) + ui.px(20);
  }

  /** Rows in view that pass the brushes, while there are any. */
  private float drawPassing(ImDrawList to, Ui ui, Face mono, float y, float x) {
    DensityGrid front = ui.model.density().front;
    boolean filtered = ui.model.series().brushes.isActive() && !ui.model.lines().active();
    if (!filtered || front == null || ui.model.density().frontSlabs == null) {
      return x;
    }
    AxisFormat.grouped(text.clear().add(front.estimated() ? "about " : ""), front.stats().total);
    text.add(" in view pass");
    return mono.draw(to, x, y, ui.accent(), text) + ui.px(20);
  }

  private float drawPoint(
      ImDrawList to, Ui ui, Face mono, float y, float x, float right, PlotPane pointed) {
    HoverComponent hover = pointed.model.hover();
    ViewComponent view = pointed.model.view();
    PointerText pointer = pointed.pointer;
    if (!hover.over || !view.valid) {
      return x;
    }
    float at = x;
    if (at + mono.width(pointer.x) < right) {
      at = mono.draw(to, at, y, ui.ink(), pointer.x) + ui.px(20);
    }
    if (at + mono.width(pointer.y) < right) {
      at = mono.draw(to, at, y, ui.ink(), pointer.y) + ui.px(20);
    }
    if (hover.count >= 0) {
      AxisFormat.grouped(text.clear(), hover.count);
      text.add(" in pixel");
      if (at + mono.width(text) < right) {
        at = mono.draw(to, at, y, ui.muted(), text) + ui.px(20);
      }
    }
    return at;
  }

  private void drawNotice(ImDrawList to, Ui ui, float y, float x, float right) {
    String notice = ui.model.commands().notice();
    if (!notice.isEmpty() && right - x > ui.px(60)) {
      ui.fonts().small().drawCut(to, x, y + ui.px(1), ui.accent(), notice, right - x - ui.px(12));
    }
  }
}
