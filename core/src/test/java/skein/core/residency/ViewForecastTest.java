package skein.core.residency;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import skein.core.block.BlockSlab;
import skein.core.block.Morton;
import skein.core.block.SlabSet;
import skein.core.measure.AllocationMeter;
import skein.core.source.ColourMode;

/** A plane of 64 x 64 blocks, a disk that gives some a frame, room for a quarter of them. */
class ViewForecastTest {
  private static final int SIDE = 64;
  private static final int SLAB = 64;
  private static final int ROWS = 16;
  private static final int BLOCK_BYTES = ROWS * 4;
  private static final int BUDGET = SIDE * SIDE / 4 * BLOCK_BYTES;

  /** Middle and width of views, frames on the way there and frames of rest. */
  private static final double[][] ROAM = {
    {13, 13, 13, 0, 120},
    {51, 13, 13, 300, 60},
    {51, 45, 13, 240, 60},
    {51, 45, 3, 120, 60},
    {50, 46, 22, 120, 60},
    {32, 32, 13, 120, 60},
    {32, 32, 3, 120, 60},
    {6, 32, 3, 300, 60},
    {13, 32, 19, 120, 60},
    {13, 13, 13, 120, 60},
  };

  private static SlabSet plane() {
    SlabSet set = new SlabSet(ColourMode.COUNT);
    int[][] order = new int[SIDE * SIDE][];
    for (int i = 0; i < SIDE * SIDE; i++) {
      order[Morton.spread(i % SIDE) | (Morton.spread(i / SIDE) << 1)] =
          new int[] {i % SIDE, i / SIDE};
    }
    for (int first = 0; first < order.length; first += SLAB) {
      int[] count = new int[SLAB];
      long[] at = new long[SLAB];
      double[] bounds = new double[SLAB * BlockSlab.BOUNDS];
      for (int b = 0; b < SLAB; b++) {
        count[b] = ROWS;
        at[b] = (long) b * BLOCK_BYTES;
        int[] cell = order[first + b];
        for (int axis = 0; axis < 2; axis++) {
          bounds[b * BlockSlab.BOUNDS + 3 * axis] = cell[axis];
          bounds[b * BlockSlab.BOUNDS + 3 * axis + 1] = cell[axis] + 0.999;
        }
      }
      set.add(BlockSlab.mapped(count, bounds, MemorySegment.ofArray(new int[SLAB * ROWS]), at));
    }
    return set;
  }

  /** A residency without threads, so that the disk's speed is the test's. */
  private static final class Flight {
    final SlabSet slabs = plane();
    final HostBudget budget = new HostBudget(BUDGET);
    final Residency residency = new Residency(budget, 0, () -> {});
    final ResidentSet set = residency.add(slabs, block -> true, () -> {});
    final ViewForecast forecast = new ViewForecast();
    final int blocksAFrame;

    Flight(int blocksAFrame) {
      this.blocksAFrame = blocksAFrame;
    }

    void frame(double x, double y, double width) {
      double half = width / 2;
      forecast.move(x - half, x + half, y - half, y + half);
      set.frame(x - half, x + half, y - half, y + half);
      for (int s = 0; s < slabs.size(); s++) {
        for (int b = 0; b < SLAB; b++) {
          BlockSlab slab = slabs.get(s);
          if (!slab.resident(b) && slab.reaches(b, x - half, x + half, y - half, y + half)) {
            set.need(s, b);
          }
        }
      }
      forecast.ask(set);
      set.publish();
      work();
    }

    void work() {
      int left = blocksAFrame;
      int given = set.resident();
      while (left > 0 && set.work()) {
        left -= set.resident() > given ? 1 : 0;
        given = set.resident();
      }
    }

    void fly(double[][] views) {
      double[] from = views[0];
      for (double[] to : views) {
        for (int f = 1; f <= to[3]; f++) {
          double t = f / to[3];
          double e = t * t * (3 - 2 * t);
          double width = from[2] * Math.pow(to[2] / from[2], e);
          frame(from[0] + (to[0] - from[0]) * e, from[1] + (to[1] - from[1]) * e, width);
        }
        for (int f = 0; f < to[4]; f++) {
          frame(to[0], to[1], to[2]);
        }
        from = to;
      }
    }

    boolean isHere(double x, double y, double width) {
      double half = width / 2;
      for (int s = 0; s < slabs.size(); s++) {
        for (int b = 0; b < SLAB; b++) {
          BlockSlab slab = slabs.get(s);
          if (!slab.resident(b) && slab.reaches(b, x - half, x + half, y - half, y + half)) {
            return false;
          }
        }
      }
      return true;
    }
  }

  private static double share(Flight flight, double[][] views) {
    flight.frame(views[0][0], views[0][1], views[0][2]);
    long needed = flight.set.needed();
    long hits = flight.set.hits();
    flight.fly(views);
    assertThat(flight.set.needed() - needed).isGreaterThan(1_000);
    assertThat(flight.budget.peak()).isLessThanOrEqualTo(BUDGET);
    return (double) (flight.set.hits() - hits) / (double) (flight.set.needed() - needed);
  }

  @Test
  void shouldHaveNearlyAllBlocksBeforeTheyComeIntoView() {
    assertThat(share(new Flight(8), ROAM)).isGreaterThan(0.95);
  }

  @Test
  void shouldHaveTheViewRestedOnLast() {
    Flight flight = new Flight(20);
    double[][] there = {{10, 10, 14, 0, 60}, {50, 50, 14, 120, 60}};
    flight.fly(there);
    assertThat(flight.isHere(10, 10, 14)).isTrue();
    assertThat(flight.isHere(50, 50, 14)).isTrue();
    assertThat(flight.isHere(10, 50, 14)).isFalse();
  }

  @Test
  void shouldBringTheMiddleOfAViewLargerThanTheBudgetAndThenRest() {
    Flight flight = new Flight(40);
    flight.fly(new double[][] {{32, 32, 64, 0, 1}});
    for (int f = 0; f < 200; f++) {
      flight.set.frame(0, 64, 0, 64);
      flight.forecast.ask(flight.set);
      flight.set.publish();
      flight.work();
    }
    assertThat(flight.isHere(32, 32, 15.9)).isTrue();
    long used = flight.budget.used();
    assertThat(used).isBetween((long) (BUDGET * 0.8), (long) BUDGET);
    flight.set.frame(0, 64, 0, 64);
    flight.forecast.ask(flight.set);
    flight.set.publish();
    assertThat(flight.set.work()).isFalse();
  }

  @Test
  void shouldAllocateNothing() {
    Flight flight = new Flight(8);
    AllocationMeter meter = new AllocationMeter();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 8; round++) {
      long before = meter.bytes();
      flight.fly(ROAM);
      least = Math.min(least, meter.bytes() - before);
    }
    assertThat(least).isZero();
  }
}
