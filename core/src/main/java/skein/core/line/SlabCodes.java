package skein.core.line;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import skein.core.aggregate.FilterKernel;
import skein.core.memory.HostBuffer;

/**
 * Codes of the channels of a slab's rows, a plane a channel, and those of the rows without a y,
 * which break the line when they pass. Immutable; any thread reads.
 */
final class SlabCodes implements AutoCloseable {
  /** Rows without a y in a piece of memory: where each lies, then a plane a channel. */
  static final int PIECE = 4_096;

  private final HostBuffer codes;
  private final int channels;
  private final int rows;
  private final List<HostBuffer> pieces;
  private final int breaks;

  /**
   * Takes ownership of the memory.
   *
   * @param codes of the rows
   * @param pieces of rows without a y, full but the last, in order
   * @param breaks number of rows without a y
   */
  SlabCodes(HostBuffer codes, int channels, int rows, List<HostBuffer> pieces, int breaks) {
    this.codes = codes;
    this.channels = channels;
    this.rows = rows;
    this.pieces = pieces;
    this.breaks = breaks;
  }

  /** Bytes of a piece. */
  static long pieceBytes(int channels) {
    return (4L + 2L * channels) * PIECE;
  }

  /** Where in a piece the plane of a channel begins. */
  static long planeAt(int channel) {
    return (4L + 2L * channel) * PIECE;
  }

  /** Lets a kernel take the codes of n rows. */
  void read(FilterKernel kernel, int from, int n) {
    MemorySegment all = codes.segment();
    for (int c = 0; c < channels; c++) {
      kernel.read(c, all, 2L * ((long) c * rows + from), n);
    }
  }

  /** Number of rows without a y. */
  int breaks() {
    return breaks;
  }

  /** The row of the slab, or its end, before which a row without a y lies; they rise. */
  int breakAt(int at) {
    MemorySegment piece = pieces.get(at / PIECE).segment();
    return piece.get(ValueLayout.JAVA_INT, 4L * (at % PIECE));
  }

  /** Lets a kernel take the codes of rows without a y, from the first of a piece on. */
  void readBreaks(FilterKernel kernel, int piece, int n) {
    for (int c = 0; c < channels; c++) {
      kernel.read(c, pieces.get(piece).segment(), planeAt(c), n);
    }
  }

  /** Bytes of host memory. */
  long bytes() {
    return codes.bytes() + pieces.size() * pieceBytes(channels);
  }

  @Override
  public void close() {
    codes.close();
    pieces.forEach(HostBuffer::close);
  }
}
