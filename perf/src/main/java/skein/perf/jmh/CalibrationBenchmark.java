package skein.perf.jmh;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A step of a loop that is bound by the latency of shifts and exclusive ors alone: figures as
 * multiples of it compare between machines, and between quiet and busy hours of one.
 */
@State(Scope.Thread)
public class CalibrationBenchmark extends LatencyBenchmark {
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
