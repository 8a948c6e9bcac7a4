package skein.core.load;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import skein.core.thread.Threads;

/**
 * Fetches what is asked for on a thread of its own; the newest request wins and stops an older one.
 * Requests and polls come from the render thread and never wait for a query.
 *
 * @param <Q> a request
 * @param <A> its answer
 */
public final class NewestFetch<Q, A extends NewestFetch.Answer> implements AutoCloseable {
  /** What a fetch gives; whoever has it closes it. */
  public interface Answer extends AutoCloseable {
    @Override
    void close();
  }

  /** Answers requests, on the fetching thread. */
  @FunctionalInterface
  public interface Fetch<Q, A> {
    /**
     * Answers a request; does not throw.
     *
     * @param stops takes what stops each query before it is read, for a newer request to run
     */
    A fetch(Q request, Stops stops);
  }

  /** Stops a query once its request is not the newest any more. */
  @FunctionalInterface
  public interface Stops {
    void reads(Runnable cancel);
  }

  private final Fetch<Q, A> fetch;
  private final Thread worker;
  private final Object lock = new Object();
  private final AtomicReference<@Nullable A> answer = new AtomicReference<>();
  private @Nullable Q pending;
  private @Nullable Runnable running;
  private long newest;
  private boolean closed;

  /** Starts the thread. */
  public NewestFetch(Fetch<Q, A> fetch) {
    this.fetch = fetch;
    this.worker = Thread.ofPlatform().name("skein-exact").daemon().unstarted(this::work);
    worker.start();
  }

  /** Asks for something; null drops the request that runs. */
  public void request(@Nullable Q wanted) {
    synchronized (lock) {
      newest++;
      pending = wanted;
      drop(answer.getAndSet(null));
      if (running != null) {
        running.run();
      }
      lock.notifyAll();
    }
  }

  /** The newest answer not polled before, which the caller closes, or null. */
  public @Nullable A poll() {
    return answer.get() == null ? null : answer.getAndSet(null);
  }

  private void work() {
    while (true) {
      Q request;
      long number;
      synchronized (lock) {
        while (pending == null && !closed) {
          try {
            lock.wait();
          } catch (InterruptedException e) {
            return;
          }
        }
        request = pending;
        pending = null;
        number = newest;
      }
      if (request == null) {
        return;
      }
      A found = fetch.fetch(request, cancel -> runs(cancel, number));
      synchronized (lock) {
        running = null;
        if (number == newest && !closed) {
          drop(answer.getAndSet(found));
        } else {
          drop(found);
        }
      }
    }
  }

  private void runs(Runnable cancel, long number) {
    synchronized (lock) {
      running = cancel;
      if (number != newest || closed) {
        cancel.run();
      }
    }
  }

  private static void drop(@Nullable Answer answer) {
    if (answer != null) {
      answer.close();
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      request(null);
    }
    Threads.join(worker);
    drop(answer.getAndSet(null));
  }
}
