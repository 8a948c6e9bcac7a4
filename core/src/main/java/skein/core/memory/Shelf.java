package skein.core.memory;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Idle pieces that one thread has given back, one of each size: that thread puts and takes, others
 * only take.
 */
final class Shelf {
  /**
   * An idle piece of memory.
   *
   * @param round of trimming in which it was given back
   */
  record Piece(HostBuffer buffer, int size, int round) {}

  private final Thread thread;
  private final AtomicReferenceArray<@Nullable Piece> pieces;

  Shelf(Thread thread, int sizes) {
    this.thread = thread;
    this.pieces = new AtomicReferenceArray<>(sizes);
  }

  /** False once its thread has ended. */
  boolean inUse() {
    return thread.isAlive();
  }

  @Nullable Piece take(int size) {
    return pieces.getPlain(size) == null ? null : pieces.getAndSet(size, null);
  }

  boolean put(Piece piece) {
    return pieces.compareAndSet(piece.size(), null, piece);
  }

  /** Gives away what was put up to a round. */
  void clear(int round, Consumer<Piece> to) {
    for (int size = 0; size < pieces.length(); size++) {
      Piece piece = pieces.get(size);
      if (piece != null && piece.round() <= round && pieces.compareAndSet(size, piece, null)) {
        to.accept(piece);
      }
    }
  }
}
