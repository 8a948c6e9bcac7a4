package skein.perf.jmh;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import skein.core.block.BlockCodec;
import skein.core.block.BlockSlab;

/** What one position costs to encode and to decode, for near and for the widest bounds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class BlockCodecBenchmark {
  /** Bounds are plus and minus this. */
  @Param({"1000", "1.7e308"})
  public double reach;

  private final double[] positions = new double[BlockSlab.MAX_ROWS];
  private final int[] codes = new int[BlockSlab.MAX_ROWS];
  private double step;

  @Setup
  public void setUp() {
    SplittableRandom random = new SplittableRandom(1);
    step = BlockCodec.step(-reach, reach, false);
    for (int i = 0; i < positions.length; i++) {
      positions[i] = reach * (random.nextDouble() * 2 - 1);
      codes[i] = random.nextInt(BlockCodec.MAX_CODE + 1);
    }
  }

  @Benchmark
  @OperationsPerInvocation(BlockSlab.MAX_ROWS)
  public int encode() {
    int sum = 0;
    for (double position : positions) {
      sum += BlockCodec.encode(position, -reach, reach, step);
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(BlockSlab.MAX_ROWS)
  public double decode() {
    double sum = 0;
    for (int code : codes) {
      sum += BlockCodec.decode(-reach, step, code);
    }
    return sum;
  }

  public static void main(String[] args) throws RunnerException {
    String name = BlockCodecBenchmark.class.getName();
    new Runner(new OptionsBuilder().include(name).build()).run();
  }
}
