package skein.core.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.source.ColourMode;
import skein.core.source.Projection;

/** Data sets, projections and decoding for tests. */
public final class Rows {
  private Rows() {}

  public static Projection reals(ColourMode mode) {
    return projection(AxisType.REAL, AxisType.REAL, mode);
  }

  public static Projection projection(AxisType x, AxisType y, ColourMode mode) {
    return projection(x, y, AxisScale.LINEAR, AxisScale.LINEAR, mode);
  }

  public static Projection projection(
      AxisType x, AxisType y, AxisScale xScale, AxisScale yScale, ColourMode mode) {
    List<String> categories =
        mode == ColourMode.CATEGORY ? List.of("a", "b", "c", "d", "e", "f", "g", "h") : List.of();
    String colour = mode == ColourMode.COUNT ? null : "c";
    return new Projection(
        "x", "y", x, y, xScale, yScale, colour, mode, 0, 1, categories, List.of());
  }

  /** Shapes that clustering and counting must handle. */
  public enum Shape {
    UNIFORM,
    GAUSSIAN,
    ONE_HOT,
    DIAGONAL,
    INTEGER,
    EQUAL,
    EXPONENTIAL,
    SORTED,
    HUGE
  }

  /** Fills x and y. */
  public static void fill(Shape shape, long seed, double[] x, double[] y) {
    SplittableRandom r = new SplittableRandom(seed);
    for (int i = 0; i < x.length; i++) {
      double u = r.nextDouble();
      double v = r.nextDouble();
      switch (shape) {
        case UNIFORM -> set(x, y, i, u * 10 - 3, v * 1e6);
        case GAUSSIAN -> set(x, y, i, r.nextGaussian(), r.nextGaussian() * 5 + 2);
        case ONE_HOT -> set(x, y, i, i % 1000 == 7 ? u * 1e9 : 5, i % 1000 == 7 ? v * 1e9 : -7);
        case DIAGONAL -> set(x, y, i, u, u);
        case INTEGER -> set(x, y, i, Math.floor(u * 365), Math.floor(v * v * 40_000));
        case EQUAL -> set(x, y, i, 3.25, -1.5);
        case EXPONENTIAL -> set(x, y, i, Math.pow(2, u * 600 - 300), Math.pow(2, v * 40));
        case SORTED -> set(x, y, i, i * 0.25, Math.sin(i * 0.001) + v * 0.01);
        case HUGE -> set(x, y, i, (u * 2 - 1) * 1.7e308, (v * 2 - 1) * 1.7e308);
      }
    }
  }

  private static void set(double[] x, double[] y, int i, double a, double b) {
    x[i] = a;
    y[i] = b;
  }

  /** Builds provisional slabs from REAL columns. */
  public static List<BlockSlab> slabs(BlockBuilder builder, double[] x, double[] y) {
    List<BlockSlab> slabs = new ArrayList<>();
    try (TestBatch batch = new TestBatch(x.length).add(x).add(y)) {
      build(builder, batch, slabs);
    }
    return slabs;
  }

  /** Takes a whole batch and flushes. */
  public static void build(BlockBuilder builder, TestBatch batch, List<BlockSlab> slabs) {
    int row = 0;
    while (row < batch.rows()) {
      row = builder.add(batch, row);
      BlockSlab slab = builder.build();
      if (slab != null) {
        slabs.add(slab);
      }
    }
  }

  /** Decoded rows of a block. */
  public static void decode(BlockSlab slab, int b, BiConsumer<Double, Double> to) {
    MemorySegment coords = slab.coords();
    MemorySegment residual = slab.residual();
    for (int i = 0; i < slab.count(b); i++) {
      long at = slab.coordsAt(b) + 4L * i;
      int code = coords.get(ValueLayout.JAVA_INT, at);
      int r = residual == null ? 0 : residual.get(ValueLayout.JAVA_INT, at);
      to.accept(
          BlockCodec.decode(slab.loX(b), slab.stepX(b), code & 0xffff, r & 0xffff),
          BlockCodec.decode(slab.loY(b), slab.stepY(b), code >>> 16, r >>> 16));
    }
  }

  /** Sorted copy. */
  public static double[] sorted(double[] values) {
    double[] copy = values.clone();
    Arrays.sort(copy);
    return copy;
  }
}
