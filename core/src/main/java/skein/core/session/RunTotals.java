package skein.core.session;

import java.util.List;
import skein.core.measure.StageMeters;
import skein.core.profile.JvmFacts;
import skein.core.profile.ThreadAllocation.Allocated;
import skein.core.queue.QueueMeter;

/**
 * What a run comes to beside its frames: the JVM's stops, queries, queues, allocation by thread.
 *
 * @param hitRate share of the blocks of an index that were in memory when they came into view; NaN
 *     where nothing counts it
 * @param queues from workers to the render thread, and between workers
 * @param stages what went through the stages of data's way since the beginning
 * @param threads those that allocated most first
 */
public record RunTotals(
    JvmFacts.Sum pauses,
    JvmFacts.Sum safepoints,
    JvmFacts.Sum queries,
    double hitRate,
    List<Queue> queues,
    StageMeters stages,
    List<Allocated> threads) {
  /**
   * A queue; times in nanoseconds.
   *
   * @param dropped items that nobody wanted any more when they came out
   * @param waitP99 how long items were inside, -1 when none came out
   * @param producer how long its producer waited for room
   */
  public record Queue(
      String name,
      int capacity,
      int mostDepth,
      long taken,
      long dropped,
      long waitP99,
      long producer) {
    /** As it stands. */
    public static Queue of(QueueMeter meter) {
      return new Queue(
          meter.name(),
          meter.capacity(),
          meter.mostDepth(),
          meter.taken(),
          meter.dropped(),
          meter.waitNanos(99),
          meter.producerNanos());
    }
  }
}
