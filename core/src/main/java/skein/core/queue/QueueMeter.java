package skein.core.queue;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What goes through a bounded queue: how many at once, how long each is inside, how long the
 * producer waits for room. A full queue makes its producer wait; dropped is only what is inside
 * when nobody wants it any more. Told by the queue's producer and consumer, each one thread at a
 * time, read by any thread; nothing locks, nothing allocates.
 */
public final class QueueMeter {
  /** Parts of an octave that waits are told apart by: 9 % at most. */
  private static final int PARTS = 8;

  private static final int OCTAVES = 48;

  private final String name;
  private final long[] offered;
  private final AtomicLongArray waits = new AtomicLongArray(OCTAVES * PARTS);
  private final AtomicLong longest = new AtomicLong();
  private final AtomicLong producerNanos = new AtomicLong();
  private final AtomicLong inside = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private volatile int mostDepth;
  private volatile long taken;
  private volatile long dropped;
  private long put;

  /** Of a queue for {@code capacity} items. */
  public QueueMeter(String name, int capacity) {
    this.name = name;
    this.offered = new long[capacity];
  }

  public String name() {
    return name;
  }

  public int capacity() {
    return offered.length;
  }

  /** Producer: an item is about to go in. */
  public void offering() {
    offered[(int) (put % offered.length)] = System.nanoTime();
  }

  /** Producer: it went in; so many are inside, or none where it is out again already. */
  public void put(int depth) {
    put++;
    mostDepth = Math.max(mostDepth, Math.max(1, depth));
  }

  /** Producer: it has waited for room. */
  public void producerWaited(long nanos) {
    producerNanos.addAndGet(nanos);
  }

  /** Consumer: the oldest item came out, and so many bytes with it. */
  public void take(long itemBytes) {
    long number = taken;
    long wait = Math.max(0, System.nanoTime() - offered[(int) (number % offered.length)]);
    waits.setOpaque(bin(wait), waits.getPlain(bin(wait)) + 1);
    if (wait > longest.getPlain()) {
      longest.setOpaque(wait);
    }
    inside.setOpaque(inside.getPlain() + wait);
    bytes.setOpaque(bytes.getPlain() + itemBytes);
    taken = number + 1;
  }

  /** Consumer: what came out last is of no use any more. */
  public void drop() {
    long before = dropped;
    dropped = before + 1;
  }

  private static int bin(long nanos) {
    int octave = 63 - Long.numberOfLeadingZeros(Math.max(PARTS, nanos));
    int part = (int) (Math.max(PARTS, nanos) >> (octave - 3)) & (PARTS - 1);
    return Math.min(OCTAVES - 1, octave) * PARTS + part;
  }

  /** The most items that were inside at once. */
  public int mostDepth() {
    return mostDepth;
  }

  /** How many items came out. */
  public long taken() {
    return taken;
  }

  /** How many of those nobody wanted any more. */
  public long dropped() {
    return dropped;
  }

  /** Bytes of the items that came out. */
  public long bytes() {
    return bytes.getOpaque();
  }

  /** Nanoseconds that the items which came out were inside, all together. */
  public long insideNanos() {
    return inside.getOpaque();
  }

  /** Nanoseconds that the producer has waited for room. */
  public long producerNanos() {
    return producerNanos.get();
  }

  /** The longest time that an item was inside, in nanoseconds. */
  public long longestNanos() {
    return longest.getOpaque();
  }

  /**
   * Nanoseconds that this percentage of the items were not inside for longer, to 13 %; -1 when none
   * came out.
   */
  public long waitNanos(double percent) {
    long all = taken;
    long wanted = (long) Math.ceil(all * percent / 100);
    long seen = 0;
    for (int bin = 0; bin < waits.length() && all > 0; bin++) {
      seen += waits.getOpaque(bin);
      if (seen >= wanted) {
        long above = (long) (PARTS + bin % PARTS + 1) << (bin / PARTS - 3);
        return Math.min(above, longestNanos());
      }
    }
    return all == 0 ? -1 : longestNanos();
  }
}
