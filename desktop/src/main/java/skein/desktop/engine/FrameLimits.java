package skein.desktop.engine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skein.core.budget.BudgetWatch;
import skein.core.budget.Budgets;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;

/**
 * Holds each frame against the limits, as it ends and once its picture is handed over. Render
 * thread; allocates only for a new break.
 */
public final class FrameLimits {
  private static final Logger LOG = LoggerFactory.getLogger(FrameLimits.class);

  private final Budgets budgets;
  private final int[] stages = new int[FrameField.STAGES.size()];
  private final BudgetWatch watch;
  private final int frame;
  private final int allocated;
  private final int latency;

  /** Limits whose breaks are logged. */
  FrameLimits(Budgets budgets) {
    this(budgets, FrameLimits::tell);
  }

  /** Limits whose breaks are told to a listener. */
  public FrameLimits(Budgets budgets, BudgetWatch.Listener listener) {
    this.budgets = budgets;
    this.watch = new BudgetWatch(budgets, listener);
    frame = watch.place(Budgets.FRAME);
    allocated = watch.place(Budgets.ALLOCATED);
    latency = watch.place(Budgets.INPUT_LATENCY);
    for (int s = 0; s < stages.length; s++) {
      stages[s] = watch.place(Budgets.SYSTEM + FrameField.STAGES.get(s).part());
    }
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
    watch.check(frame, millis(log, number, FrameField.CPU_BUSY), now);
    watch.check(allocated, known(log.get(number, FrameField.ALLOCATED)), now);
    for (int s = 0; s < stages.length; s++) {
      watch.check(stages[s], millis(log, number, FrameField.STAGES.get(s)), now);
    }
  }

  /** Holds what is known only once the picture was handed over. */
  public void checkPresented(FrameLog log, long number, long now) {
    watch.check(latency, millis(log, number, FrameField.INPUT_LATENCY), now);
  }

  private static double millis(FrameLog log, long number, FrameField field) {
    return known(log.get(number, field)) / 1e6;
  }

  private static double known(long value) {
    return value == FrameLog.UNKNOWN ? Double.NaN : value;
  }
}
