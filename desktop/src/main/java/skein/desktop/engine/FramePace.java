package skein.desktop.engine;

import skein.components.FrameComponent;
import skein.core.measure.DataStage;
import skein.core.measure.FrameRecorder;
import skein.core.profile.Lane;
import skein.systems.aggregate.AggregateSystem;

/**
 * How long each frame counts: what drawing leaves of it, less while frames run late. Render thread
 * only.
 */
final class FramePace {
  private static final long UNHURRIED_NANOS = 1_000_000_000;

  /** Left of the time of a frame at rest for the display, and for what holds it up. */
  private static final long SPARE_NANOS = 4_000_000;

  private final AggregateShare share = new AggregateShare(FrameRecorder.BUDGET_NANOS);
  private final QualityControl quality = new QualityControl(FrameRecorder.BUDGET_NANOS);
  private final Lane lane;
  private final int countingOn;
  private boolean unhurried;
  private long start;
  private long counting;
  private long spare;

  /**
   * Begins with the usual share of a frame.
   *
   * @param countingOn zone of the lane in which {@link #countOn} is written down
   */
  FramePace(Lane lane, int countingOn) {
    this.lane = lane;
    this.countingOn = countingOn;
  }

  /** Lets each frame count for as long as it likes, at full quality. */
  void countWithoutHaste() {
    unhurried = true;
  }

  /** Begins a frame: says when it has to be done with counting. */
  void begin(FrameComponent frame, long now) {
    start = now;
    spare = 0;
    counting = unhurried ? UNHURRIED_NANOS : (long) (share.nanos() * quality.share());
    frame.aggregateDeadline = start + counting;
  }

  /** Counts on in a frame that is drawn, as long as it is not late for that. */
  void countOn(AggregateSystem system) {
    long resting = start + FrameRecorder.BUDGET_NANOS - SPARE_NANOS;
    long from = System.nanoTime();
    if (from < resting) {
      lane.begin(countingOn);
      system.goOn(resting, Math.min(from + counting, start + share.latest()));
      lane.end();
      spare += System.nanoTime() - from;
    }
  }

  /** Ends a frame, and sets the quality of the next; returns the nanoseconds that it took. */
  long end(FrameComponent frame, long now) {
    long nanos = now - start;
    frame.stages.add(DataStage.AGGREGATE, 0, 0, spare);
    share.learn(nanos - frame.aggregateNanos);
    if (!unhurried) {
      quality.frame(nanos, spare);
      frame.quality(quality.share(), quality.lodBias(), quality.overlayInterval());
    }
    return nanos;
  }
}
