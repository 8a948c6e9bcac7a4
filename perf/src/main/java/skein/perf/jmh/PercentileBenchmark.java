package skein.perf.jmh;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.runner.RunnerException;
import skein.core.measure.Spread;
import skein.core.memory.MemoryLedger;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;
import skein.core.profile.FrameSummary;

/** What percentiles of frame times cost: one value taken, and 10,000 summed up, or sorted. */
@State(Scope.Thread)
public class PercentileBenchmark extends LatencyBenchmark {
  private static final int FRAMES = 10_000;

  private final MemoryLedger ledger = new MemoryLedger();
  private final FrameLog log = new FrameLog(ledger, FRAMES);
  private final FrameSummary summary = new FrameSummary();
  private final Spread spread = new Spread();
  private final long[] nanos = new long[FRAMES];
  private int next;

  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < FRAMES; i++) {
      nanos[i] = random.nextLong(6_000_000, 18_000_000);
      log.set(log.begin(), FrameField.CPU_BUSY, nanos[i]);
    }
  }

  @TearDown
  public void tearDown() {
    log.close();
  }

  @Benchmark
  public void take() {
    next = next + 1 == FRAMES ? 0 : next + 1;
    spread.record(nanos[next]);
  }

  @Benchmark
  public long summary() {
    summary.read(log, FrameField.CPU_BUSY, 0, FRAMES);
    return summary.percentile(50) + summary.percentile(99) + summary.percentile(99.9);
  }

  @Benchmark
  public long sorted() {
    long[] copy = nanos.clone();
    Arrays.sort(copy);
    return copy[FRAMES / 2] + copy[FRAMES * 99 / 100] + copy[FRAMES * 999 / 1_000];
  }

  public static void main(String[] args) throws RunnerException {
    run(PercentileBenchmark.class);
  }
}
