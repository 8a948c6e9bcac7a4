package skein.core.profile;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;

/**
 * The zones of one lane in the order in which they ended, off heap. When it is full the oldest
 * leave, {@link #PIECE} at once; pieces outside a span of time are passed over when reading. The
 * collector's thread; allocates nothing after construction.
 */
public final class ZoneHistory implements ZoneSink, AutoCloseable {
  /** Zones of a piece; 256 KiB. */
  static final int PIECE = 1 << 13;

  private final HostBuffer buffer;
  private final MemorySegment zones;
  private final int pieces;
  private final int[] counts;
  private final long[] firstStarts;
  private final long[] lastEnds;
  private int oldest;
  private int used;
  private long dropped;
  private int deepest = -1;

  /**
   * A history that holds at least the last {@code most} zones.
   *
   * @throws OutOfMemoryError when the system gives no more memory
   */
  public ZoneHistory(MemoryLedger ledger, long most) {
    pieces = Math.toIntExact(Math.max(1, (most + PIECE - 1) / PIECE) + 1);
    counts = new int[pieces];
    firstStarts = new long[pieces];
    lastEnds = new long[pieces];
    buffer = new HostBuffer(ledger, "profile.history", (long) pieces * PIECE * Lane.RECORD);
    zones = buffer.segment();
  }

  private ZoneHistory(MemoryLedger ledger, ZoneHistory of) {
    pieces = of.pieces;
    counts = of.counts.clone();
    firstStarts = of.firstStarts.clone();
    lastEnds = of.lastEnds.clone();
    oldest = of.oldest;
    used = of.used;
    dropped = of.dropped;
    deepest = of.deepest;
    buffer = new HostBuffer(ledger, "profile.history", of.buffer.bytes());
    zones = buffer.segment();
    zones.copyFrom(of.zones);
  }

  /** The zones as they are now, for another thread; whoever asks closes it. */
  public ZoneHistory copy(MemoryLedger ledger) {
    return new ZoneHistory(ledger, this);
  }

  @Override
  public void zone(int zone, long start, long end, int depth, long value) {
    int piece = (oldest + Math.max(0, used - 1)) % pieces;
    if (used == 0 || counts[piece] == PIECE) {
      piece = next();
    }
    long place = ((long) piece * PIECE + counts[piece]) * Lane.RECORD;
    zones.set(ValueLayout.JAVA_LONG, place, start);
    zones.set(ValueLayout.JAVA_LONG, place + 8, end);
    zones.set(ValueLayout.JAVA_LONG, place + 16, (long) depth << 32 | zone);
    zones.set(ValueLayout.JAVA_LONG, place + 24, value);
    counts[piece]++;
    firstStarts[piece] = Math.min(firstStarts[piece], start);
    lastEnds[piece] = Math.max(lastEnds[piece], end);
    deepest = Math.max(deepest, depth);
  }

  private int next() {
    if (used == pieces) {
      dropped += counts[oldest];
      oldest = (oldest + 1) % pieces;
    } else {
      used++;
    }
    int piece = (oldest + used - 1) % pieces;
    counts[piece] = 0;
    firstStarts[piece] = Long.MAX_VALUE;
    lastEnds[piece] = Long.MIN_VALUE;
    return piece;
  }

  /** Zones held. */
  public long size() {
    long sum = 0;
    for (int p = 0; p < used; p++) {
      sum += counts[(oldest + p) % pieces];
    }
    return sum;
  }

  /** Zones that have left since the last {@link #clear}. */
  public long dropped() {
    return dropped;
  }

  /** The greatest depth seen since the last {@link #clear}; -1 when there was no zone. */
  public int deepest() {
    return deepest;
  }

  /** Hands over the zones held that touch a span of time, in the order in which they ended. */
  public void between(long from, long to, ZoneSink sink) {
    for (int p = 0; p < used; p++) {
      int piece = (oldest + p) % pieces;
      if (lastEnds[piece] >= from && firstStarts[piece] <= to) {
        read(piece, from, to, sink);
      }
    }
  }

  private void read(int piece, long from, long to, ZoneSink sink) {
    long place = (long) piece * PIECE * Lane.RECORD;
    for (int i = 0; i < counts[piece]; i++, place += Lane.RECORD) {
      long start = zones.get(ValueLayout.JAVA_LONG, place);
      long end = zones.get(ValueLayout.JAVA_LONG, place + 8);
      if (start <= to && end >= from) {
        long which = zones.get(ValueLayout.JAVA_LONG, place + 16);
        long value = zones.get(ValueLayout.JAVA_LONG, place + 24);
        sink.zone((int) which, start, end, (int) (which >>> 32), value);
      }
    }
  }

  /** Forgets everything. */
  public void clear() {
    oldest = 0;
    used = 0;
    dropped = 0;
    deepest = -1;
  }

  @Override
  public void close() {
    buffer.close();
  }
}
