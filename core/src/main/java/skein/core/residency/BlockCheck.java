package skein.core.residency;

/** Tells whether a block of a mapped file is undamaged. */
public interface BlockCheck {
  /**
   * Reads a block when it comes for the first time and compares its checksum. Called by workers,
   * several at once, once a block.
   *
   * @param block number of the block, counted through all slabs of its set
   * @return false when the block is damaged
   */
  boolean isWhole(int block);
}
