package skein.core.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import skein.core.block.BlockSlab;
import skein.core.block.SlabPlane;
import skein.core.memory.MemoryLedger;

/** A series whose blocks come and go, over the memory of one that is wholly there. */
final class MappedLines implements AutoCloseable {
  final LineSeries series;
  private final LineSlab[] built;
  private final LineSlab[] mapped;

  MappedLines(MemoryLedger ledger, int slabBits, double[] xs, double[] ys) {
    LineBuilder builder = new LineBuilder(ledger, 0, slabBits, false, false, new SpacingCounts());
    series = new LineSeries(slabBits);
    List<LineSlab> found = new ArrayList<>();
    for (int i = 0; i <= xs.length; i++) {
      if (i < xs.length) {
        builder.addOne(xs[i], ys[i], !Double.isNaN(ys[i]));
      }
      if (i == xs.length || builder.full()) {
        LineSlab slab = builder.build();
        if (slab != null) {
          found.add(slab);
        }
      }
    }
    built = found.toArray(new LineSlab[0]);
    mapped = new LineSlab[built.length];
    for (int i = 0; i < built.length; i++) {
      mapped[i] = map(built[i]);
      series.add(mapped[i]);
    }
  }

  private static LineSlab map(LineSlab slab) {
    BlockSlab from = slab.blocks();
    int n = from.blocks();
    int[] count = new int[n];
    double[] bounds = new double[n * BlockSlab.BOUNDS];
    long[] at = new long[n];
    long[] areas = new long[n];
    for (int b = 0; b < n; b++) {
      count[b] = from.count(b);
      at[b] = from.coordsAt(b);
      areas[b] = (long) b * BucketArea.BYTES;
      double[] of = {
        from.loX(b), from.hiX(b), from.stepX(b), from.loY(b), from.hiY(b), from.stepY(b)
      };
      System.arraycopy(of, 0, bounds, b * BlockSlab.BOUNDS, BlockSlab.BOUNDS);
    }
    SlabPlane residuals = new SlabPlane(Objects.requireNonNull(from.residual()), at, new int[n]);
    SlabPlane buckets = new SlabPlane(slab.levels().all(), areas, new int[n]);
    BlockSlab blocks = BlockSlab.mapped(count, bounds, from.coords(), at, residuals, buckets);
    return LineSlab.mapped(0, 0, blocks, slab.sums());
  }

  /** Brings about a share of all blocks. */
  void admit(SplittableRandom random, double share) {
    for (LineSlab slab : mapped) {
      for (int b = 0; b < slab.blocks().blocks(); b++) {
        if (random.nextDouble() < share) {
          slab.blocks().admit(b);
        }
      }
    }
  }

  /** Brings all blocks that were looked into; returns how many of them were absent. */
  int admitWanted() {
    int[] absent = {0};
    for (LineSlab slab : mapped) {
      Objects.requireNonNull(slab.wishes())
          .tell(
              0,
              (n, b) -> {
                absent[0] += slab.blocks().resident(b) ? 0 : 1;
                slab.blocks().admit(b);
              });
    }
    return absent[0];
  }

  @Override
  public void close() {
    series.close();
    for (LineSlab slab : built) {
      slab.close();
    }
  }
}
