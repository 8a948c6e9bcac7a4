package skein.systems.aggregate;

import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;

/**
 * Decides when a pass for a view that is no longer the newest is dropped. A short pass is dropped
 * unless some of it is done: the newest view is then only frames away. A long one goes on while the
 * view moves and its grid will still show most of it, so that a long drag sharpens again and again;
 * it is dropped as soon as the view rests, because then the exact picture is what is wanted. One
 * that gives estimates goes on to the first of them, which is near.
 */
final class PassPolicy {
  /** Frames that a short pass takes at most. */
  static final int SHORT_FRAMES = 6;

  /** Frames after which a view that does not move is one that somebody looks at. */
  private static final int REST_FRAMES = 20;

  /** A short pass goes on when at least this share of it is done, at rest too. */
  private static final double SHORT_SHARE = 0.15;

  /** A long pass goes on at rest when at least this share of it is done. */
  private static final double LONG_SHARE = 0.95;

  /** Share of the newest view that a stale grid must reach on each axis. */
  private static final double REACH = 0.6;

  /** Most times that its cells may be larger or smaller than those wanted. */
  private static final double SCALE = 1.6;

  private final GridSpec last = new GridSpec();
  private boolean rests;
  private int restFrames;
  private int frames;
  private boolean sampled;

  /** Begins a frame with what is wanted now. */
  void frame(GridSpec wanted) {
    rests = last.equals(wanted);
    restFrames = rests ? restFrames + 1 : 0;
    last.set(wanted);
    frames++;
  }

  /** True when the view is where it was in the frame before. */
  boolean rests() {
    return rests;
  }

  /** True when the view has been where it is for a while. */
  boolean hasRested() {
    return restFrames >= REST_FRAMES;
  }

  /**
   * A pass has begun in this frame.
   *
   * @param nowSampled true when it gives estimates before it is complete
   */
  void restarted(boolean nowSampled) {
    frames = 0;
    sampled = nowSampled;
  }

  /** True when the pass that runs or has just ended took more than some frames. */
  boolean isLong() {
    return frames > SHORT_FRAMES;
  }

  /** True when the running pass, which is not for the view wanted, shall be dropped. */
  boolean drops(DensityGrid pass) {
    if (sampled) {
      return !isUseful(pass.spec());
    }
    double share = pass.exactShare();
    boolean takesLong = frames > SHORT_FRAMES * share;
    if (!takesLong) {
      return share < SHORT_SHARE;
    }
    return rests ? share < LONG_SHARE : !isUseful(pass.spec());
  }

  private boolean isUseful(GridSpec pass) {
    return pass.mode() == last.mode()
        && near(pass.loX(), pass.hiX(), last.loX(), last.hiX())
        && near(pass.loY(), pass.hiY(), last.loY(), last.hiY());
  }

  private static boolean near(double lo, double hi, double wantedLo, double wantedHi) {
    double wanted = wantedHi - wantedLo;
    double size = (hi - lo) / wanted;
    double overlap = Math.min(hi, wantedHi) - Math.max(lo, wantedLo);
    return size < SCALE && size > 1 / SCALE && overlap > REACH * wanted;
  }
}
