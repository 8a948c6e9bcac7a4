package skein.core.measure;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Pieces, bytes and nanoseconds of each {@link DataStage}, added up since the beginning. Any thread
 * adds and reads; nothing locks, nothing allocates.
 */
public final class StageMeters {
  private static final int EACH = 3;

  private final AtomicLongArray sums = new AtomicLongArray(EACH * DataStage.values().length);

  @SuppressWarnings("EnumOrdinal") // their order is the table's
  private static int place(DataStage stage) {
    return EACH * stage.ordinal();
  }

  /** Adds a piece. */
  public void add(DataStage stage, long bytes, long nanos) {
    add(stage, 1, bytes, nanos);
  }

  /** Adds some pieces. */
  public void add(DataStage stage, long pieces, long bytes, long nanos) {
    int at = place(stage);
    sums.getAndAdd(at, pieces);
    sums.getAndAdd(at + 1, bytes);
    sums.getAndAdd(at + 2, nanos);
  }

  /** Adds all that another has. */
  public void addAll(StageMeters other) {
    for (int i = 0; i < sums.length(); i++) {
      sums.getAndAdd(i, other.sums.get(i));
    }
  }

  /** Forgets everything. */
  public void clear() {
    for (int i = 0; i < sums.length(); i++) {
      sums.set(i, 0);
    }
  }

  public long pieces(DataStage stage) {
    return sums.get(place(stage));
  }

  public long bytes(DataStage stage) {
    return sums.get(place(stage) + 1);
  }

  public long nanos(DataStage stage) {
    return sums.get(place(stage) + 2);
  }
}
