package skein.desktop.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skein.core.budget.BudgetWatch;
import skein.core.budget.Budgets;
import skein.core.budget.FrameMeasures;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;

/**
 * Holds each frame against the limits, as it ends and once its picture is handed over. Render
 * thread; allocates only for a new break.
 */
public final class FrameLimits {
  private static final Logger LOG = LoggerFactory.getLogger(FrameLimits.class);

  private final Budgets budgets;
  private final FrameMeasures measures;
  private final BudgetWatch watch;
  private final int pause;
  private final int query;
  private final int hitRate;
  private final int memory;
  private final int dropRate;

  /** Limits whose breaks are logged. */
  FrameLimits(Budgets budgets) {
    this(budgets, FrameLimits::tell);
  }

  /** Limits whose breaks are told to a listener. */
  public FrameLimits(Budgets budgets, BudgetWatch.Listener listener) {
    this.budgets = budgets;
    this.watch = new BudgetWatch(budgets, listener);
    this.measures = new FrameMeasures(watch.budgets());
    pause = watch.place(Budgets.GC_PAUSE);
    query = watch.place(Budgets.QUERY);
    hitRate = watch.place(Budgets.HIT_RATE);
    memory = watch.place(Budgets.MEMORY);
    dropRate = watch.place(Budgets.DROP_RATE);
  }

  private static void tell(skein.core.budget.Budget budget, double value) {
    LOG.info(
        "budget {} broken: {} {} (limit {})",
        budget.name(),
        Math.round(value * 1e3) / 1e3,
        budget.unit(),
        budget.limit());
  }

  public Budgets budgets() {
    return budgets;
  }

  /** What was broken so far. */
  public BudgetWatch watch() {
    return watch;
  }

  /** Holds the work of a frame against the limits, at a time of {@code System.nanoTime}. */
  public void check(FrameLog log, long number, long now) {
    check(log, number, now, false);
  }

  /** Holds what is known only once the picture was handed over. */
  public void checkPresented(FrameLog log, long number, long now) {
    check(log, number, now, true);
  }

  private void check(FrameLog log, long number, long now, boolean presented) {
    for (int i = 0; i < watch.budgets().size(); i++) {
      FrameField field = measures.field(i);
      if (field != null && presented == (field == FrameField.INPUT_LATENCY)) {
        watch.check(i, measures.value(i, log, number), now);
      }
    }
  }

  /**
   * Holds the longest pause and query since the last call against the limits; 0 where none was.
   *
   * @param pauseNanos of the collector
   * @param queryNanos of a query
   */
  public void checkJvm(long pauseNanos, long queryNanos, long now) {
    watch.check(pause, pauseNanos / 1e6, now);
    watch.check(query, queryNanos / 1e6, now);
  }

  /** Holds shares against the limits; NaN for those that are not known. */
  public void checkShares(double hits, double memoryUsed, double dropped, long now) {
    watch.check(hitRate, hits, now);
    watch.check(memory, memoryUsed, now);
    watch.check(dropRate, dropped, now);
  }
}
