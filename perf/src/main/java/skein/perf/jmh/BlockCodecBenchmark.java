package skein.perf.jmh;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.RunnerException;
import skein.core.block.BlockCodec;
import skein.core.block.BlockSlab;

/** What one position costs to encode and to decode, for near and for the widest bounds. */
@State(Scope.Thread)
public class BlockCodecBenchmark extends LatencyBenchmark {
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
    run(BlockCodecBenchmark.class);
  }
}
