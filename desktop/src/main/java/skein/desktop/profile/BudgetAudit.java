package skein.desktop.profile;

import skein.core.budget.BudgetWatch;
import skein.core.budget.Budgets;
import skein.core.profile.Capture;
import skein.core.profile.FrameField;
import skein.core.profile.FrameSpan;
import skein.desktop.engine.FrameLimits;

/** Holds a recorded flight against the limits. */
final class BudgetAudit {
  private BudgetAudit() {}

  /**
   * What was broken.
   *
   * @param hitRate share of the needed blocks that were there; NaN where nothing counts it
   */
  static BudgetWatch of(Budgets budgets, FrameSpan span, Capture capture, double hitRate) {
    FrameLimits limits = new FrameLimits(budgets, (budget, value) -> {});
    for (long frame = span.first(); frame < span.end(); frame++) {
      long start = span.log().get(frame, FrameField.START);
      limits.check(span.log(), frame, start);
      limits.checkPresented(span.log(), frame, start);
    }
    BudgetWatch watch = limits.watch();
    zones(watch, span, capture, Budgets.GC_PAUSE, "GC pauses");
    zones(watch, span, capture, Budgets.QUERY, " SQL");
    long now = span.endNanos();
    watch.check(watch.place(Budgets.HIT_RATE), hitRate, now);
    watch.check(watch.place(Budgets.DROP_RATE), dropRate(span), now);
    return watch;
  }

  private static void zones(
      BudgetWatch watch, FrameSpan span, Capture capture, String budget, String lanes) {
    int place = watch.place(budget);
    span.eachZone(
        capture,
        lanes,
        (zone, start, end, depth, value) -> watch.check(place, (end - start) / 1e6, end));
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
