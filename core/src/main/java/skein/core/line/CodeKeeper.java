package skein.core.line;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/** Gathers the {@link SlabCodes} of the slab that a builder fills. One worker thread. */
final class CodeKeeper {
  private static final String OWNER = "line.codes";

  private final MemoryLedger ledger;
  private final short[][] chunk;
  private final short[][] rows;
  private final List<HostBuffer> pieces = new ArrayList<>();
  private int breaks;

  /**
   * @param chunk codes of the chunk that is read, a channel each; the caller's
   * @param capacity most rows of a slab
   */
  CodeKeeper(MemoryLedger ledger, short[][] chunk, int capacity) {
    this.ledger = ledger;
    this.chunk = chunk;
    this.rows = new short[chunk.length][capacity];
  }

  /**
   * Keeps the codes of a row.
   *
   * @param row of the slab that it becomes, or that the next one with a y becomes
   * @param at place in the chunk
   */
  void add(int row, int at, boolean hasY) {
    if (!hasY) {
      addBreak(row, at);
      return;
    }
    for (int c = 0; c < chunk.length; c++) {
      rows[c][row] = chunk[c][at];
    }
  }

  private void addBreak(int row, int at) {
    int within = breaks % SlabCodes.PIECE;
    if (within == 0) {
      pieces.add(new HostBuffer(ledger, OWNER, SlabCodes.pieceBytes(chunk.length)));
    }
    MemorySegment piece = pieces.getLast().segment();
    piece.set(ValueLayout.JAVA_INT, 4L * within, row);
    for (int c = 0; c < chunk.length; c++) {
      piece.set(ValueLayout.JAVA_SHORT, SlabCodes.planeAt(c) + 2L * within, chunk[c][at]);
    }
    breaks++;
  }

  /** The codes of the first n rows, which the caller owns. */
  SlabCodes build(int n) {
    HostBuffer codes = new HostBuffer(ledger, OWNER, 2L * n * chunk.length);
    for (int c = 0; c < chunk.length; c++) {
      long at = 2L * c * n;
      MemorySegment.copy(rows[c], 0, codes.segment(), ValueLayout.JAVA_SHORT, at, n);
    }
    SlabCodes built = new SlabCodes(codes, chunk.length, n, List.copyOf(pieces), breaks);
    pieces.clear();
    breaks = 0;
    return built;
  }

  /** Forgets what is not built. */
  void clear() {
    pieces.forEach(HostBuffer::close);
    pieces.clear();
    breaks = 0;
  }
}
