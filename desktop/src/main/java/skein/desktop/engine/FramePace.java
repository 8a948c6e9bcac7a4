package skein.desktop.engine;

import skein.components.FrameComponent;
import skein.core.measure.FrameRecorder;

/**
 * How long each frame counts: what drawing leaves of it, less while frames run late. Render thread
 * only.
 */
final class FramePace {
  private static final long UNHURRIED_NANOS = 1_000_000_000;

  private final AggregateShare share = new AggregateShare(FrameRecorder.BUDGET_NANOS);
  private final QualityControl quality = new QualityControl(FrameRecorder.BUDGET_NANOS);
  private boolean unhurried;
  private long spare;

  /** Lets each frame count for as long as it likes, at full quality. */
  void countWithoutHaste() {
    unhurried = true;
  }

  /** Begins a frame: says when it has to be done with counting. */
  void begin(FrameComponent frame, long start) {
    spare = 0;
    long nanos = unhurried ? UNHURRIED_NANOS : (long) (share.nanos() * quality.share());
    frame.aggregateDeadline = start + nanos;
  }

  /** So much of the frame was counted with what was left of it. */
  void usedSpare(long nanos) {
    spare += nanos;
  }

  /** Takes what the frame needed, and sets the quality of the next. */
  void end(FrameComponent frame, long nanos) {
    share.learn(nanos - frame.aggregateNanos);
    if (!unhurried) {
      quality.frame(nanos, spare);
      frame.quality(quality.share(), quality.lodBias(), quality.overlayInterval());
    }
  }
}
