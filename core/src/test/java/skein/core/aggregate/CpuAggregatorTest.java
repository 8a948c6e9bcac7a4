package skein.core.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.block.BlockBuilder;
import skein.core.block.BlockCodec;
import skein.core.block.BlockSlab;
import skein.core.block.Clusterer;
import skein.core.block.Rows;
import skein.core.block.Rows.Shape;
import skein.core.block.SlabSet;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;

/** Counts against a plain oracle in doubles. */
class CpuAggregatorTest {
  private static final int ROWS = 150_000;

  @ParameterizedTest
  @EnumSource(Shape.class)
  void shouldCountLikeTheOracleInRandomWindows(Shape shape) {
    MemoryLedger ledger = new MemoryLedger();
    double[] x = new double[ROWS];
    double[] y = new double[ROWS];
    Rows.fill(shape, 11, x, y);
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    List<BlockSlab> slabs = Rows.slabs(builder, x, y);
    SlabSet staged = new SlabSet(ColourMode.COUNT);
    slabs.forEach(staged::add);
    Clusterer clusterer = new Clusterer(ledger, Rows.reals(ColourMode.COUNT), () -> false);
    try (CpuAggregator aggregator = new CpuAggregator(ledger, 2);
        DensityGrid grid = aggregator.createGrid("test");
        staged;
        SlabSet clustered = Objects.requireNonNull(clusterer.cluster(slabs, builder.counts()))) {
      SplittableRandom random = new SplittableRandom(5);
      for (int i = 0; i < 40; i++) {
        GridSpec spec = window(random, builder, i);
        check(aggregator, grid, spec, staged, x, y, shape + " staged " + spec);
        check(aggregator, grid, spec, clustered, x, y, shape + " clustered " + spec);
      }
    }
    ledger.scratch().drop();
    assertThat(ledger.liveObjects()).isZero();
  }

  private static GridSpec window(SplittableRandom random, BlockBuilder builder, int i) {
    var c = builder.counts();
    int w = i % 5 == 0 ? 1 : 1 + random.nextInt(300);
    int h = i % 7 == 0 ? 1 : 1 + random.nextInt(300);
    if (i == 0 || c.hiX == c.loX) {
      return new GridSpec(w, h, c.loX, c.hiX + 1e-3, c.loY, c.hiY + 1e-3, ColourMode.COUNT);
    }
    if (i == 1) {
      return new GridSpec(w, h, c.loX, c.hiX, c.loY, c.hiY, ColourMode.COUNT);
    }
    double zoom = Math.pow(2, -random.nextInt(30));
    double spanX = (c.hiX / 2 - c.loX / 2) * zoom;
    double spanY = (c.hiY / 2 - c.loY / 2) * zoom;
    double x0 = c.loX / 2 + (c.hiX / 2 - c.loX / 2) * random.nextDouble();
    double y0 = c.loY / 2 + (c.hiY / 2 - c.loY / 2) * random.nextDouble();
    return new GridSpec(w, h, x0, x0 + spanX, y0, y0 + spanY, ColourMode.COUNT);
  }

  private static void check(
      CpuAggregator aggregator,
      DensityGrid grid,
      GridSpec spec,
      SlabSet set,
      double[] x,
      double[] y,
      String what) {
    aggregator.restart(grid, spec);
    while (!aggregator.advance(grid, set, System.nanoTime() - 1)) {
      assertThat(grid.exactShare()).as(what).isBetween(0.0, 1.0);
    }
    assertThat(grid.exactShare()).isEqualTo(1.0);
    int[] counts = new int[spec.cells()];
    grid.readCounts(counts);
    long[] oracle = Oracle.bounds(spec, set, x, y);
    assertThat(grid.stats().total).as(what).isBetween(oracle[0], oracle[1]);
    int[] expected = Oracle.counts(spec, set);
    assertThat(counts).as(what).isEqualTo(expected);
  }

  /** The documented arithmetic once more, row by row and without any short cut. */
  private static final class Oracle {
    /**
     * Least and most rows that may count: those not within a step of the window's edge, and all.
     */
    static long[] bounds(GridSpec spec, SlabSet set, double[] x, double[] y) {
      double stepX = 0;
      double stepY = 0;
      for (int s = 0; s < set.size(); s++) {
        for (int b = 0; b < set.get(s).blocks(); b++) {
          stepX = Math.max(stepX, set.get(s).stepX(b));
          stepY = Math.max(stepY, set.get(s).stepY(b));
        }
      }
      stepX = stepX * 1.5 + (spec.hiX() / 2 - spec.loX() / 2) * 1e-6;
      stepY = stepY * 1.5 + (spec.hiY() / 2 - spec.loY() / 2) * 1e-6;
      long least = 0;
      long most = 0;
      for (int i = 0; i < x.length; i++) {
        if (x[i] >= spec.loX() + stepX
            && x[i] <= spec.hiX() - stepX
            && y[i] >= spec.loY() + stepY
            && y[i] <= spec.hiY() - stepY) {
          least++;
        }
        if (x[i] >= spec.loX() - stepX
            && x[i] <= spec.hiX() + stepX
            && y[i] >= spec.loY() - stepY
            && y[i] <= spec.hiY() + stepY) {
          most++;
        }
      }
      return new long[] {least, most};
    }

    static int[] counts(GridSpec spec, SlabSet set) {
      int[] counts = new int[spec.cells()];
      CellMapping mx = new CellMapping();
      CellMapping my = new CellMapping();
      mx.view(spec.loX(), spec.hiX(), spec.width());
      my.view(spec.loY(), spec.hiY(), spec.height());
      for (int s = 0; s < set.size(); s++) {
        BlockSlab slab = set.get(s);
        for (int b = 0; b < slab.blocks(); b++) {
          boolean in = mx.block(slab.loX(b), slab.hiX(b), slab.stepX(b));
          if (!in || !my.block(slab.loY(b), slab.hiY(b), slab.stepY(b))) {
            continue;
          }
          for (int i = 0; i < slab.count(b); i++) {
            int code =
                slab.coords()
                    .get(java.lang.foreign.ValueLayout.JAVA_INT, slab.coordsAt(b) + 4L * i);
            int cx = cell(mx, code & 0xffff, spec.width());
            int cy = cell(my, code >>> 16, spec.height());
            if (cx >= 0 && cy >= 0) {
              counts[cy * spec.width() + cx]++;
            }
          }
        }
      }
      return counts;
    }

    private static int cell(CellMapping m, int code, int cells) {
      assertThat(code).isBetween(0, BlockCodec.MAX_CODE);
      float t = code * m.a();
      t = t + m.f();
      int cell = m.base() + (int) Math.floor(t);
      if (code < m.firstCode() || code > m.lastCode()) {
        return -1;
      }
      return Math.max(0, Math.min(cell, cells - 1));
    }
  }
}
