package skein.core.source;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import skein.core.fault.SkeinException;
import skein.core.query.SqlFaults;

/** Runs a step that a malformed file could keep busy for ever. */
final class TimeLimit {
  private TimeLimit() {}

  /**
   * The step's result, or a SkeinException once the limit has passed; the step then goes on in a
   * daemon thread until {@code cancel} takes effect, and its result is dropped.
   */
  static <T> T within(long seconds, String subject, Runnable cancel, Supplier<T> step) {
    FutureTask<T> task = new FutureTask<>(step::get);
    Thread.ofPlatform().name("skein-open").daemon().start(task);
    try {
      return task.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      cancel.run();
      throw SkeinException.input(
          subject,
          "the file could not be understood within " + seconds + " s",
          "check that the file is complete and undamaged",
          e);
    } catch (InterruptedException | CancellationException e) {
      cancel.run();
      Thread.currentThread().interrupt();
      throw SkeinException.input(subject, "opening was interrupted", "open it again", e);
    } catch (ExecutionException e) {
      throw SqlFaults.input(subject, e.getCause() == null ? e : e.getCause());
    }
  }
}
