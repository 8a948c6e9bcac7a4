package skein.desktop.profile;

import skein.core.budget.BudgetWatch;
import skein.core.budget.Budgets;
import skein.core.profile.Capture;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;

/** Holds a recorded flight against the limits. */
final class BudgetAudit {
  private BudgetAudit() {}

  /**
   * What was broken.
   *
   * @param hitRate share of the needed blocks that were there; NaN where nothing counts it
   */
  static BudgetWatch of(Budgets budgets, FrameSpan span, Capture capture, double hitRate) {
    BudgetWatch watch = new BudgetWatch(budgets, (budget, value) -> {});
    frames(watch, span, Budgets.FRAME, FrameField.CPU_BUSY, 1e6);
    frames(watch, span, Budgets.INPUT_LATENCY, FrameField.INPUT_LATENCY, 1e6);
    frames(watch, span, Budgets.ALLOCATED, FrameField.ALLOCATED, 1);
    for (FrameField stage : FrameField.STAGES) {
      frames(watch, span, Budgets.SYSTEM + stage.part(), stage, 1e6);
    }
    zones(watch, span, capture, Budgets.GC_PAUSE, "GC pauses");
    zones(watch, span, capture, Budgets.QUERY, " SQL");
    long now = span.endNanos();
    watch.check(watch.place(Budgets.HIT_RATE), hitRate, now);
    watch.check(watch.place(Budgets.DROP_RATE), dropRate(span), now);
    return watch;
  }

  private static void frames(
      BudgetWatch watch, FrameSpan span, String budget, FrameField field, double unit) {
    int place = watch.place(budget);
    for (long frame = span.first(); frame < span.end(); frame++) {
      long value = span.log().get(frame, field);
      if (value != FrameLog.UNKNOWN) {
        watch.check(place, value / unit, span.log().get(frame, FrameField.START));
      }
    }
  }

  private static void zones(
      BudgetWatch watch, FrameSpan span, Capture capture, String budget, String lanes) {
    int place = watch.place(budget);
    for (Capture.Track track : capture.tracks()) {
      if (track.name().endsWith(lanes)) {
        track
            .history()
            .between(
                span.startNanos(),
                span.endNanos(),
                (zone, start, end, depth, value) -> watch.check(place, (end - start) / 1e6, end));
      }
    }
  }

  private static double dropRate(FrameSpan span) {
    long dropped = 0;
    for (long frame = span.first(); frame < span.end(); frame++) {
      dropped += Math.max(0, span.log().get(frame, FrameField.DROPPED));
    }
    long frames = span.end() - span.first();
    return frames == 0 ? Double.NaN : (double) dropped / (frames + dropped);
  }
}
