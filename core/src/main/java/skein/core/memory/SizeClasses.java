package skein.core.memory;

/**
 * The sizes that pooled memory comes in: four to each doubling, so that at most a fifth of a piece
 * is unused.
 */
final class SizeClasses {
  private static final int STEPS = 4;

  private final int firstLog;
  private final int count;

  /** Sizes from the smallest to the largest, both powers of two. */
  SizeClasses(long smallest, long largest) {
    this.firstLog = Long.numberOfTrailingZeros(smallest);
    this.count = (Long.numberOfTrailingZeros(largest) - firstLog) * STEPS + 1;
  }

  int count() {
    return count;
  }

  /** The smallest size that holds so many bytes, which are no more than the largest. */
  int of(long bytes) {
    if (bytes <= 1L << firstLog) {
      return 0;
    }
    int log = Long.SIZE - 1 - Long.numberOfLeadingZeros(bytes - 1);
    int step = (int) ((bytes - 1 - (1L << log)) >>> (log - 2));
    return (log - firstLog) * STEPS + step + 1;
  }

  /** Bytes of a piece of a size. */
  long bytes(int size) {
    if (size == 0) {
      return 1L << firstLog;
    }
    int log = firstLog + (size - 1) / STEPS;
    return (1L << log) + (((size - 1) % STEPS + 1L) << (log - 2));
  }
}
