package skein.core.index;

import java.lang.foreign.MemorySegment;

/** Record batches of some blocks in memory, on their way to an index file in one piece. */
interface BlockGroup {
  /** The bytes so far. */
  MemorySegment bytes();

  /** Where blocks lie, from the first byte of the group. */
  BlockTable table();

  /** Where the message of a block begins, from the first byte of the group. */
  long start(int block);

  void clear();
}
