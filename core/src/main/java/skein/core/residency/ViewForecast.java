package skein.core.residency;

/**
 * Where a view is, was and is likely to be soon, and which blocks that makes worth having: those in
 * view, then those on its way, then those of the view that it rested on last, then those around it.
 * Asking stops where the blocks asked for would not fit into the budget together, so that what is
 * brought for later never displaces what is in view. Render thread; allocates nothing.
 */
public final class ViewForecast {
  /** How far ahead a moving view is followed, in frames. */
  private static final double[] AHEAD = {15, 50};

  /** Widths of the rings around the view in widths of the view. */
  private static final double[] RINGS = {0.5, 1, 2};

  /** Share of the newest frame in the motion's estimate. */
  private static final double NEWEST = 0.4;

  /** What a window may grow or shrink to while it is followed. */
  private static final double FARTHEST_ZOOM = Math.log(4);

  /** Frames without motion that make a rest. */
  private static final int REST_FRAMES = 12;

  /** Each loX, hiX, loY, hiY from the origin. */
  private final double[] now = new double[4];

  private final double[] resting = new double[4];
  private final double[] rested = new double[4];
  private final Motion x = new Motion();
  private final Motion y = new Motion();
  private int still;
  private boolean begun;
  private boolean hasRested;

  /** Takes the view's window in this frame. */
  public void move(double loX, double hiX, double loY, double hiY) {
    boolean stays = now[0] == loX && now[1] == hiX && now[2] == loY && now[3] == hiY;
    if (begun) {
      x.follow(now[0], now[1], loX, hiX);
      y.follow(now[2], now[3], loY, hiY);
    }
    begun = true;
    now[0] = loX;
    now[1] = hiX;
    now[2] = loY;
    now[3] = hiY;
    still = stays ? Math.min(still + 1, REST_FRAMES) : 0;
    if (still == REST_FRAMES - 1) {
      hasRested = resting[1] > resting[0];
      System.arraycopy(resting, 0, rested, 0, rested.length);
      System.arraycopy(now, 0, resting, 0, resting.length);
    }
  }

  public double loX() {
    return now[0];
  }

  public double hiX() {
    return now[1];
  }

  public double loY() {
    return now[2];
  }

  public double hiY() {
    return now[3];
  }

  /** Names the blocks worth having, the likeliest first. */
  public void ask(ResidentSet set) {
    boolean room = set.ahead(now[0], now[1], now[2], now[3]);
    for (int i = 0; i < AHEAD.length && room && still < REST_FRAMES; i++) {
      room = way(set, AHEAD[i]);
    }
    if (room && hasRested) {
      room = set.ahead(rested[0], rested[1], rested[2], rested[3]);
    }
    for (int i = 0; i < RINGS.length && room; i++) {
      double ringX = (now[1] - now[0]) * RINGS[i];
      double ringY = (now[3] - now[2]) * RINGS[i];
      room = set.ahead(now[0] - ringX, now[1] + ringX, now[2] - ringY, now[3] + ringY);
    }
  }

  /** All that the view may sweep over in some frames. */
  private boolean way(ResidentSet set, double frames) {
    return set.ahead(
        Math.min(now[0], x.lo(now[0], now[1], frames)),
        Math.max(now[1], x.hi(now[0], now[1], frames)),
        Math.min(now[2], y.lo(now[2], now[3], frames)),
        Math.max(now[3], y.hi(now[2], now[3], frames)));
  }

  /** How a window moves along one axis: its middle in widths a frame, its width by a factor. */
  private static final class Motion {
    private double pan;
    private double zoom;

    void follow(double lo, double hi, double newLo, double newHi) {
      double width = newHi - newLo;
      double panned = (newLo / 2 + newHi / 2 - lo / 2 - hi / 2) / width;
      double zoomed = Math.log(width / (hi - lo));
      pan = blend(pan, panned);
      zoom = blend(zoom, zoomed);
    }

    private static double blend(double before, double newest) {
      return Double.isFinite(newest) ? before + NEWEST * (newest - before) : 0;
    }

    double lo(double lo, double hi, double frames) {
      return lo / 2 + hi / 2 + (pan * frames - scale(frames) / 2) * (hi - lo);
    }

    double hi(double lo, double hi, double frames) {
      return lo / 2 + hi / 2 + (pan * frames + scale(frames) / 2) * (hi - lo);
    }

    private double scale(double frames) {
      return Math.exp(Math.clamp(zoom * frames, -FARTHEST_ZOOM, FARTHEST_ZOOM));
    }
  }
}
