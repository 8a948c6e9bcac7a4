package skein.perf.jmh;

import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Control;
import org.openjdk.jmh.runner.RunnerException;
import skein.core.queue.HandOver;

/** What handing an item over costs: our measured queue, what it is made of, and the JDK's. */
public class QueueBenchmark extends LatencyBenchmark {
  private static final int CAPACITY = 64;

  /** Offers and polls without waiting. */
  public interface Ends {
    boolean offer(Object item);

    @Nullable Object poll();
  }

  private record OfQueue(Queue<Object> queue) implements Ends {
    @Override
    public boolean offer(Object item) {
      return queue.offer(item);
    }

    @Override
    public @Nullable Object poll() {
      return queue.poll();
    }
  }

  private record Measured(HandOver<Object> queue) implements Ends {
    @Override
    public boolean offer(Object item) {
      return queue.offer(item);
    }

    @Override
    public @Nullable Object poll() {
      return queue.poll();
    }
  }

  /** A queue of a kind. */
  @State(Scope.Group)
  public static class Pair {
    @Param({"handOver", "jctools", "arrayBlocking", "linkedBlocking", "concurrentLinked"})
    public String kind = "";

    private final Object item = new Object();
    private Ends ends = new OfQueue(new ArrayBlockingQueue<>(1));

    @Setup
    public void setUp() {
      ends =
          switch (kind) {
            case "handOver" ->
                new Measured(new HandOver<>("bench", CAPACITY, freed -> {}, item -> 0));
            case "jctools" -> new OfQueue(new SpscVarHandleArrayQueue<>(CAPACITY));
            case "arrayBlocking" -> new OfQueue(new ArrayBlockingQueue<>(CAPACITY));
            case "linkedBlocking" -> new OfQueue(new LinkedBlockingQueue<>(CAPACITY));
            default -> new OfQueue(new ConcurrentLinkedQueue<>());
          };
    }
  }

  /** One thread puts in and takes out: the cost without another thread's interference. */
  @Benchmark
  @Group("alone")
  public @Nullable Object alone(Pair pair) {
    pair.ends.offer(pair.item);
    return pair.ends.poll();
  }

  /** Two threads, one at each end. */
  @Benchmark
  @Group("between")
  public boolean offer(Control control, Pair pair) {
    boolean in = pair.ends.offer(pair.item);
    while (!in && !control.stopMeasurement) {
      Thread.onSpinWait();
      in = pair.ends.offer(pair.item);
    }
    return in;
  }

  @Benchmark
  @Group("between")
  public @Nullable Object poll(Control control, Pair pair) {
    Object out = pair.ends.poll();
    while (out == null && !control.stopMeasurement) {
      Thread.onSpinWait();
      out = pair.ends.poll();
    }
    return out;
  }

  public static void main(String[] args) throws RunnerException {
    run(QueueBenchmark.class);
  }
}
