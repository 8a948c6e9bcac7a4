package skein.core.lod;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.block.BlockBuilder;
import skein.core.block.BlockSlab;
import skein.core.block.Clusterer;
import skein.core.block.Rows;
import skein.core.block.SlabSet;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;

@ExtendWith(NoLeaks.class)
class CountPyramidTest {
  private static final int ROWS = 60_000;

  private static SlabSet slabs(MemoryLedger ledger, double[] x, double[] y) {
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    List<BlockSlab> staged = Rows.slabs(builder, x, y);
    Clusterer clusterer = new Clusterer(ledger, Rows.reals(ColourMode.COUNT), () -> false);
    SlabSet set = Objects.requireNonNull(clusterer.cluster(staged, builder.counts()));
    staged.forEach(BlockSlab::close);
    return set;
  }

  @ParameterizedTest
  @EnumSource(value = Rows.Shape.class, names = "HUGE", mode = EnumSource.Mode.EXCLUDE)
  void shouldHoldEveryRowOnceOnEveryLevel(Rows.Shape shape, MemoryLedger ledger) {
    double[] x = new double[ROWS];
    double[] y = new double[ROWS];
    Rows.fill(shape, 23, x, y);
    try (SlabSet set = slabs(ledger, x, y);
        CountPyramid pyramid =
            Objects.requireNonNull(PyramidBuilder.build(ledger, set, () -> false))) {
      assertThat(pyramid.ready()).isZero();
      assertThat(pyramid.side(pyramid.levels() - 1)).isEqualTo(1);
      assertThat(pyramid.side(0)).isEqualTo(64);
      for (int level = 0; level < pyramid.levels(); level++) {
        long sum = 0;
        for (int row = 0; row < pyramid.side(level); row++) {
          for (int column = 0; column < pyramid.side(level); column++) {
            long count = pyramid.count(level, column, row);
            assertThat(count)
                .as("%s level=%d", shape, level)
                .isEqualTo(fine(pyramid, level, column, row));
            sum += count;
          }
        }
        assertThat(sum).as("%s level=%d", shape, level).isEqualTo(ROWS);
      }
      checkPlaces(pyramid, set, shape);
    }
  }

  /** What the four finer cells, or the cell itself, hold. */
  private static long fine(CountPyramid p, int level, int column, int row) {
    if (level == 0) {
      return p.count(0, column, row);
    }
    return p.count(level - 1, 2 * column, 2 * row)
        + p.count(level - 1, 2 * column + 1, 2 * row)
        + p.count(level - 1, 2 * column, 2 * row + 1)
        + p.count(level - 1, 2 * column + 1, 2 * row + 1);
  }

  /** Rows well inside a cell by their decoded positions are counted in that cell. */
  private static void checkPlaces(CountPyramid p, SlabSet set, Rows.Shape shape) {
    int side = p.side(0);
    long[] expected = new long[side * side];
    for (int s = 0; s < set.size(); s++) {
      for (int b = 0; b < set.get(s).blocks(); b++) {
        Rows.decode(
            set.get(s),
            b,
            (x, y) -> {
              int column = (int) Math.min(side - 1, (x - p.loX()) * (side / (p.hiX() - p.loX())));
              int row = (int) Math.min(side - 1, (y - p.loY()) * (side / (p.hiY() - p.loY())));
              expected[row * side + column]++;
            });
      }
    }
    long moved = 0;
    for (int cell = 0; cell < expected.length; cell++) {
      moved += Math.abs(expected[cell] - p.count(0, cell % side, cell / side));
    }
    assertThat(moved).as("rows on the other side of a cell's border, " + shape).isLessThan(20);
  }

  @Test
  void shouldSumLevelsOfRandomCellsAndSaturate() {
    SplittableRandom random = new SplittableRandom(4);
    int bits = 5;
    MemorySegment cells = MemorySegment.ofArray(new int[(int) (CountPyramid.bytes(bits) / 4)]);
    for (int i = 0; i < 1 << 2 * bits; i++) {
      cells.setAtIndex(ValueLayout.JAVA_INT, i, i < 32 ? -1 : random.nextInt(1 << 20));
    }
    CountPyramid.fold(cells, bits);
    CountPyramid pyramid = CountPyramid.mapped(cells, bits, 0, 1, 0, 1);
    assertThat(pyramid.ready()).isEqualTo(bits + 1);
    pyramid.load();
    assertThat(pyramid.ready()).isZero();
    for (int level = 1; level <= bits; level++) {
      for (int i = 0; i < 1 << 2 * (bits - level); i++) {
        int column = i % pyramid.side(level);
        int row = i / pyramid.side(level);
        long sum = Math.min(0xffff_ffffL, fine(pyramid, level, column, row));
        assertThat(pyramid.count(level, column, row)).isEqualTo(sum);
      }
    }
    assertThat(pyramid.count(bits, 0, 0)).isEqualTo(0xffff_ffffL);
  }

  @Test
  void shouldChooseCellsByRows() {
    assertThat(CountPyramid.bitsFor(0)).isZero();
    assertThat(CountPyramid.bitsFor(15)).isZero();
    assertThat(CountPyramid.bitsFor(16)).isEqualTo(1);
    assertThat(CountPyramid.bitsFor(1_000_000_000)).isEqualTo(12);
    assertThat(CountPyramid.bitsFor(Long.MAX_VALUE)).isEqualTo(12);
    assertThat(CountPyramid.bytes(12)).isEqualTo(4L * 22_369_621);
  }

  @Test
  void shouldStopWhenCancelled(MemoryLedger ledger) {
    double[] x = new double[ROWS];
    double[] y = new double[ROWS];
    Rows.fill(Rows.Shape.UNIFORM, 1, x, y);
    try (SlabSet set = slabs(ledger, x, y)) {
      assertThat(PyramidBuilder.build(ledger, set, () -> true)).isNull();
    }
  }
}
