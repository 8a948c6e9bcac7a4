package skein.core.load;

import java.util.function.Function;
import java.util.function.Supplier;
import skein.core.fault.SkeinException;
import skein.core.thread.Threads;

/**
 * The thread of a load: does its work once and says in its progress how that ended. A failure after
 * {@link #cancel()} that the source explains is the cancel's.
 */
public final class LoadWorker {
  private final LoadProgress progress;
  private final Supplier<LoadProgress.Phase> work;
  private final Function<Throwable, SkeinException> fault;
  private final Thread thread;
  private volatile boolean cancelled;

  /**
   * @param work answers how it ended; a {@link SkeinException} is what the user reads
   * @param fault what the user reads of anything else that was thrown
   */
  public LoadWorker(
      String name,
      LoadProgress progress,
      Supplier<LoadProgress.Phase> work,
      Function<Throwable, SkeinException> fault) {
    this.progress = progress;
    this.work = work;
    this.fault = fault;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Asks the work to stop; returns at once. Any thread, the worker's too. */
  public void cancel() {
    cancelled = true;
  }

  public boolean cancelled() {
    return cancelled;
  }

  /** Waits for the end of the work. */
  public void join() {
    Threads.join(thread);
  }

  private void run() {
    long start = System.nanoTime();
    LoadProgress.Phase end = LoadProgress.Phase.FAILED;
    try {
      end = work.get();
    } catch (SkeinException e) {
      progress.failure = e;
      end = cancelled ? LoadProgress.Phase.CANCELLED : end;
    } catch (RuntimeException | Error e) {
      progress.failure = fault.apply(e);
    } finally {
      progress.totalNanos = System.nanoTime() - start;
      progress.phase = end;
    }
  }
}
