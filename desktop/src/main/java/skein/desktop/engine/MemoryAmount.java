package skein.desktop.engine;

/**
 * An amount of memory: bytes, or a share of what there is.
 *
 * @param bytes 0 when a share is meant
 * @param share 0 to 1, 0 when bytes are meant
 */
public record MemoryAmount(long bytes, double share) {
  /** Fewest bytes that a budget may have: blocks are up to 96 KiB, some are at work at a time. */
  public static final long LEAST_BYTES = 1 << 20;

  /** The amount in bytes, of so many that there are. */
  long of(long total) {
    long wanted = share > 0 ? (long) (total * share) : Math.min(bytes, total);
    return Math.max(LEAST_BYTES, wanted);
  }
}
