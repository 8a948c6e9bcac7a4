package skein.core.source;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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
   * daemon thread until {@code cancel} takes effect, and what it opens too late is closed there.
   */
  static <T extends AutoCloseable> T within(
      long seconds, String subject, Runnable cancel, Supplier<T> step) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread.ofPlatform().name("skein-open").daemon().start(() -> run(step, answer));
    try {
      return answer.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return abandon(
          answer,
          cancel,
          SkeinException.input(
              subject,
              "the file could not be understood within " + seconds + " s",
              "check that the file is complete and undamaged",
              e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return abandon(
          answer,
          cancel,
          SkeinException.input(subject, "opening was interrupted", "open it again", e));
    } catch (ExecutionException e) {
      throw SqlFaults.input(subject, e.getCause() == null ? e : e.getCause());
    }
  }

  private static <T extends AutoCloseable> void run(Supplier<T> step, CompletableFuture<T> answer) {
    try {
      T result = step.get();
      if (!answer.complete(result)) {
        result.close();
      }
    } catch (Throwable e) {
      answer.completeExceptionally(e);
    }
  }

  /** Throws, unless the answer has come at the last moment. */
  private static <T> T abandon(
      CompletableFuture<T> answer, Runnable cancel, SkeinException failure) {
    if (!answer.completeExceptionally(failure) && !answer.isCompletedExceptionally()) {
      return answer.join();
    }
    cancel.run();
    throw failure;
  }
}
