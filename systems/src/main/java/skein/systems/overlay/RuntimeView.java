package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.components.ProfileComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.load.SlabLoader;
import skein.core.profile.JvmFacts;
import skein.core.profile.JvmWatch;
import skein.core.profile.ThreadAllocation.Allocated;
import skein.core.queue.QueueMeter;
import skein.core.session.RunTotals;
import skein.core.session.SavedRun;

/**
 * What stops the program and what waits: pauses, safepoints and queries, the queues, what goes
 * through the stages of data's way, and which threads allocate. Render thread; allocates nothing.
 */
final class RuntimeView {
  private static final String[] STOPS = {"count", "p99", "max", "total"};
  private static final String[] QUEUES = {"most / room", "items", "dropped", "wait p99", "blocked"};
  private static final float COLUMN = 84;
  private static final int MOST_THREADS = 24;

  private final TextRun text = new TextRun();
  private final StageTable stages = new StageTable();
  private float x;
  private float y;
  private float right;
  private float row;

  void draw(ImDrawList list, Ui ui, ProfileComponent profile, float w) {
    SavedRun opened = profile.opened;
    RunTotals totals = opened == null ? null : opened.totals();
    float left = ImGui.getCursorScreenPosX();
    float top = ImGui.getCursorScreenPosY();
    row = ui.px(20);
    boolean beside = w >= ui.px(860);
    float gap = ui.px(32);
    float half = beside ? (Math.min(w, ui.px(1200)) - gap) / 2 : Math.min(w, ui.px(600));
    place(left, top, half);
    JvmWatch watch = profile.live.watch();
    stops(list, ui, totals, watch);
    hits(list, ui, totals != null ? totals.hitRate() : ui.model.frame().blockHitRate);
    y += row * 0.6f;
    queues(list, ui, totals, ui.model.series().loader);
    stages.refresh(ui.model.frame(), totals, ui.model.series().loader);
    y = stages.draw(list, ui, x, y + row * 0.6f, right, row);
    float below = y;
    if (beside) {
      place(left + half + gap, top, half);
    } else {
      place(left, y + row * 0.6f, half);
    }
    threads(list, ui, totals, watch);
    ImGui.setCursorScreenPos(left, Math.max(below, y));
    ImGui.dummy(1, 1);
  }

  private void place(float atX, float atY, float width) {
    x = atX;
    y = atY;
    right = atX + width;
  }

  private void heads(ImDrawList list, Ui ui, String what, String[] heads) {
    Face small = ui.fonts().small();
    small.draw(list, x, y, ui.muted(), what);
    for (int i = 0; i < heads.length; i++) {
      small.drawRight(list, column(ui, heads.length, i), y, ui.muted(), heads[i]);
    }
    y += row;
  }

  private float column(Ui ui, int of, int index) {
    return right - ui.px(COLUMN) * (of - 1 - index);
  }

  private void stops(ImDrawList list, Ui ui, @Nullable RunTotals totals, @Nullable JvmWatch watch) {
    heads(list, ui, "JVM and queries", STOPS);
    JvmFacts live = watch == null ? null : watch.facts();
    stop(
        list,
        ui,
        "GC pauses",
        totals != null ? totals.pauses() : live == null ? null : live.pauses());
    stop(
        list,
        ui,
        "safepoints",
        totals != null ? totals.safepoints() : live == null ? null : live.safepoints());
    stop(
        list,
        ui,
        "queries",
        totals != null ? totals.queries() : live == null ? null : live.queries());
  }

  private void hits(ImDrawList list, Ui ui, double rate) {
    ui.fonts().small().draw(list, x, y, ui.ink(), "blocks in memory when needed");
    text.clear();
    if (Double.isNaN(rate)) {
      text.add("n/a");
    } else {
      AxisFormat.decimal(text, rate * 100, 1);
      text.add(" %");
    }
    ui.fonts().monoSmall().drawRight(list, right, y, ui.ink(), text);
    y += row;
  }

  private void stop(ImDrawList list, Ui ui, String name, JvmFacts.@Nullable Sum sum) {
    ui.fonts().small().draw(list, x, y, ui.ink(), name);
    Face mono = ui.fonts().monoSmall();
    if (sum == null) {
      ui.fonts().small().drawRight(list, right, y, ui.muted(), "not watched yet");
    } else {
      AxisFormat.grouped(text.clear(), sum.count());
      mono.drawRight(list, column(ui, STOPS.length, 0), y, ui.ink(), text);
      duration(list, ui, column(ui, STOPS.length, 1), sum.p99Nanos());
      duration(list, ui, column(ui, STOPS.length, 2), sum.maxNanos());
      duration(list, ui, column(ui, STOPS.length, 3), sum.totalNanos());
    }
    y += row;
  }

  private void queues(
      ImDrawList list, Ui ui, @Nullable RunTotals totals, @Nullable SlabLoader loader) {
    heads(list, ui, "queue", QUEUES);
    float before = y;
    if (totals != null) {
      for (int i = 0; i < totals.queues().size(); i++) {
        RunTotals.Queue q = totals.queues().get(i);
        queue(
            list,
            ui,
            q.name(),
            q.capacity(),
            q.mostDepth(),
            q.taken(),
            q.dropped(),
            q.waitP99(),
            q.producer());
      }
    } else if (loader != null) {
      List<QueueMeter> meters = loader.queues();
      for (int i = 0; i < meters.size(); i++) {
        QueueMeter q = meters.get(i);
        long wait = q.waitNanos(99);
        queue(
            list,
            ui,
            q.name(),
            q.capacity(),
            q.mostDepth(),
            q.taken(),
            q.dropped(),
            wait,
            q.producerNanos());
      }
    }
    if (y == before) {
      ui.fonts().small().draw(list, x, y, ui.muted(), "No queue is in use.");
      y += row;
    }
  }

  private void queue(
      ImDrawList list,
      Ui ui,
      String name,
      int capacity,
      int most,
      long items,
      long dropped,
      long wait,
      long blocked) {
    int n = QUEUES.length;
    Face mono = ui.fonts().monoSmall();
    ui.fonts().small().draw(list, x, y, ui.ink(), name);
    text.clear().add((long) most);
    if (capacity > 0) {
      text.add(" / ").add((long) capacity);
    }
    mono.drawRight(list, column(ui, n, 0), y, ui.ink(), text);
    AxisFormat.grouped(text.clear(), items);
    mono.drawRight(list, column(ui, n, 1), y, ui.ink(), text);
    AxisFormat.grouped(text.clear(), dropped);
    mono.drawRight(list, column(ui, n, 2), y, dropped == 0 ? ui.muted() : ui.ink(), text);
    if (wait < 0) {
      mono.drawRight(list, column(ui, n, 3), y, ui.muted(), "n/a");
    } else {
      duration(list, ui, column(ui, n, 3), wait);
    }
    duration(list, ui, column(ui, n, 4), blocked);
    y += row;
  }

  private void threads(
      ImDrawList list, Ui ui, @Nullable RunTotals totals, @Nullable JvmWatch watch) {
    ui.fonts().small().draw(list, x, y, ui.muted(), "allocation by thread");
    ui.fonts().small().drawRight(list, right, y, ui.muted(), "bytes since it began");
    y += row;
    List<Allocated> all =
        totals != null ? totals.threads() : watch == null ? List.of() : watch.allocation().most();
    long most = all.isEmpty() ? 1 : Math.max(1, all.getFirst().bytes());
    for (int i = 0; i < Math.min(MOST_THREADS, all.size()); i++) {
      Allocated thread = all.get(i);
      float room = right - x - ui.px(COLUMN);
      float bar = Math.max(1, (float) ((double) thread.bytes() / most) * room);
      int ink = Theme.ink(ui.theme().accent(), 0.18f);
      list.addRectFilled(x, y - ui.px(2), x + bar, y + row - ui.px(4), ink, ui.px(2));
      ui.fonts().small().drawCut(list, x + ui.px(4), y, ui.ink(), thread.thread(), room);
      AxisFormat.bytes(text.clear(), thread.bytes());
      ui.fonts().monoSmall().drawRight(list, right, y, ui.ink(), text);
      y += row;
    }
    if (all.isEmpty()) {
      String why = totals != null ? "Not recorded." : "Not known yet: told once a second.";
      ui.fonts().small().draw(list, x, y, ui.muted(), why);
      y += row;
    }
  }

  private void duration(ImDrawList list, Ui ui, float to, long nanos) {
    ZoneText.duration(text.clear(), (double) nanos);
    ui.fonts().monoSmall().drawRight(list, to, y, ui.ink(), text);
  }
}
