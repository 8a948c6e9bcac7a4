package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.budget.Budget;
import skein.core.budget.BudgetWatch;
import skein.core.budget.FrameMeasures;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;

/** What a frame was made of, beside the pointer. Render thread; allocates nothing. */
final class FrameCard {
  private final TextRun text = new TextRun();
  private @Nullable BudgetWatch seen;
  private FrameMeasures measures = new FrameMeasures(List.of());
  private float y;

  /**
   * Draws the card.
   *
   * @param budgets that the frame is held against, null for none
   */
  void draw(
      Ui ui,
      FrameLog log,
      long frame,
      @Nullable BudgetWatch budgets,
      float x,
      float below,
      float w) {
    limit(budgets);
    float row = ui.px(16);
    int over = measures.broken(log, frame);
    float width = ui.px(over == 0 ? 190 : 260);
    float height = row * (FrameField.PARTS.size() + 5 + over) + ui.px(12);
    float left = Ui.within(ImGui.getMousePosX() + ui.px(12), x, x + w - width);
    float top = Ui.within(below + ui.px(4), 0, ui.height() - height);
    ImDrawList to = ui.beginOver();
    ui.card(to, left, top, width, height);
    y = top + ui.px(6);
    text.clear().add("frame ").add(frame);
    ui.fonts().small().draw(to, left + ui.px(8), y, ui.ink(), text);
    y += row;
    time(to, ui, left, row, width, "CPU", log.get(frame, FrameField.CPU_BUSY), ui.ink());
    time(to, ui, left, row, width, "GPU", log.get(frame, FrameField.GPU_BUSY), ui.ink());
    long latency = log.get(frame, FrameField.INPUT_LATENCY);
    time(to, ui, left, row, width, "input to picture", latency, ui.muted());
    for (int p = 0; p < FrameField.PARTS.size(); p++) {
      FrameField part = FrameField.PARTS.get(p);
      int ink = FrameBars.ink(ui.theme(), p);
      time(to, ui, left, row, width, part.part(), log.get(frame, part), ink);
    }
    AxisFormat.bytes(text.clear(), Math.max(0, log.get(frame, FrameField.ALLOCATED)));
    ui.fonts().small().draw(to, left + ui.px(20), y, ui.muted(), "allocated");
    ui.fonts().monoSmall().drawRight(to, left + width - ui.px(8), y, ui.ink(), text);
    if (budgets != null) {
      alerts(to, ui, log, frame, budgets, left, row, width);
    }
    ImGui.end();
  }

  /** Takes other limits, which come seldom. */
  private void limit(@Nullable BudgetWatch budgets) {
    if (!same(budgets, seen)) {
      seen = budgets;
      measures = new FrameMeasures(budgets == null ? List.of() : budgets.budgets());
    }
  }

  /** Whether both are the same limits, not ones that are alike. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean same(@Nullable BudgetWatch a, @Nullable BudgetWatch b) {
    return a == b;
  }

  /** The limits that the frame has broken. */
  private void alerts(
      ImDrawList to,
      Ui ui,
      FrameLog log,
      long frame,
      BudgetWatch budgets,
      float left,
      float row,
      float width) {
    int ink = Theme.ink(ui.theme().error());
    for (int i = 0; i < budgets.budgets().size(); i++) {
      if (measures.breaks(i, log, frame)) {
        y += row;
        Budget budget = budgets.budgets().get(i);
        ui.fonts().small().draw(to, left + ui.px(8), y, ink, budget.name());
        BudgetText.broken(text.clear(), budget, measures.value(i, log, frame));
        ui.fonts().monoSmall().drawRight(to, left + width - ui.px(8), y, ink, text);
      }
    }
  }

  private void time(
      ImDrawList list, Ui ui, float x, float row, float w, String name, long nanos, int ink) {
    list.addRectFilled(x + ui.px(8), y + ui.px(4), x + ui.px(14), y + ui.px(10), ink, 1);
    ui.fonts().small().draw(list, x + ui.px(20), y, ui.muted(), name);
    text.clear();
    if (nanos < 0) {
      text.add("n/a");
    } else {
      AxisFormat.decimal(text, nanos / 1e6, 2);
      text.add(" ms");
    }
    ui.fonts().monoSmall().drawRight(list, x + w - ui.px(8), y, ui.ink(), text);
    y += row;
  }
}
