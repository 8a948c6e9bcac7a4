package skein.desktop.window;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A line of what {@code open --trace} writes: the view, the plot's place in pixels, and how much of
 * the data is counted.
 */
record TraceLine(
    double loX,
    double hiX,
    double loY,
    double hiY,
    int plotX,
    int plotY,
    int plotWidth,
    int plotHeight,
    long rows,
    double exact) {

  static TraceLine of(JsonNode line) {
    return new TraceLine(
        line.get("x").get(0).asDouble(),
        line.get("x").get(1).asDouble(),
        line.get("y").get(0).asDouble(),
        line.get("y").get(1).asDouble(),
        line.get("plot").get(0).asInt(),
        line.get("plot").get(1).asInt(),
        line.get("plot").get(2).asInt(),
        line.get("plot").get(3).asInt(),
        line.get("rows").asLong(),
        line.get("exact").asDouble());
  }

  double spanX() {
    return hiX - loX;
  }

  double spanY() {
    return hiY - loY;
  }

  /** How far the view went to the right since another one, in pixels of this one. */
  double pixelsRightOf(TraceLine other) {
    return (loX - other.loX) / spanX() * plotWidth;
  }

  /** How far the view went up since another one, in pixels of this one. */
  double pixelsAbove(TraceLine other) {
    return (loY - other.loY) / spanY() * plotHeight;
  }

  /** The x value under a pixel of the window. */
  double valueAtX(double pixel) {
    return loX + (pixel - plotX) / plotWidth * spanX();
  }

  /** The y value under a pixel of the window. */
  double valueAtY(double pixel) {
    return hiY - (pixel - plotY) / plotHeight * spanY();
  }

  boolean sameViewAs(TraceLine other) {
    return near(loX, other.loX, spanX())
        && near(hiX, other.hiX, spanX())
        && near(loY, other.loY, spanY())
        && near(hiY, other.hiY, spanY());
  }

  private static boolean near(double a, double b, double span) {
    return Math.abs(a - b) <= span * 1e-9;
  }
}
