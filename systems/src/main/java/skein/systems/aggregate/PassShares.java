package skein.systems.aggregate;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.utils.ImmutableArray;
import skein.systems.Mappers;

/**
 * Divides a frame's time for counting among the views that have a pass to do: equal parts, but two
 * for the active view. Views that have none share the time only when nobody has one, for what they
 * count beside it. A single view has all of it.
 */
final class PassShares {
  private long start;
  private long nanos;
  private int parts;
  private int views;

  /** Looks at the views of a frame that has counted nothing yet. */
  void begin(ImmutableArray<Entity> all, long now, long deadline) {
    start = now;
    nanos = deadline - now;
    parts = 0;
    views = all.size();
    for (int i = 0; i < views; i++) {
      Entity view = all.get(i);
      parts += PassState.of(view).isPending(view) ? weight(view) : 0;
    }
  }

  /** When a view has to be done with counting that begins now. */
  long deadline(Entity view, boolean pending) {
    if (views == 1) {
      return start + nanos;
    }
    long now = System.nanoTime();
    if (parts == 0) {
      return now + nanos / views;
    }
    return pending ? now + nanos * weight(view) / parts : now;
  }

  private static int weight(Entity view) {
    return Mappers.VIEW.get(view).active ? 2 : 1;
  }
}
