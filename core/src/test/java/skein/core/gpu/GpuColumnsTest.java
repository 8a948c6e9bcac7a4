package skein.core.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import skein.core.aggregate.ColumnExtremes;
import skein.core.aggregate.CpuColumns;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockCodec;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.memory.HostBuffer;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

/** Columns by the GPU are those of reading every row, to the bit. */
class GpuColumnsTest {
  private static GpuFixture gpu;

  @BeforeAll
  static void open() {
    gpu = new GpuFixture();
  }

  @AfterAll
  static void close() {
    gpu.close();
  }

  @Test
  void shouldFindTheExtremesThatReadingEveryRowFinds() {
    for (long seed = 0; seed < 6; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      boolean integers = seed % 3 == 2;
      KernelTuning tuning = KernelTuning.standard(gpu.context).within(1 + (int) seed * 7, 40_960);
      try (SlabSet slabs = walk(random, 3, integers);
          GpuColumns columns = new GpuColumns(gpu.context, ShaderSource.shipped(), tuning)) {
        upload(columns, slabs);
        verify("whole seed=" + seed, columns, slabs, window(slabs, 170, 0, 1));
        verify("one column seed=" + seed, columns, slabs, window(slabs, 1, -1, 2));
        verify("beside seed=" + seed, columns, slabs, window(slabs, 50, 2, 3));
        for (int i = 0; i < 8; i++) {
          double from = random.nextDouble() * 1.2 - 0.1;
          double share = Math.pow(10, -6 * random.nextDouble());
          int width = 1 + random.nextInt(i < 4 ? 60 : 3_000);
          verify(
              "seed=" + seed + " view " + i,
              columns,
              slabs,
              window(slabs, width, from, from + share));
        }
      }
    }
  }

  /** Blocks that lie in one column are never read: their rows may be anything. */
  @Test
  void shouldAnswerBlocksInsideAColumnByTheirHeaders() {
    SplittableRandom random = new SplittableRandom(9);
    try (SlabSet slabs = walk(random, 2, false);
        GpuColumns columns =
            new GpuColumns(
                gpu.context, ShaderSource.shipped(), KernelTuning.standard(gpu.context))) {
      upload(columns, slabs);
      GridSpec spec = window(slabs, 1, -0.5, 1.5);
      ColumnExtremes expected = new ColumnExtremes(1);
      new CpuColumns().read(slabs, spec, expected);
      columns.issue(spec);
      ColumnExtremes found = new ColumnExtremes(1);
      columns.read(found);
      assertThat(found.firstRow[0]).isZero();
      assertThat(found.lastRow[0]).isEqualTo(expected.lastRow[0]);
      assertThat(found.min[0]).isEqualTo(expected.min[0]);
      assertThat(found.max[0]).isEqualTo(expected.max[0]);
      assertThat(found.last[0]).isEqualTo(expected.last[0]);
    }
  }

  private static void upload(GpuColumns columns, SlabSet slabs) {
    while (columns.pendingBytes(slabs) > 0) {
      columns.upload(slabs, 1 << 20);
    }
  }

  private static void verify(String name, GpuColumns columns, SlabSet slabs, GridSpec spec) {
    ColumnExtremes expected = new ColumnExtremes(spec.width());
    ColumnExtremes found = new ColumnExtremes(spec.width());
    new CpuColumns().read(slabs, spec, expected);
    columns.issue(spec);
    columns.read(found);
    assertThat(found.firstRow).as(name).isEqualTo(expected.firstRow);
    assertThat(found.lastRow).as(name).isEqualTo(expected.lastRow);
    assertThat(found.min).as(name).isEqualTo(expected.min);
    assertThat(found.max).as(name).isEqualTo(expected.max);
    assertThat(found.first).as(name).isEqualTo(expected.first);
    assertThat(found.last).as(name).isEqualTo(expected.last);
    gpu.context.check();
  }

  /** A window along x from a share of the sequence to another. */
  private static GridSpec window(SlabSet slabs, int width, double from, double to) {
    BlockSlab last = slabs.get(slabs.size() - 1);
    double end = last.hiX(last.blocks() - 1);
    return new GridSpec(width, 700, from * end, to * end, -20, 35, ColourMode.COUNT);
  }

  private static SlabSet walk(SplittableRandom random, int slabs, boolean integers) {
    SlabSet set = new SlabSet(ColourMode.COUNT);
    double x = 0;
    double y = 0;
    for (int s = 0; s < slabs; s++) {
      int blocks = 1 + random.nextInt(6);
      int[] first = new int[blocks];
      int[] count = new int[blocks];
      double[] bounds = new double[blocks * BlockSlab.BOUNDS];
      HostBuffer coords =
          new HostBuffer(gpu.hostLedger, "test.coords", 4L * BlockSlab.MAX_ROWS * blocks);
      for (int b = 0; b < blocks; b++) {
        first[b] = b * BlockSlab.MAX_ROWS;
        count[b] = random.nextInt(3) == 0 ? BlockSlab.MAX_ROWS : 1 + random.nextInt(5_000);
        double[] xs = new double[count[b]];
        double[] ys = new double[count[b]];
        for (int i = 0; i < xs.length; i++) {
          x += integers ? random.nextInt(3) : random.nextDouble() * random.nextDouble();
          y += random.nextDouble() - 0.5;
          xs[i] = x;
          ys[i] = y;
        }
        encode(xs, integers, bounds, b * BlockSlab.BOUNDS, coords, first[b], 0);
        encode(ys, false, bounds, b * BlockSlab.BOUNDS + 3, coords, first[b], 16);
      }
      set.add(new BlockSlab(first, count, bounds, coords, null));
    }
    return set;
  }

  private static void encode(
      double[] v, boolean integers, double[] bounds, int at, HostBuffer to, int first, int shift) {
    double lo = Arrays.stream(v).min().orElseThrow();
    double hi = Arrays.stream(v).max().orElseThrow();
    double step = BlockCodec.step(lo, hi, integers);
    bounds[at] = lo;
    bounds[at + 1] = hi;
    bounds[at + 2] = step;
    for (int i = 0; i < v.length; i++) {
      int held = to.segment().getAtIndex(ValueLayout.JAVA_INT, first + i);
      int code = BlockCodec.encode(v[i], lo, hi, step) << shift;
      to.segment().setAtIndex(ValueLayout.JAVA_INT, first + i, held | code);
    }
  }
}
