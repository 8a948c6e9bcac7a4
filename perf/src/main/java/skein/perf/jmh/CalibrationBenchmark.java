package skein.perf.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A step of a loop that is bound by the latency of shifts and exclusive ors alone: figures as
 * multiples of it compare between machines, and between quiet and busy hours of one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 4, time = 1)
public class CalibrationBenchmark {
  private static final int STEPS = 8_192;

  private long value = 1;

  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long step() {
    long v = value;
    for (int i = 0; i < STEPS; i++) {
      v ^= v << 13;
      v ^= v >>> 7;
      v ^= v << 17;
    }
    value = v;
    return v;
  }
}
