package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.budget.Budget;
import skein.core.budget.BudgetWatch;

/** The limits, and which were broken how often and how badly. Render thread; allocates nothing. */
final class BudgetView {
  private final TextRun text = new TextRun();

  /**
   * Draws a row for each limit.
   *
   * @param live true while frames are held against them; else nothing is broken now
   */
  void draw(ImDrawList list, Ui ui, BudgetWatch watch, boolean live, float w) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    float row = ui.px(20);
    float column = ui.px(120);
    float width = Math.min(w, ui.px(680));
    Face small = ui.fonts().small();
    small.draw(list, x + ui.px(16), y, ui.muted(), "budget");
    small.drawRight(list, x + width - 2 * column, y, ui.muted(), "limit");
    small.drawRight(list, x + width - column, y, ui.muted(), "worst");
    small.drawRight(list, x + width, y, ui.muted(), "times broken");
    long now = System.nanoTime();
    for (int i = 0; i < watch.budgets().size(); i++) {
      y += row;
      Budget budget = watch.budgets().get(i);
      boolean ever = watch.count(i) > 0;
      int mark =
          live && watch.broken(i, now)
              ? Theme.ink(ui.theme().error())
              : ever ? Theme.ink(ui.theme().warn()) : Theme.ink(ui.theme().good());
      float middle = y + ui.px(8);
      list.addCircleFilled(x + ui.px(6), middle, ui.px(4), mark);
      small.draw(list, x + ui.px(16), y, ui.ink(), budget.name());
      Face mono = ui.fonts().monoSmall();
      mono.drawRight(
          list,
          x + width - 2 * column,
          y,
          ui.muted(),
          BudgetText.value(text.clear(), budget, budget.limit()));
      int ink = ever ? ui.ink() : ui.muted();
      if (ever) {
        mono.drawRight(
            list,
            x + width - column,
            y,
            ink,
            BudgetText.value(text.clear(), budget, watch.worst(i)));
      }
      AxisFormat.grouped(text.clear(), watch.count(i));
      mono.drawRight(list, x + width, y, ink, text);
    }
    ImGui.dummy(1, row * (watch.budgets().size() + 1));
  }
}
