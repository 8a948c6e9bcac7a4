package skein.core.residency;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The blocks asked for, in the order of their need. One thread writes a whole list at a time, which
 * takes the place of the one before: what nobody has claimed of that is forgotten. Workers claim
 * one block after the other. Never blocks, allocates nothing.
 */
final class RequestBoard {
  /** Lists that are kept from being overwritten while a worker may still look at one. */
  private static final int LISTS = 4;

  private final int[][] lists;
  private final int[] lengths = new int[LISTS];

  /** Number of the list in the upper half, next place in it in the lower. */
  private final AtomicLong cursor = new AtomicLong();

  private int writing = 1;
  private int length;

  RequestBoard(int capacity) {
    lists = new int[LISTS][capacity];
  }

  /** Begins a list. */
  void begin() {
    length = 0;
  }

  /** Adds a block to the list begun; false when it is full. */
  boolean add(int block) {
    int[] list = lists[writing % LISTS];
    if (length == list.length) {
      return false;
    }
    list[length++] = block;
    return true;
  }

  boolean isFull() {
    return length == lists[0].length;
  }

  /** Puts the list begun in place of the one before; returns its length. */
  int publish() {
    lengths[writing % LISTS] = length;
    cursor.set((long) writing << Integer.SIZE);
    writing = (writing + 1) & Integer.MAX_VALUE;
    return length;
  }

  /** The next block of the newest list, or -1 when none is left. */
  int claim() {
    while (true) {
      long at = cursor.get();
      int list = (int) (at >>> Integer.SIZE) % LISTS;
      int place = (int) at;
      if (place >= lengths[list]) {
        return -1;
      }
      int block = lists[list][place];
      if (cursor.compareAndSet(at, at + 1)) {
        return block;
      }
    }
  }
}
