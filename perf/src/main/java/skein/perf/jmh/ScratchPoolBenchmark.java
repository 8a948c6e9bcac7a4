package skein.perf.jmh;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.runner.RunnerException;
import skein.core.memory.HostBuffer;
import skein.core.memory.Lease;
import skein.core.memory.MemoryLedger;
import skein.core.memory.PoolSettings;
import skein.core.memory.ScratchPool;

/**
 * What it costs to get memory for so many ints, write the first and the last, and give it back:
 * from the pool, from a buffer of its own, from an arena, from the heap.
 */
@State(Scope.Thread)
public class ScratchPoolBenchmark extends LatencyBenchmark {
  private static final String OWNER = "bench";

  /** A tenth of a block, a chunk, a group of rows, a slab, a reference a row of a million rows. */
  @Param({"2048", "10000", "65536", "262144", "1048576"})
  public int elements;

  private final MemoryLedger ledger = new MemoryLedger();
  private final ScratchPool pool = new ScratchPool(ledger, unchecked());

  private static PoolSettings unchecked() {
    PoolSettings u = PoolSettings.USUAL;
    return new PoolSettings(u.smallest(), u.largest(), u.mostBytes(), u.keepRounds(), false);
  }

  @TearDown
  public void tearDown() {
    pool.close();
  }

  private int touch(MemorySegment segment) {
    segment.setAtIndex(ValueLayout.JAVA_INT, 0, elements);
    segment.setAtIndex(ValueLayout.JAVA_INT, elements - 1L, elements);
    return segment.getAtIndex(ValueLayout.JAVA_INT, 0);
  }

  @Benchmark
  public int pool() {
    try (Lease lease = pool.lease(OWNER, ValueLayout.JAVA_INT, elements)) {
      return touch(lease.segment());
    }
  }

  @Benchmark
  public int hostBuffer() {
    try (HostBuffer buffer = new HostBuffer(ledger, OWNER, 4L * elements)) {
      return touch(buffer.segment());
    }
  }

  @Benchmark
  public int confinedArena() {
    try (Arena arena = Arena.ofConfined()) {
      return touch(arena.allocate(4L * elements, 64));
    }
  }

  @Benchmark
  public int[] heapArray() {
    int[] values = new int[elements];
    values[0] = elements;
    values[elements - 1] = elements;
    return values;
  }

  public static void main(String[] args) throws RunnerException {
    run(ScratchPoolBenchmark.class);
  }
}
