package skein.core.channel;

/**
 * Values of a channel by their places, both ends included. Of a text channel a set: the bits of
 * {@code mask}, bit 0 for no value, bit 1 for place 0.
 *
 * @param mask {@link #ALL} for a range of numbers
 */
public record CodeRange(int from, int to, int mask) {
  /** No restriction to single places. */
  public static final int ALL = -1;

  public CodeRange(int from, int to) {
    this(from, to, ALL);
  }
}
