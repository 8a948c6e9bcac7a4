package skein.perf.gpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import skein.core.block.BlockCodec;
import skein.core.block.BlockSlab;
import skein.core.block.SlabPlane;
import skein.core.block.SlabSet;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;

/**
 * Makes the blocks of a shape on all processors, as exact as the loader's: bounds, steps, codes.
 */
final class BlockFactory {
  private static final int BLOCKS_PER_SLAB = 1_024;
  private static final long SEED = 20_261_121;

  private BlockFactory() {}

  /**
   * All rows of a shape.
   *
   * @param rowsPerBlock at most {@link BlockSlab#MAX_ROWS}
   */
  static SlabSet make(MemoryLedger ledger, BlockShape shape, int blocks, int rowsPerBlock) {
    int slabs = (blocks + BLOCKS_PER_SLAB - 1) / BLOCKS_PER_SLAB;
    List<BlockSlab> made =
        IntStream.range(0, slabs)
            .parallel()
            .mapToObj(s -> slab(ledger, shape, s * BLOCKS_PER_SLAB, blocks, rowsPerBlock))
            .toList();
    SlabSet set = new SlabSet(ColourMode.COUNT);
    made.forEach(set::add);
    return set;
  }

  private static BlockSlab slab(
      MemoryLedger ledger, BlockShape shape, int from, int blocks, int rows) {
    int here = Math.min(BLOCKS_PER_SLAB, blocks - from);
    int stride = rows + 3 & ~3;
    int[] first = new int[here];
    int[] count = new int[here];
    double[] bounds = new double[here * BlockSlab.BOUNDS];
    HostBuffer coords = new HostBuffer(ledger, "bench.codes", 4L * stride * here);
    double[] x = new double[rows];
    double[] y = new double[rows];
    int[] codes = new int[rows];
    for (int b = 0; b < here; b++) {
      first[b] = b * stride;
      count[b] = rows;
      shape.fill(from + b, blocks, new SplittableRandom(SEED + from + b), x, y);
      Arrays.fill(codes, 0);
      encode(x, bounds, b * BlockSlab.BOUNDS, codes, 0);
      encode(y, bounds, b * BlockSlab.BOUNDS + 3, codes, 16);
      MemorySegment to = coords.segment();
      MemorySegment.copy(codes, 0, to, ValueLayout.JAVA_INT, 4L * first[b], rows);
    }
    return new BlockSlab(first, count, bounds, coords, null);
  }

  private static void encode(double[] v, double[] bounds, int at, int[] codes, int shift) {
    double lo = v[0];
    double hi = v[0];
    for (double one : v) {
      lo = Math.min(lo, one);
      hi = Math.max(hi, one);
    }
    double step = BlockCodec.step(lo, hi, false);
    bounds[at] = lo;
    bounds[at + 1] = hi;
    bounds[at + 2] = step;
    for (int i = 0; i < v.length; i++) {
      codes[i] |= BlockCodec.encode(v[i], lo, hi, step) << shift;
    }
  }

  /**
   * As many even blocks as wanted, whose codes are the same 64 MiB over and over: their places
   * differ. For more rows than host memory holds.
   */
  static SlabSet repeat(HostBuffer codes, int blocks) {
    SlabSet set = new SlabSet(ColourMode.COUNT);
    for (int from = 0; from < blocks; from += BLOCKS_PER_SLAB) {
      int here = Math.min(BLOCKS_PER_SLAB, blocks - from);
      int[] first = new int[here];
      Arrays.setAll(first, b -> b * BlockSlab.MAX_ROWS);
      set.add(new BlockSlab(first, full(here), places(from, here, blocks), codes, null));
    }
    return set;
  }

  private static int[] full(int blocks) {
    int[] count = new int[blocks];
    Arrays.fill(count, BlockSlab.MAX_ROWS);
    return count;
  }

  /** Bounds of some of so many blocks, which tile the unit square. */
  private static double[] places(int from, int here, int blocks) {
    int edge = Math.max(1, (int) Math.sqrt(blocks));
    int lines = (blocks + edge - 1) / edge;
    double[] bounds = new double[here * BlockSlab.BOUNDS];
    for (int b = 0; b < here; b++) {
      int at = b * BlockSlab.BOUNDS;
      int line = (from + b) / edge;
      place(bounds, at, (double) ((from + b) % edge) / edge, 1.0 / edge);
      place(bounds, at + 3, (double) line / lines, 1.0 / lines);
    }
    return bounds;
  }

  /**
   * The same as blocks of a file, with channels by turns: even, near a value of the block's,
   * crowded at the low end.
   *
   * @param planes of {@link #channelCodes}
   * @param channels up to seven
   */
  static SlabSet pooled(HostBuffer codes, HostBuffer planes, int blocks, int channels) {
    SlabSet set = new SlabSet(ColourMode.COUNT);
    for (int from = 0; from < blocks; from += BLOCKS_PER_SLAB) {
      int here = Math.min(BLOCKS_PER_SLAB, blocks - from);
      long[] at = new long[here];
      Arrays.setAll(at, b -> 4L * BlockSlab.MAX_ROWS * b);
      SlabPlane[] held = new SlabPlane[channels];
      for (int c = 0; c < channels; c++) {
        long[] codesAt = new long[here];
        for (int b = 0; b < here; b++) {
          int block = (b + 97 * c) % BLOCKS_PER_SLAB + c % 3 * BLOCKS_PER_SLAB;
          codesAt[b] = 2L * BlockSlab.MAX_ROWS * block;
        }
        held[c] = new SlabPlane(planes.segment(), codesAt);
      }
      double[] bounds = places(from, here, blocks);
      BlockSlab slab = BlockSlab.mapped(full(here), bounds, codes.segment(), at, held);
      IntStream.range(0, here).forEach(slab::admit);
      set.add(slab);
    }
    return set;
  }

  /** Codes of channels: a slab's blocks of even ones, near a value, crowded. */
  static HostBuffer channelCodes(MemoryLedger ledger) {
    long rows = (long) BlockSlab.MAX_ROWS * BLOCKS_PER_SLAB;
    HostBuffer codes = new HostBuffer(ledger, "bench.codes", 2 * 3 * rows);
    SplittableRandom random = new SplittableRandom(SEED);
    for (long i = 0; i < rows; i++) {
      double u = random.nextDouble();
      int block = (int) (i / BlockSlab.MAX_ROWS);
      int near = 2_000 + block * 60 + (int) (u * 1_000);
      int crowded = 256 + (int) (65_000 * u * u * u * u);
      codes.segment().setAtIndex(ValueLayout.JAVA_SHORT, i, (short) random.nextInt());
      codes.segment().setAtIndex(ValueLayout.JAVA_SHORT, rows + i, (short) near);
      codes.segment().setAtIndex(ValueLayout.JAVA_SHORT, 2 * rows + i, (short) crowded);
    }
    return codes;
  }

  /** The codes for {@link #repeat}. */
  static HostBuffer randomCodes(MemoryLedger ledger) {
    long rows = (long) BlockSlab.MAX_ROWS * BLOCKS_PER_SLAB;
    HostBuffer codes = new HostBuffer(ledger, "bench.codes", 4L * rows);
    SplittableRandom random = new SplittableRandom(SEED);
    for (long i = 0; i < rows; i++) {
      codes.segment().setAtIndex(ValueLayout.JAVA_INT, i, random.nextInt());
    }
    return codes;
  }

  private static void place(double[] bounds, int at, double lo, double size) {
    bounds[at] = lo;
    bounds[at + 1] = lo + size;
    bounds[at + 2] = size / BlockCodec.MAX_CODE;
  }
}
