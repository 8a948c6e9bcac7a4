package skein.core.generate;

import java.util.Locale;

/** What generated rows look like; the columns of each are in its script. */
public enum Shape {
  /** Noise over the unit square: x, y, value, category. */
  UNIFORM,
  /** Eight tight clusters: x, y, value, category. */
  GAUSSIANS,
  /** A time series of three random walks in order of time: ts, a, b, c, state. */
  WALK,
  /** All rows in one cell of any picture, one alone far away: x, y, value, category. */
  ONEHOT,
  /** A thin line from corner to corner: x, y, value, category. */
  DIAGONAL,
  /** Taxi trips in order of time: pickup_time, lon, lat and more. */
  TRIPS;

  String script() {
    return "/skein/generate/" + name().toLowerCase(Locale.ROOT) + ".sql";
  }
}
