package skein.core.block;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import skein.core.thread.Threads;

/** Runs one piece of work on some threads at the same time and waits for all. */
public final class Crew {
  /** Work of one member. */
  @FunctionalInterface
  public interface Work {
    void run(int member);
  }

  private final String name;
  private final int members;
  private final BooleanSupplier cancelled;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  public Crew(int members, BooleanSupplier cancelled) {
    this("skein-cluster", members, cancelled);
  }

  /**
   * @param name of the threads, which get a number each
   */
  public Crew(String name, int members, BooleanSupplier cancelled) {
    this.name = name;
    this.members = members;
    this.cancelled = cancelled;
  }

  public int members() {
    return members;
  }

  /** True when members should stop: cancelled, or one of them has failed. */
  public boolean stopped() {
    return failure.get() != null || cancelled.getAsBoolean();
  }

  /** The caller is member 0. Throws what a member threw first. */
  public void run(Work work) {
    Thread[] threads = new Thread[members - 1];
    for (int i = 0; i < threads.length; i++) {
      int member = i + 1;
      threads[i] =
          Thread.ofPlatform().name(name + "-" + member).daemon().start(() -> guard(work, member));
    }
    guard(work, 0);
    for (Thread thread : threads) {
      Threads.join(thread);
    }
    Throwable failed = failure.get();
    if (failed instanceof RuntimeException e) {
      throw e;
    }
    if (failed instanceof Error e) {
      throw e;
    }
  }

  private void guard(Work work, int member) {
    try {
      work.run(member);
    } catch (RuntimeException | Error e) {
      failure.compareAndSet(null, e);
    }
  }
}
