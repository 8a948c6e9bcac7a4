package skein.systems.overlay;

import org.jspecify.annotations.Nullable;
import skein.components.ProfileComponent;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;
import skein.core.session.SavedRun;

/**
 * The span of time that the profiler's panel shows: the last frames while it follows, a held span
 * once something was chosen. Render thread.
 */
final class ProfileClock {
  private static final double FOLLOWED_NANOS = 100e6;
  private static final double LEAST_NANOS = 2_000;
  private static final double MOST_NANOS = 1_200e9;

  private final ProfileComponent profile;
  private boolean held;
  private double start;
  private double span = FOLLOWED_NANOS;
  private long chosen = -1;
  private @Nullable SavedRun fitted;

  ProfileClock(ProfileComponent profile) {
    this.profile = profile;
  }

  /** Follows the newest frames unless held; a reopened session is shown whole at first. */
  void update() {
    SavedRun opened = profile.opened;
    if (!SavedRun.same(opened, fitted)) {
      fitted = opened;
      hold(opened != null);
      fit();
    }
    FrameLog log = profile.data.frames();
    long last = log.next() - 1;
    if (!held && last > log.first()) {
      start = log.get(last, FrameField.START) - span;
    }
  }

  boolean held() {
    return held;
  }

  /** Holds the span that is shown, or follows again. */
  void hold(boolean hold) {
    held = hold;
    if (!hold) {
      chosen = -1;
      span = FOLLOWED_NANOS;
    }
  }

  /** Shows all frames of a reopened session. */
  void fit() {
    SavedRun opened = profile.opened;
    if (opened != null) {
      chosen = -1;
      span = Math.max(LEAST_NANOS, (opened.span().endNanos() - opened.span().startNanos()) * 1.02);
      start = opened.span().startNanos() - span * 0.01;
    }
  }

  /** Shows one frame, held. */
  void choose(long frame) {
    FrameLog log = profile.data.frames();
    long from = log.get(frame, FrameField.START);
    long busy = Math.max(1_000_000, log.get(frame, FrameField.CPU_BUSY));
    held = true;
    chosen = frame;
    span = busy * 1.2;
    start = from - busy * 0.1;
  }

  /** The frame chosen, or -1. */
  long chosen() {
    return chosen;
  }

  /** {@code System.nanoTime} at the left edge. */
  long from() {
    return (long) start;
  }

  long to() {
    return (long) (start + span);
  }

  double span() {
    return span;
  }

  /** Moves by a share of the span. */
  void pan(double share) {
    held = true;
    start += share * span;
  }

  /** Makes the span a factor longer about a place in it, from 0 to 1. */
  void zoom(double place, double factor) {
    held = true;
    double next = Math.clamp(span * factor, LEAST_NANOS, MOST_NANOS);
    start += place * (span - next);
    span = next;
  }
}
