package skein.desktop.window;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import skein.core.budget.ZoneComparison;
import skein.core.memory.MemoryLedger;
import skein.core.profile.LiveRecording;
import skein.core.profile.RecentZones;
import skein.core.profile.ZoneSamples;
import skein.core.session.SavedRun;

/**
 * How the zones of the last seconds differ from those of a saved session, about once a second: the
 * render thread copies durations, a worker compares them. Asking allocates nothing once the first
 * copy was made.
 */
final class LiveComparison implements AutoCloseable {
  private static final long SPAN_NANOS = 5_000_000_000L;

  /** Between an answer and the next copy. */
  private static final long PAUSE_NANOS = 1_000_000_000L;

  /** Durations of a saved zone that are looked at, and rounds of the bootstrap: both cost time. */
  private static final int MOST = 500;

  private static final int ROUNDS = 100;

  private record Answer(SavedRun with, ZoneComparison zones) {}

  private final LiveRecording live;
  private final MemoryLedger ledger;
  private final Executor worker;
  private final Runnable answered;
  private final Consumer<Throwable> failed;
  private final Runnable compare = this::compare;
  private @Nullable RecentZones recent;
  private @Nullable SavedRun with;
  private @Nullable SavedRun sampled;
  private @Nullable ZoneSamples then;
  private volatile @Nullable Answer answer;

  /** What could not be compared with; nobody tries again until another session is opened. */
  private volatile @Nullable SavedRun hopeless;

  /** True while the worker has the copy. */
  private volatile boolean handedOver;

  private volatile long answeredAt = System.nanoTime() - PAUSE_NANOS;

  /**
   * @param worker runs jobs one after another, and closes a session behind them; takes a job
   *     without allocation
   * @param answered run by the worker after each answer
   * @param failed told by the worker, once for a session, why it cannot be compared with
   */
  LiveComparison(
      LiveRecording live,
      MemoryLedger ledger,
      Executor worker,
      Runnable answered,
      Consumer<Throwable> failed) {
    this.live = live;
    this.ledger = ledger;
    this.worker = worker;
    this.answered = answered;
    this.failed = failed;
  }

  /** The newest answer, null until there is one; begins the next when it is due. Render thread. */
  @Nullable ZoneComparison with(SavedRun saved) {
    if (SavedRun.same(saved, hopeless)) {
      return null;
    }
    long now = System.nanoTime();
    if (!handedOver && now - answeredAt >= PAUSE_NANOS) {
      RecentZones copy = recent;
      if (copy == null) {
        copy = new RecentZones(ledger);
        recent = copy;
      }
      copy.read(live, now - SPAN_NANOS, now);
      with = saved;
      handedOver = true;
      worker.execute(compare);
    }
    Answer known = answer;
    return known != null && SavedRun.same(known.with, saved) ? known.zones : null;
  }

  /** On the worker. */
  private void compare() {
    SavedRun saved = with;
    RecentZones copy = recent;
    try {
      if (saved != null && copy != null) {
        ZoneSamples before = then;
        if (before == null || !SavedRun.same(saved, sampled)) {
          before = ZoneSamples.of(saved.capture(), saved.span()).newest(MOST);
          then = before;
          sampled = saved;
        }
        ZoneSamples now = new ZoneSamples(copy, live);
        answer = new Answer(saved, new ZoneComparison(before, now, ROUNDS));
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      hopeless = saved;
      failed.accept(e);
    } finally {
      answeredAt = System.nanoTime();
      handedOver = false;
    }
    answered.run();
  }

  /** Forgets a session that is about to be closed; the worker may still answer of it once. */
  void forget() {
    answer = null;
  }

  /** Frees the copy; the worker must have ended. */
  @Override
  public void close() {
    if (recent != null) {
      recent.close();
    }
  }
}
