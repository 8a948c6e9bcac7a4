package skein.core.aggregate;

/**
 * Shares of a block's rows that a sampled pass has counted after each of its rounds: a 64th after
 * the first, twice as many after each further one, all after the last. A block's rows are shuffled,
 * so that its first ones are an unbiased sample, and as every block has given the same share after
 * a round, counts times {@link #scale} estimate the picture everywhere alike.
 */
final class SampleRounds {
  /** The round that counts what is left. */
  static final int LAST = 7;

  private SampleRounds() {}

  /** Rows of a block of {@code rows} that are counted after a round; 0 after round 0. */
  static int end(int rows, int round) {
    int shift = LAST - round;
    return round == 0 ? 0 : (rows + (1 << shift) - 1) >> shift;
  }

  /** What counts after a round are to be multiplied by. */
  static int scale(int round) {
    return 1 << (LAST - round);
  }
}
