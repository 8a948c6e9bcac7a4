package skein.core.line;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/**
 * What is drawn of lines: upright boxes about pixel columns and discs, in paint order, as the GPU
 * takes them. An instance of 32 bytes:
 *
 * <pre>
 *   0 float lower edge    4 float upper edge    8 float ramp      12 float centre along x
 *  16 float half width   20 float clip below   24 float clip above   28 bytes red green blue alpha
 * </pre>
 *
 * A ramp is the height over which coverage rises at an edge. A disc has minus its radius for half
 * width, and its centre's height for lower edge. Grows as needed; render thread only.
 */
public final class LineStrips implements AutoCloseable {
  public static final int BYTES = 32;
  public static final int PROFILE = 0;
  public static final int BOX = 16;
  public static final int COLOUR = 28;

  private static final long FIRST = 4096;
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  private final MemoryLedger ledger;
  private HostBuffer buffer;
  private MemorySegment data;
  private MemorySegment filled;
  private int count;
  private int rgba;

  public LineStrips(MemoryLedger ledger) {
    this.ledger = ledger;
    this.buffer = new HostBuffer(ledger, "line.strips", FIRST * BYTES);
    this.data = buffer.segment();
    this.filled = data;
  }

  public void clear() {
    count = 0;
  }

  public int count() {
    return count;
  }

  /** Whole memory of the instances; those after {@link #count} mean nothing. */
  public MemorySegment data() {
    return filled;
  }

  /** Colour of the strips that follow, 0xRRGGBB, and how much it covers. */
  public void colour(int rgb, double alpha) {
    int a = (int) Math.round(Math.max(0, Math.min(alpha, 1)) * 255);
    rgba = a << 24 | (rgb & 0xFF) << 16 | (rgb & 0xFF00) | (rgb >> 16 & 0xFF);
  }

  /** A box about a column. */
  public void box(
      double centre,
      double halfWidth,
      double low,
      double high,
      double ramp,
      double clip0,
      double clip1) {
    if (clip1 <= clip0) {
      return;
    }
    put(low, high, ramp, centre, halfWidth, clip0, clip1);
  }

  /** A disc. */
  public void disc(double px, double py, double radius) {
    put(py, py, 1, px, -radius, py - radius - 1, py + radius + 1);
  }

  private void put(
      double low,
      double high,
      double ramp,
      double centre,
      double halfWidth,
      double clip0,
      double clip1) {
    long at = (long) count * BYTES;
    if (at == data.byteSize()) {
      grow();
    }
    data.set(FLOAT, at, (float) low);
    data.set(FLOAT, at + 4, (float) high);
    data.set(FLOAT, at + 8, (float) ramp);
    data.set(FLOAT, at + 12, (float) centre);
    data.set(FLOAT, at + 16, (float) halfWidth);
    data.set(FLOAT, at + 20, (float) clip0);
    data.set(FLOAT, at + 24, (float) clip1);
    data.set(INT, at + COLOUR, rgba);
    count++;
  }

  private void grow() {
    HostBuffer larger = new HostBuffer(ledger, "line.strips", 2 * data.byteSize());
    MemorySegment.copy(data, 0, larger.segment(), 0, data.byteSize());
    buffer.close();
    buffer = larger;
    data = larger.segment();
    filled = data;
  }

  @Override
  public void close() {
    buffer.close();
  }
}
