package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import skein.components.ProfileComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.profile.FlameTree;
import skein.core.profile.Profiler;
import skein.core.profile.ZoneHistory;

/**
 * The render thread's zones of a span of time added up: widths are shares of its time, what is
 * inside a zone lies under it. Render thread; allocates nothing.
 */
final class FlameView {
  private static final int NODES = 4_096;
  private static final int REFRESH_FRAMES = 30;
  private static final float ROW = 20;
  private static final int MOST_DEPTH = 24;

  private final FlameTree tree = new FlameTree(NODES);
  private final TextRun text = new TextRun();
  private int age;
  private long seenFrom;
  private long whole;
  private int hovered = FlameTree.NONE;

  void draw(ImDrawList list, Ui ui, ProfileComponent profile, ProfileClock clock, float w) {
    int refresh = REFRESH_FRAMES * ui.model.frame().overlayInterval;
    if (age++ % refresh == 0 || (clock.held() && clock.from() != seenFrom)) {
      refresh(profile, clock);
    }
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    if (tree.root() == FlameTree.NONE || whole == 0) {
      ui.fonts().text().draw(list, x, y, ui.muted(), "No zones in this span of time.");
      return;
    }
    hovered = FlameTree.NONE;
    int depth = level(list, ui, profile, tree.root(), x, y, w, whole, 0);
    ImGui.dummy(1, (depth + 1) * ui.px(ROW));
    if (hovered != FlameTree.NONE) {
      card(ui, profile);
    }
  }

  private void refresh(ProfileComponent profile, ProfileClock clock) {
    seenFrom = clock.from();
    tree.clear();
    int render = profile.data.lanePlace(Profiler.RENDER);
    ZoneHistory history = render < 0 ? null : profile.data.history(render);
    if (history != null) {
      long back = clock.held() ? clock.from() : clock.to() - 5_000_000_000L;
      history.between(back, clock.to(), tree);
    }
    whole = 0;
    for (int n = tree.root(); n != FlameTree.NONE; n = tree.sibling(n)) {
      whole += tree.total(n);
    }
  }

  private int level(
      ImDrawList list,
      Ui ui,
      ProfileComponent profile,
      int first,
      float x,
      float y,
      float w,
      long total,
      int depth) {
    int deepest = depth;
    float at = x;
    float row = ui.px(ROW);
    for (int n = first; n != FlameTree.NONE; n = tree.sibling(n)) {
      float width = (float) ((double) tree.total(n) / total * w);
      if (width >= 1) {
        box(list, ui, profile, n, at, y, width, row);
        if (tree.child(n) != FlameTree.NONE && depth < MOST_DEPTH) {
          long inside = tree.total(n);
          int below =
              level(list, ui, profile, tree.child(n), at, y + row, width, inside, depth + 1);
          deepest = Math.max(deepest, below);
        }
      }
      at += width;
    }
    return deepest;
  }

  private void box(
      ImDrawList list,
      Ui ui,
      ProfileComponent profile,
      int node,
      float x,
      float y,
      float w,
      float h) {
    int ink = ZoneText.ink(ui.theme(), tree.zone(node));
    list.addRectFilled(x, y, x + w - 1, y + h - 1, ink, ui.px(2));
    if (w > ui.px(28)) {
      String name = profile.data.zones().name(tree.zone(node));
      float top = y + ui.px(3);
      ui.fonts().small().drawCut(list, x + ui.px(4), top, ZoneText.INK, name, w - ui.px(8));
    }
    if (Ui.pointed(x, y, w, h)) {
      hovered = node;
    }
  }

  private void card(Ui ui, ProfileComponent profile) {
    ImDrawList over = ui.beginOver();
    float w = ui.px(220);
    float row = ui.px(18);
    float h = row * 3 + ui.px(12);
    float x = ui.besidePointerX(w);
    float y = ui.belowPointerY(h);
    ui.card(over, x, y, w, h);
    float in = x + ui.px(8);
    String name = profile.data.zones().name(tree.zone(hovered));
    ui.fonts().text().drawCut(over, in, y + ui.px(6), ui.ink(), name, w - ui.px(16));
    ZoneText.duration(text.clear(), (double) tree.total(hovered));
    text.add(", ");
    AxisFormat.decimal(text, 100.0 * tree.total(hovered) / whole, 1);
    text.add(" %");
    ui.fonts().mono().draw(over, in, y + ui.px(6) + row, ui.ink(), text);
    AxisFormat.grouped(text.clear(), tree.count(hovered));
    text.add(" times, ");
    ZoneText.duration(text, (double) tree.total(hovered) / Math.max(1, tree.count(hovered)));
    text.add(" each");
    ui.fonts().small().draw(over, in, y + ui.px(6) + 2 * row, ui.muted(), text);
    ImGui.end();
  }
}
