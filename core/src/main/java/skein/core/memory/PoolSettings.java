package skein.core.memory;

/**
 * How much a {@link ScratchPool} keeps, and for how long.
 *
 * @param smallest bytes below which a lease is plain memory; a power of two
 * @param largest bytes above which a lease is plain memory; a power of two
 * @param mostBytes of the pool's memory, leased and idle; leases beyond are plain
 * @param keepRounds calls of {@link ScratchPool#trim} that idle memory outlives
 * @param checked whether memory is made unreadable and overwritten when its lease is closed
 */
public record PoolSettings(
    long smallest, long largest, long mostBytes, int keepRounds, boolean checked) {
  /** The usual settings; checked where assertions are on, as in tests. */
  public static final PoolSettings USUAL =
      new PoolSettings(
          4L << 10, 64L << 20, 192L << 20, 10, PoolSettings.class.desiredAssertionStatus());

  public PoolSettings {
    if (Long.bitCount(smallest) != 1 || smallest < 64 || Long.bitCount(largest) != 1) {
      throw new IllegalArgumentException(
          "powers of two: smallest=" + smallest + " largest=" + largest);
    }
    if (largest < smallest || mostBytes < 0 || keepRounds < 0) {
      throw new IllegalArgumentException(
          "pool: largest=" + largest + " mostBytes=" + mostBytes + " keepRounds=" + keepRounds);
    }
  }
}
