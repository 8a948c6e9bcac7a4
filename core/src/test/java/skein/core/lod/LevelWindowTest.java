package skein.core.lod;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockBuilder;
import skein.core.block.Rows;
import skein.core.block.SlabSet;
import skein.core.measure.AllocationMeter;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;

@ExtendWith(NoLeaks.class)
class LevelWindowTest {
  private static final int BITS = 9;

  private static CountPyramid random(SplittableRandom random) {
    MemorySegment cells = MemorySegment.ofArray(new int[(int) (CountPyramid.bytes(BITS) / 4)]);
    for (int i = 0; i < 1 << (2 * BITS); i++) {
      cells.setAtIndex(ValueLayout.JAVA_INT, i, random.nextInt(100));
    }
    CountPyramid.fold(cells, BITS);
    CountPyramid pyramid = CountPyramid.mapped(cells, BITS, -5, 11, 100, 164);
    pyramid.load();
    return pyramid;
  }

  private static GridSpec view(SplittableRandom random) {
    double spanX = 16 * Math.pow(2, 1.5 - 7 * random.nextDouble());
    double spanY = 64 * Math.pow(2, 1.5 - 7 * random.nextDouble());
    double loX = -5 - spanX / 2 + 16 * random.nextDouble();
    double loY = 100 - spanY / 2 + 64 * random.nextDouble();
    return new GridSpec(120, 70, loX, loX + spanX, loY, loY + spanY, ColourMode.COUNT);
  }

  /** Every cell in view is held where its place says, and nothing lies beyond the level. */
  @Test
  void shouldHoldTheCellsInView(MemoryLedger ledger) {
    SplittableRandom random = new SplittableRandom(31);
    CountPyramid p = random(random);
    try (LevelWindow window = new LevelWindow(ledger)) {
      for (int i = 0; i < 300; i++) {
        GridSpec v = view(random);
        int level = LevelWindow.choose(p, (v.hiX() - v.loX()) / 120, (v.hiY() - v.loY()) / 70);
        window.show(p, level, v);
        assertThat(window.level()).isEqualTo(level);
        check(p, level, window, v, "seed=31 view=" + i);
      }
    }
  }

  private static void check(
      CountPyramid p, int level, LevelWindow window, GridSpec v, String what) {
    int side = p.side(level);
    double cellX = (p.hiX() - p.loX()) / side;
    double cellY = (p.hiY() - p.loY()) / side;
    GridSpec spec = window.spec();
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double x = p.loX() + (column + 0.5) * cellX;
        double y = p.loY() + (row + 0.5) * cellY;
        if (x > v.loX() && x < v.hiX() && y > v.loY() && y < v.hiY()) {
          int c = (int) Math.floor((x - spec.loX()) / cellX);
          int r = (int) Math.floor((y - spec.loY()) / cellY);
          assertThat(window.countAt(c, r)).as(what).isEqualTo(p.count(level, column, row));
        }
      }
    }
    int[] all = new int[spec.cells()];
    window.readCounts(all);
    for (int i = 0; i < all.length; i++) {
      double x = spec.loX() + (i % spec.width() + 0.5) * cellX;
      double y = spec.loY() + (i / spec.width() + 0.5) * cellY;
      if (x > p.hiX() || y > p.hiY() || x < p.loX() || y < p.loY()) {
        assertThat(all[i]).as(what).isZero();
      }
    }
  }

  /** Cells no smaller than pixels: each holds the middle of one, so that no row vanishes. */
  @Test
  void shouldChooseTheFinestLevelWhoseCellsAreNotBelowAPixel() {
    SplittableRandom random = new SplittableRandom(32);
    CountPyramid p = random(random);
    for (int i = 0; i < 1_000; i++) {
      double pixelX = Math.pow(2, 6 - 14 * random.nextDouble());
      double pixelY = Math.pow(2, 7 - 14 * random.nextDouble());
      int level = LevelWindow.choose(p, pixelX, pixelY);
      double cellX = 16.0 / p.side(level);
      double cellY = 64.0 / p.side(level);
      boolean fits = cellX >= pixelX && cellY >= pixelY;
      assertThat(fits || level == p.levels() - 1).as("seed=32 i=%d", i).isTrue();
      boolean finerFits = level > 0 && cellX / 2 >= pixelX && cellY / 2 >= pixelY;
      assertThat(finerFits).as("seed=32 i=%d", i).isFalse();
    }
    CountPyramid cold = CountPyramid.mapped(p.cells(), BITS, 0, 1, 0, 1);
    assertThat(LevelWindow.choose(cold, 0.1, 0.1)).isEqualTo(-1);
  }

  @Test
  void shouldTellTheDensityOfAView(MemoryLedger ledger) {
    CountPyramid p = random(new SplittableRandom(5));
    try (LevelWindow window = new LevelWindow(ledger)) {
      GridSpec v = new GridSpec(256, 256, -5, 11, 100, 164, ColourMode.COUNT);
      window.show(p, LevelWindow.choose(p, 16.0 / 256, 64.0 / 256), v);
      window.summarise(v);
      double perPixel = p.count(BITS, 0, 0) / 65_536.0;
      assertThat(window.stats().maxCount).isBetween((long) perPixel, (long) (1.3 * perPixel));
      assertThat(window.stats().minCount).isBetween((long) (0.7 * perPixel), (long) perPixel);
      assertThat(window.statsReady()).isTrue();
    }
  }

  @Test
  void shouldAllocateNothingWhileTheViewMoves(MemoryLedger ledger) {
    CountPyramid p = random(new SplittableRandom(6));
    try (LevelWindow window = new LevelWindow(ledger)) {
      AllocationMeter meter = new AllocationMeter();
      GridSpec v = new GridSpec();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 8; round++) {
        long before = meter.bytes();
        for (int i = 0; i < 200; i++) {
          double span = 0.2 + i * 0.05;
          v.set(120, 70, -5, -5 + span, 110, 110 + span, ColourMode.COUNT);
          window.show(p, LevelWindow.choose(p, span / 120, span / 70), v);
          window.summarise(v);
        }
        least = Math.min(least, meter.bytes() - before);
      }
      assertThat(least).isZero();
    }
  }

  @Test
  @Timeout(240)
  void shouldBuildOnAThreadOfItsOwnWhatIsNotCancelled(MemoryLedger ledger) {
    double[] x = new double[50_000];
    double[] y = new double[50_000];
    Rows.fill(Rows.Shape.GAUSSIAN, 3, x, y);
    try (SlabSet one = new SlabSet(ColourMode.COUNT);
        SlabSet two = new SlabSet(ColourMode.COUNT);
        PyramidWorker worker = new PyramidWorker(ledger, () -> {})) {
      Rows.slabs(new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT)), x, y).forEach(one::add);
      Rows.slabs(new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT)), x, y).forEach(two::add);
      worker.build(one);
      worker.build(two);
      worker.cancel(one);
      CountPyramid built = worker.take(two);
      while (built == null) {
        LockSupport.parkNanos(1_000_000);
        built = worker.take(two);
      }
      assertThat(built.count(built.levels() - 1, 0, 0)).isEqualTo(50_000);
      assertThat(worker.take(two)).isNull();
      assertThat(worker.take(one)).isNull();
      Objects.requireNonNull(built).close();
      worker.build(one);
      worker.cancel(one);
      worker.await();
    }
  }
}
