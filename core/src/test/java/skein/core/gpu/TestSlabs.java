package skein.core.gpu;

import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;

/** Slabs with random codes: a test of counting needs blocks, not values they came from. */
public final class TestSlabs {
  /** How blocks lie. */
  public enum Shape {
    UNIFORM,
    GAUSSIAN,
    ONE_HOT,
    DIAGONAL,
    INTEGERS
  }

  private TestSlabs() {}

  /** Slabs of some blocks each. */
  public static SlabSet random(
      MemoryLedger ledger, SplittableRandom random, Shape shape, ColourMode mode, int slabs) {
    SlabSet set = new SlabSet(mode);
    for (int i = 0; i < slabs; i++) {
      set.add(slab(ledger, random, shape, mode));
    }
    return set;
  }

  private static BlockSlab slab(
      MemoryLedger ledger, SplittableRandom random, Shape shape, ColourMode mode) {
    int blocks = 1 + random.nextInt(12);
    int[] first = new int[blocks];
    int[] count = new int[blocks];
    double[] bounds = new double[blocks * BlockSlab.BOUNDS];
    int rows = 0;
    for (int b = 0; b < blocks; b++) {
      first[b] = rows;
      count[b] = rowCount(random);
      rows += count[b] + 3 & ~3;
      if (random.nextInt(5) == 0) {
        rows += 4 * random.nextInt(3);
      }
      double[] centre = centre(random, shape, b);
      axis(random, shape, bounds, b * BlockSlab.BOUNDS, centre[0]);
      axis(random, shape, bounds, b * BlockSlab.BOUNDS + 3, centre[1]);
    }
    int end = first[blocks - 1] + count[blocks - 1];
    HostBuffer coords = new HostBuffer(ledger, "test.coords", 4L * end);
    HostBuffer[] channels = new HostBuffer[mode == ColourMode.COUNT ? 0 : 1];
    Arrays.setAll(channels, c -> new HostBuffer(ledger, "test.channel", 2L * end));
    BlockSlab slab = new BlockSlab(first, count, bounds, coords, null, channels);
    for (int b = 0; b < blocks; b++) {
      fill(random, shape, slab, b);
    }
    return slab;
  }

  private static int rowCount(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> 1 + random.nextInt(7);
      case 1 -> BlockSlab.MAX_ROWS;
      default -> 1 + random.nextInt(3_000);
    };
  }

  private static double[] centre(SplittableRandom random, Shape shape, int block) {
    return switch (shape) {
      case DIAGONAL -> new double[] {block * 8.0, block * 8.0};
      case ONE_HOT -> new double[] {50, 50};
      case GAUSSIAN -> new double[] {50 + 15 * gauss(random), 50 + 15 * gauss(random)};
      default -> new double[] {random.nextDouble() * 100, random.nextDouble() * 100};
    };
  }

  private static double gauss(SplittableRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  private static void axis(
      SplittableRandom random, Shape shape, double[] bounds, int at, double centre) {
    double half = Math.pow(10, -3 + 4.5 * random.nextDouble());
    double lo = centre - half;
    double hi = centre + half;
    double step = (hi - lo) / 65_535;
    if (shape == Shape.ONE_HOT || random.nextInt(12) == 0) {
      hi = lo;
      step = 0;
    } else if (shape == Shape.INTEGERS) {
      lo = Math.floor(lo);
      hi = lo + 1 + random.nextInt(60_000);
      step = 1;
    }
    bounds[at] = lo;
    bounds[at + 1] = hi;
    bounds[at + 2] = step;
  }

  private static void fill(SplittableRandom random, Shape shape, BlockSlab slab, int block) {
    int mostX = mostCode(slab.loX(block), slab.hiX(block), slab.stepX(block));
    int mostY = mostCode(slab.loY(block), slab.hiY(block), slab.stepY(block));
    int category = random.nextInt(8);
    for (int i = 0; i < slab.count(block); i++) {
      int x = random.nextInt(mostX + 1);
      int y = shape == Shape.DIAGONAL ? Math.min(mostY, x) : random.nextInt(mostY + 1);
      slab.coords().set(ValueLayout.JAVA_INT, slab.coordsAt(block) + 4L * i, x | y << 16);
      if (slab.channels() > 0) {
        int code = slab.count(block) % 2 == 0 ? random.nextInt(65_536) : 65_535;
        int of8 = random.nextInt(3) == 0 ? random.nextInt(8) : category;
        boolean mean = slab.count(block) % 3 != 0;
        short value = (short) (mean ? code : of8);
        long at = slab.channelAt(BlockSlab.COLOUR, block) + 2L * i;
        slab.channel(BlockSlab.COLOUR).set(ValueLayout.JAVA_SHORT, at, value);
      }
    }
  }

  private static int mostCode(double lo, double hi, double step) {
    return step == 0 ? 0 : (int) Math.min(65_535, Math.ceil((hi - lo) / step));
  }
}
