package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import org.jspecify.annotations.Nullable;
import skein.components.DensityComponent;
import skein.components.FrameComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.budget.Budget;
import skein.core.budget.BudgetWatch;
import skein.core.govern.MemoryGovernor;
import skein.core.govern.MemoryKind;
import skein.core.lod.LevelWindow;
import skein.core.measure.FrameRecorder;

/** Where the frames' time goes: a graph against the budget, and the engine's figures. */
final class HudCard {
  private static final float WIDTH = 264;
  private static final float GRAPH = 56;
  private static final float GRAPH_MILLIS = 33.3f;
  private static final float BUDGET_MILLIS = 16.67f;
  private static final int BARS = 240;
  private static final int REFRESH_FRAMES = 15;
  private static final int MOST_ALERTS = 4;

  private final TextRun text = new TextRun();
  private final String aggregator;
  private int age;
  private double p50;
  private double p99;

  HudCard(FrameComponent frame) {
    aggregator = frame.aggregator.describe();
  }

  /**
   * Draws the card.
   *
   * @param budgets what frames are held against, null where nothing is
   */
  void draw(ImDrawList list, Ui ui, PlotLayout l, @Nullable BudgetWatch budgets) {
    long now = System.nanoTime();
    int over = alerts(budgets, now);
    FrameComponent frame = ui.model.frame();
    if (age++ % (REFRESH_FRAMES * frame.overlayInterval) == 0) {
      p50 = frame.recorder.windowPercentile(50);
      p99 = frame.recorder.windowPercentile(99);
    }
    float pad = ui.px(10);
    float row = ui.px(18);
    float w = Math.min(ui.px(WIDTH), l.plotWidth - 2 * pad);
    float h = 2 * pad + ui.px(GRAPH) + ui.px(8) + row * (rows(frame) + over);
    float x = l.plotX + l.plotWidth - w - pad;
    float y = l.plotY + pad;
    ui.card(list, x, y, w, h);
    drawGraph(list, ui, frame.recorder, x + pad, y + pad, w - 2 * pad);
    float at = y + pad + ui.px(GRAPH) + ui.px(8);
    float left = x + pad;
    float right = x + w - pad;
    at = alerts(list, ui, left, right, at, row, budgets, now, over);
    AxisFormat.decimal(text.clear(), ImGui.getIO().getFramerate(), 1);
    at = line(list, ui, left, right, at, row, "frames a second");
    AxisFormat.decimal(text.clear(), p50, 2);
    text.add(" / ");
    AxisFormat.decimal(text, p99, 2);
    at = line(list, ui, left, right, at, row, "p50 / p99, ms");
    AxisFormat.count(text.clear(), frame.rowsDrawn);
    at = line(list, ui, left, right, at, row, "rows drawn");
    AxisFormat.decimal(text.clear(), ui.model.density().exactShare * 100, 1);
    text.add(" %");
    at = line(list, ui, left, right, at, row, "exact");
    level(ui.model.density());
    at = line(list, ui, left, right, at, row, "where it is not");
    hits(frame.blockHitRate);
    at = line(list, ui, left, right, at, row, "blocks here in time");
    AxisFormat.bytes(text.clear(), frame.residentBytes);
    text.add(" / ");
    AxisFormat.bytes(text, frame.residentBudget);
    at = line(list, ui, left, right, at, row, "blocks held / budget");
    if (frame.poolBudget > 0) {
      AxisFormat.bytes(text.clear(), frame.gpu.bytes("pool.coords"));
      text.add(" / ");
      AxisFormat.bytes(text, frame.poolBudget);
      at = line(list, ui, left, right, at, row, "on the GPU / budget");
    }
    text.clear().add((long) frame.queueDepth);
    at = line(list, ui, left, right, at, row, "slabs queued");
    AxisFormat.bytes(text.clear(), frame.uploadedBytes);
    at = line(list, ui, left, right, at, row, "uploaded this frame");
    AxisFormat.bytes(text.clear(), frame.gpu.totalBytes());
    text.add(" / ");
    AxisFormat.bytes(text, frame.host.totalBytes());
    at = line(list, ui, left, right, at, row, "GPU / host memory");
    quality(frame);
    at = line(list, ui, left, right, at, row, "quality");
    at = memory(list, ui, left, right, at, row, frame.memory);
    cut(list, ui, left, right, at, "counting", aggregator);
    cut(list, ui, left, right, at + row, "renderer", frame.renderer);
  }

  /** How many budgets are shown as broken. */
  private static int alerts(@Nullable BudgetWatch budgets, long now) {
    int sum = 0;
    for (int i = next(budgets, 0, now);
        i >= 0 && sum < MOST_ALERTS;
        i = next(budgets, i + 1, now)) {
      sum++;
    }
    return sum;
  }

  private static int next(@Nullable BudgetWatch budgets, int from, long now) {
    return budgets == null ? -1 : budgets.nextBroken(from, now);
  }

  private float alerts(
      ImDrawList list,
      Ui ui,
      float left,
      float right,
      float top,
      float row,
      @Nullable BudgetWatch budgets,
      long now,
      int most) {
    float at = top;
    int place = -1;
    for (int i = 0; i < most && budgets != null; i++) {
      place = next(budgets, place + 1, now);
      Budget budget = budgets.budgets().get(place);
      int ink = Theme.ink(ui.theme().error());
      ui.fonts().small().draw(list, left, at + ui.px(1), ink, budget.name());
      BudgetText.broken(text.clear(), budget, budgets.newest(place));
      ui.fonts().mono().drawRight(list, right, at, ink, text);
      at += row;
    }
    return at;
  }

  private static int rows(FrameComponent frame) {
    return 13 + (frame.poolBudget > 0 ? 1 : 0) + (frame.memory == null ? 0 : 1);
  }

  /** What was taken back because frames ran late. */
  private void quality(FrameComponent frame) {
    text.clear();
    if (frame.countShare == 1) {
      text.add("full");
      return;
    }
    AxisFormat.decimal(text, frame.countShare * 100, 0);
    text.add(" % of counting, levels +").add((long) frame.lodBias);
  }

  /** What the process takes of what it may; in colour from four fifths on. */
  private float memory(
      ImDrawList list,
      Ui ui,
      float left,
      float right,
      float at,
      float row,
      @Nullable MemoryGovernor governor) {
    if (governor == null) {
      return at;
    }
    AxisFormat.bytes(text.clear(), governor.used(MemoryKind.PROCESS));
    text.add(" / ");
    AxisFormat.bytes(text, governor.budget(MemoryKind.PROCESS));
    int ink =
        switch (governor.level()) {
          case NORMAL -> ui.ink();
          case WARNING -> Theme.ink(ui.theme().warn());
          case EVICTING -> Theme.ink(ui.theme().error());
        };
    return line(list, ui, left, right, at, row, "process memory / budget", ink);
  }

  /** The count level drawn where the view is not exact. */
  private void level(DensityComponent density) {
    LevelWindow level = density.level;
    text.clear();
    if (level == null || density.levelCellPixels == 0) {
      text.add("no level");
      return;
    }
    text.add("level ").add((long) level.level()).add(", cells of ");
    AxisFormat.decimal(text, density.levelCellPixels, 1);
    text.add(" px");
  }

  private void hits(double rate) {
    text.clear();
    if (Double.isNaN(rate)) {
      text.add("all in memory");
      return;
    }
    AxisFormat.decimal(text, rate * 100, 1);
    text.add(" %");
  }

  private float line(
      ImDrawList list, Ui ui, float left, float right, float y, float row, String what) {
    return line(list, ui, left, right, y, row, what, ui.ink());
  }

  private float line(
      ImDrawList list, Ui ui, float left, float right, float y, float row, String what, int ink) {
    ui.fonts().small().draw(list, left, y + ui.px(1), ui.muted(), what);
    ui.fonts().mono().drawRight(list, right, y, ink, text);
    return y + row;
  }

  private static void cut(
      ImDrawList list, Ui ui, float left, float right, float y, String what, String value) {
    ui.fonts().small().draw(list, left, y + ui.px(1), ui.muted(), what);
    float from = left + ui.px(64);
    Face small = ui.fonts().small();
    float width = Math.min(small.width(value), right - from);
    small.drawCut(list, right - width, y + ui.px(1), ui.ink(), value, width);
  }

  private void drawGraph(
      ImDrawList list, Ui ui, FrameRecorder recorder, float x, float y, float w) {
    float h = ui.px(GRAPH);
    list.addRectFilled(x, y, x + w, y + h, Theme.ink(ui.theme().window(), 0.8f), ui.px(2));
    float[] millis = recorder.graphMillis();
    int newest = recorder.graphOffset();
    int good = Theme.ink(ui.theme().good(), 0.85f);
    int late = Theme.ink(ui.theme().error());
    float step = w / BARS;
    for (int i = 0; i < BARS; i++) {
      int index = Math.floorMod(newest - BARS + i, millis.length);
      float value = millis[index];
      if (value > 0) {
        float top = y + h * (1 - Math.min(1, value / GRAPH_MILLIS));
        float left = x + step * i;
        int ink = value > BUDGET_MILLIS ? late : good;
        list.addRectFilled(left, top, left + Math.max(1, step - 0.2f), y + h, ink);
      }
    }
    float budget = (float) Math.floor(y + h * (1 - BUDGET_MILLIS / GRAPH_MILLIS));
    float line = Math.max(1, ui.px(1));
    list.addRectFilled(x, budget, x + w, budget + line, Theme.ink(ui.theme().warn(), 0.8f));
    Face small = ui.fonts().monoSmall();
    small.draw(list, x + ui.px(4), budget - small.size(), ui.muted(), "16.67 ms");
  }
}
