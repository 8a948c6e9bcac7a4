package skein.perf.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.runner.RunnerException;
import skein.core.memory.MemoryLedger;
import skein.core.profile.Lane;
import skein.core.profile.Profiler;

/**
 * What a zone costs its thread, recorded and not; beside it the two readings of the clock that a
 * recorded one cannot do without, and the work around it alone.
 */
@State(Scope.Thread)
public class ZoneBenchmark extends LatencyBenchmark {
  /** Zones between two emptyings of the ring, which holds more. */
  private static final int ZONES = 8_192;

  private final MemoryLedger ledger = new MemoryLedger();
  private final Profiler profiler = new Profiler(ledger);
  private final Profiler silent = new Profiler(ledger);
  private final Lane recorded = profiler.lane("recorded");
  private final Lane unrecorded = silent.lane("unrecorded");
  private final int zone = profiler.zones().id("zone");
  private long work = 1;

  @Setup
  public void setUp() {
    profiler.record(1 << 14);
  }

  /** Not measured: what the render thread does once a frame. */
  @TearDown(Level.Invocation)
  public void collect() {
    profiler.collect();
  }

  @TearDown
  public void tearDown() {
    profiler.close();
    silent.close();
  }

  /** A step that the compiler cannot leave out. */
  private void step() {
    work ^= work << 13;
    work ^= work >>> 7;
    work ^= work << 17;
  }

  @Benchmark
  @OperationsPerInvocation(ZONES)
  public long recorded() {
    for (int i = 0; i < ZONES; i++) {
      recorded.begin(zone);
      step();
      recorded.end(i);
    }
    return work;
  }

  @Benchmark
  @OperationsPerInvocation(ZONES)
  public long unrecorded() {
    for (int i = 0; i < ZONES; i++) {
      unrecorded.begin(zone);
      step();
      unrecorded.end(i);
    }
    return work;
  }

  @Benchmark
  @OperationsPerInvocation(ZONES)
  public long withoutZone() {
    for (int i = 0; i < ZONES; i++) {
      step();
    }
    return work;
  }

  @Benchmark
  @OperationsPerInvocation(ZONES)
  public long clockTwice() {
    long sum = 0;
    for (int i = 0; i < ZONES; i++) {
      sum -= System.nanoTime();
      step();
      sum += System.nanoTime();
    }
    return sum + work;
  }

  public static void main(String[] args) throws RunnerException {
    run(ZoneBenchmark.class);
  }
}
