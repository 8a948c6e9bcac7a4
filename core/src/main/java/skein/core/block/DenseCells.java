package skein.core.block;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import skein.core.memory.Lease;
import skein.core.memory.MemoryLedger;

/**
 * Divides cells that hold more rows than a block, again by counting cells over the exact bounds of
 * their rows, until they fit or all rows are in one place. Works on ranges of the permutation; one
 * instance a thread, no recursion.
 */
final class DenseCells {
  private static final int CHUNK = 4_096;
  private static final int BITS = 6;
  private static final int[] MORTON = Morton.table(1 << BITS);

  /** Divisions of one cell before its rows are cut as they lie: each narrows the range 64 times. */
  private static final int DEEPEST = 64;

  private final MemoryLedger ledger;
  private final MemorySegment permutation;
  private final StagedRows.Reader reader;
  private final BooleanSupplier stopped;
  private final int[] refs = new int[CHUNK];
  private final double[] x = new double[CHUNK];
  private final double[] y = new double[CHUNK];
  private final CellAxis cellX = new CellAxis();
  private final CellAxis cellY = new CellAxis();
  private final double[] box = new double[4];
  private final long[] starts = new long[(1 << (2 * BITS)) + 1];
  private final long[] cursors = new long[1 << (2 * BITS)];

  DenseCells(
      MemoryLedger ledger, MemorySegment permutation, StagedRows staged, BooleanSupplier stopped) {
    this.ledger = ledger;
    this.permutation = permutation;
    this.reader = staged.new Reader();
    this.stopped = stopped;
  }

  /** Divides a range; the runs go to {@code blocks}. */
  void divide(long start, long count, RunList blocks) {
    RunList level = new RunList();
    level.add(start, count);
    for (int depth = 0; level.size() > 0 && !stopped.getAsBoolean(); depth++) {
      RunList next = new RunList();
      for (int i = 0; i < level.size() && !stopped.getAsBoolean(); i++) {
        if (depth == DEEPEST || !split(level.start(i), level.count(i), blocks, next)) {
          blocks.addCut(level.start(i), level.count(i));
        }
      }
      level = next;
    }
  }

  /** Sorts a range by cells; false when all its rows are in one place. */
  private boolean split(long start, long count, RunList blocks, RunList dense) {
    findBox(start, count);
    if (box[0] == box[1] && box[2] == box[3]) {
      return false;
    }
    cellX.set(box[0], box[1], 1 << BITS);
    cellY.set(box[2], box[3], 1 << BITS);
    Arrays.fill(starts, 0);
    for (long at = 0; at < count; at += CHUNK) {
      int n = read(start + at, count - at);
      for (int i = 0; i < n; i++) {
        starts[cell(i) + 1]++;
      }
    }
    for (int c = 0; c < cursors.length; c++) {
      cursors[c] = starts[c];
      starts[c + 1] += starts[c];
    }
    scatter(start, count);
    CellTree.cut(starts, cursors.length, start, blocks, dense);
    return true;
  }

  private void scatter(long start, long count) {
    try (Lease sorted = ledger.scratch().lease("block.permutation", ValueLayout.JAVA_INT, count)) {
      MemorySegment to = sorted.segment();
      for (long at = 0; at < count; at += CHUNK) {
        int n = read(start + at, count - at);
        for (int i = 0; i < n; i++) {
          to.setAtIndex(ValueLayout.JAVA_INT, cursors[cell(i)]++, refs[i]);
        }
      }
      MemorySegment.copy(to, 0, permutation, start * 4, count * 4);
    }
  }

  private int cell(int i) {
    return MORTON[cellX.cell(x[i])] | (MORTON[cellY.cell(y[i])] << 1);
  }

  private void findBox(long start, long count) {
    double loX = Double.POSITIVE_INFINITY;
    double hiX = Double.NEGATIVE_INFINITY;
    double loY = Double.POSITIVE_INFINITY;
    double hiY = Double.NEGATIVE_INFINITY;
    for (long at = 0; at < count; at += CHUNK) {
      int n = read(start + at, count - at);
      for (int i = 0; i < n; i++) {
        loX = Math.min(loX, x[i]);
        hiX = Math.max(hiX, x[i]);
        loY = Math.min(loY, y[i]);
        hiY = Math.max(hiY, y[i]);
      }
    }
    box[0] = loX;
    box[1] = hiX;
    box[2] = loY;
    box[3] = hiY;
  }

  private int read(long start, long left) {
    int n = (int) Math.min(CHUNK, left);
    MemorySegment.copy(permutation, ValueLayout.JAVA_INT, start * 4, refs, 0, n);
    reader.gather(refs, n, x, y);
    return n;
  }
}
