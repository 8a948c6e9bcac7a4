package skein.core.aggregate;

import skein.core.block.BlockSlab;

/**
 * Which rows a sampled pass has counted after each of its rounds: a 64th after the first, twice as
 * many after each further one, all after the last; counts times {@link #scale} estimate the
 * picture. Rows of clustered blocks are shuffled: the first ones of a block are an unbiased sample,
 * and each block gives the same share. While a series loads, rows of a block are in order still;
 * there whole blocks are taken, spread over the slabs by multiplicative hashing (Knuth, TAOCP 3,
 * 6.4).
 */
final class SampleRounds {
  /** The round that counts what is left. */
  static final int LAST = 7;

  private static final int GOLDEN = 0x9E3779B1;

  private SampleRounds() {}

  /** Rows of a block that are counted after a round, from its first on; 0 after round 0. */
  static int end(BlockSlab slab, int slabNumber, int block, int round) {
    int rows = slab.count(block);
    if (round == 0 || round == LAST) {
      return round == 0 ? 0 : rows;
    }
    int shift = LAST - round;
    if (slab.residual() == null) {
      return (rows + (1 << shift) - 1) >> shift;
    }
    int hash = (slabNumber * BlockSlab.MAX_ROWS + block) * GOLDEN;
    int place = hash >>> (Integer.SIZE - LAST + 1);
    return place < 1 << (round - 1) ? rows : 0;
  }

  /** What counts after a round are to be multiplied by. */
  static int scale(int round) {
    return 1 << (LAST - round);
  }
}
