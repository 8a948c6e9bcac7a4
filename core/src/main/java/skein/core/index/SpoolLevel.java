package skein.core.index;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * One division of rows into partitions, a power of two a side: how a row is written, and which
 * chunks of the spool belong to which partition.
 *
 * <p>A narrow record is 12 bytes: 40 bits of each axis' place below the bits that the partition
 * says, and the distance from the row written before, u16. A wide one is 18 bytes with both
 * positions as doubles. A distance of 0 marks a record that holds, in its first 8 bytes, the row
 * that the next record counts from; each chunk begins with one.
 */
final class SpoolLevel {
  static final int NARROW_BYTES = 12;
  static final int WIDE_BYTES = 18;

  /** log2 of the most partitions a side. */
  static final int MAX_BITS = 6;

  final AxisGrid x;
  final AxisGrid y;

  /** log2 of the partitions a side. */
  final int bits;

  final boolean wide;
  private final int[] last;
  private final long[] rows;
  private int[] before = new int[1024];
  private long[] at = new long[1024];
  private int[] length = new int[1024];
  private int chunks;

  /** Which chunks there are, as it is written into the state of a build. */
  static final class Chunks {
    private final int[] last;
    private final long[] rows;
    private final int[] before;
    private final long[] at;
    private final int[] length;

    private Chunks(int partitions, int chunks) {
      last = new int[partitions];
      rows = new long[partitions];
      before = new int[chunks];
      at = new long[chunks];
      length = new int[chunks];
    }

    void write(DataOutputStream out) throws IOException {
      out.writeInt(last.length);
      out.writeInt(at.length);
      for (int p = 0; p < last.length; p++) {
        out.writeInt(last[p]);
        out.writeLong(rows[p]);
      }
      for (int c = 0; c < at.length; c++) {
        out.writeInt(before[c]);
        out.writeLong(at[c]);
        out.writeInt(length[c]);
      }
    }

    static Chunks read(DataInputStream in) throws IOException {
      int partitions = in.readInt();
      int chunks = in.readInt();
      if (partitions < 1 || partitions > 1 << (2 * MAX_BITS) || chunks < 0) {
        throw new IOException("no chunks of a build");
      }
      Chunks read = new Chunks(partitions, chunks);
      for (int p = 0; p < partitions; p++) {
        read.last[p] = in.readInt();
        read.rows[p] = in.readLong();
      }
      for (int c = 0; c < chunks; c++) {
        read.before[c] = in.readInt();
        read.at[c] = in.readLong();
        read.length[c] = in.readInt();
      }
      return read;
    }
  }

  SpoolLevel(AxisGrid x, AxisGrid y, int bits, boolean wide) {
    this.x = x;
    this.y = y;
    this.bits = bits;
    this.wide = wide;
    this.last = new int[partitions()];
    this.rows = new long[partitions()];
    Arrays.fill(last, -1);
  }

  /** The chunks so far; nobody adds any meanwhile. */
  Chunks chunks() {
    Chunks now = new Chunks(partitions(), chunks);
    System.arraycopy(last, 0, now.last, 0, last.length);
    System.arraycopy(rows, 0, now.rows, 0, rows.length);
    System.arraycopy(before, 0, now.before, 0, chunks);
    System.arraycopy(at, 0, now.at, 0, chunks);
    System.arraycopy(length, 0, now.length, 0, chunks);
    return now;
  }

  /** Takes over the chunks of an earlier build; false when they are of other partitions. */
  boolean adopt(Chunks earlier) {
    if (earlier.last.length != partitions()) {
      return false;
    }
    System.arraycopy(earlier.last, 0, last, 0, last.length);
    System.arraycopy(earlier.rows, 0, rows, 0, rows.length);
    chunks = earlier.at.length;
    int room = Math.max(chunks, 1024);
    before = Arrays.copyOf(earlier.before, room);
    at = Arrays.copyOf(earlier.at, room);
    length = Arrays.copyOf(earlier.length, room);
    return true;
  }

  int partitions() {
    return 1 << (2 * bits);
  }

  int recordBytes() {
    return wide ? WIDE_BYTES : NARROW_BYTES;
  }

  /** Adds a chunk of a partition. */
  synchronized void add(int partition, long start, int bytes, int rowCount) {
    if (chunks == at.length) {
      before = Arrays.copyOf(before, chunks * 2);
      at = Arrays.copyOf(at, chunks * 2);
      length = Arrays.copyOf(length, chunks * 2);
    }
    before[chunks] = last[partition];
    at[chunks] = start;
    length[chunks] = bytes;
    last[partition] = chunks++;
    rows[partition] += rowCount;
  }

  long rows(int partition) {
    return rows[partition];
  }

  /** A chunk of a partition, or -1; {@link #next} gives the others. */
  int first(int partition) {
    return last[partition];
  }

  int next(int chunk) {
    return before[chunk];
  }

  /** All chunks of a partition. */
  int[] chunksOf(int partition) {
    int[] found = new int[64];
    int n = 0;
    for (int c = first(partition); c >= 0; c = next(c)) {
      found = n == found.length ? Arrays.copyOf(found, n * 2) : found;
      found[n++] = c;
    }
    return Arrays.copyOf(found, n);
  }

  long start(int chunk) {
    return at[chunk];
  }

  int bytes(int chunk) {
    return length[chunk];
  }
}
