package skein.core.index;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has the system bring the next partitions into memory while threads work on those before them:
 * where temporary files have left it, reading them chunk by chunk would wait for the disk each
 * time. Any thread.
 */
final class SpoolAhead {
  /** Partitions that are brought before they are needed, some 3 MB each. */
  private static final int PARTITIONS = 16;

  private final Spool spool;
  private final SpoolLevel level;
  private final int[] order;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * @param order partitions in the order in which they will be read
   */
  SpoolAhead(Spool spool, SpoolLevel level, int[] order) {
    this.spool = spool;
    this.level = level;
    this.order = order;
  }

  /** Asks for what follows the partition at a place in the order, if nobody has yet. */
  void from(int place) throws IOException {
    int end = Math.min(place + PARTITIONS, order.length);
    for (int i = next.get(); i < end; i = next.get()) {
      if (next.compareAndSet(i, i + 1)) {
        expect(order[i]);
      }
    }
  }

  private void expect(int partition) throws IOException {
    for (int c = level.first(partition); c >= 0; c = level.next(c)) {
      spool.expect(level.start(c), level.bytes(c));
    }
  }
}
