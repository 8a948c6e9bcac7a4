package skein.core.line;

/**
 * Turns the columns of a series into strips. A column through which the line runs straight becomes
 * a slanted stroke of the line's width; one with more in it a box over all that the line covers
 * there, so that no spike is lost; a row alone a dot. Without smoothing a strip is exactly the
 * pixels covered. One thread.
 */
public final class LinePainter {
  /** Pixels that a column's extremes may lie off its straight way through. */
  private static final double STRAIGHT = 0.25;

  /** Widths of a line from which on a box counts as a spike, and is as wide as the line. */
  private static final double SPIKE = 3;

  private static final double CRISP_RAMP = 1e-3;

  private final LineStrips strips;
  private double width = 1;
  private boolean crisp;
  private M4Columns columns = new M4Columns();
  private int height;

  public LinePainter(LineStrips strips) {
    this.strips = strips;
  }

  /**
   * Sets how lines are drawn.
   *
   * @param newWidth in pixels
   * @param newCrisp true for the covered pixels alone, without smoothing
   */
  public void style(double newWidth, boolean newCrisp) {
    width = Math.max(1, newWidth);
    crisp = newCrisp;
  }

  /** Adds the line itself, in the colour that the strips have. */
  public void line(M4Columns of) {
    columns = of;
    height = of.height();
    for (int c = 0; c < of.width(); c++) {
      switch (of.kind(c)) {
        case M4Columns.EMPTY -> {}
        case M4Columns.INTERVAL -> interval(c);
        default -> runs(c);
      }
    }
  }

  private void interval(int c) {
    double low = columns.low(c);
    double high = columns.high(c);
    if (low > height + width || high < -width) {
      return;
    }
    if (crisp) {
      pixels(c, columns.nextCovered(c, 0));
      return;
    }
    double in = columns.in(c);
    double out = columns.out(c);
    if (low >= Math.min(in, out) - STRAIGHT && high <= Math.max(in, out) + STRAIGHT) {
      stroke(c, in, out);
    } else if (Double.isNaN(in) && Double.isNaN(out) && high - low < width) {
      strips.disc(c + 0.5, (low + high) / 2, Math.max(1.5, width));
    } else {
      box(c, low, high);
    }
  }

  /** A slanted stroke; its clip keeps steep ones from running past their ends. */
  private void stroke(int c, double in, double out) {
    double rise = Math.abs(out - in);
    double ramp = 1 + rise;
    double reach = width * Math.sqrt(1 + rise * rise) / 2 + ramp / 2;
    double middle = (in + out) / 2;
    double least = Math.min(in, out);
    double most = Math.max(in, out);
    for (int n = c - 1; n <= c + 1; n += 2) {
      if (n >= 0 && n < columns.width() && columns.kind(n) == M4Columns.INTERVAL) {
        least = Math.min(least, columns.low(n));
        most = Math.max(most, columns.high(n));
      }
    }
    double edge = width / 2 + 0.5;
    double below = Math.max(middle - reach, least - edge);
    double above = Math.min(middle + reach, most + edge);
    strips.box(c + 0.5, 0.5, middle - reach, middle + reach, ramp, clipLow(below), clipHigh(above));
  }

  private void box(int c, double low, double high) {
    double edge = width / 2 + 0.5;
    double half = high - low > SPIKE * width ? Math.max(0.5, width / 2) : 0.5;
    strips.box(
        c + 0.5, half, low - edge, high + edge, 1, clipLow(low - edge), clipHigh(high + edge));
  }

  private double clipLow(double low) {
    return Math.max(0, Math.floor(low));
  }

  private double clipHigh(double high) {
    return Math.min(height, Math.ceil(high));
  }

  private void runs(int c) {
    int from = columns.nextCovered(c, 0);
    while (from < height) {
      int end = columns.nextFree(c, from);
      if (crisp) {
        pixels(c, from);
      } else {
        box(c, from + 0.5, end - 0.5);
      }
      from = columns.nextCovered(c, end);
    }
  }

  private void pixels(int c, int from) {
    if (from < height) {
      int end = columns.nextFree(c, from);
      strips.box(c + 0.5, 0.5, from, end, CRISP_RAMP, from, end);
    }
  }

  /** Adds the area between the line and a level in pixels, in the colour that the strips have. */
  public void area(M4Columns of, double level) {
    columns = of;
    height = of.height();
    for (int c = 0; c < of.width(); c++) {
      if (of.kind(c) == M4Columns.INTERVAL) {
        double in = of.in(c);
        double out = of.out(c);
        double end = Double.isNaN(in) || Double.isNaN(out) ? of.high(c) : (in + out) / 2;
        double far = end >= level ? Math.max(end, of.high(c)) : Math.min(end, of.low(c));
        double low = Math.min(level, far);
        double high = Math.max(level, far);
        strips.box(
            c + 0.5, 0.5, low - 0.5, high + 0.5, 1, clipLow(low - 0.5), clipHigh(high + 0.5));
      } else if (of.kind(c) == M4Columns.RUNS) {
        int first = of.nextCovered(c, 0);
        double low = Math.min(level, first);
        double high = Math.max(level, first < height ? first : level);
        strips.box(c + 0.5, 0.5, low, high, 1, clipLow(low), clipHigh(high));
      }
    }
  }

  /** Adds a disc for each row in view, in the colour that the strips have. */
  public void markers(LineSeries series, M4Columns of, LineMapping mapping, double radius) {
    for (long r = of.start(0); r < of.start(of.width()); r++) {
      double py = mapping.py(series.y(r));
      if (py > -radius && py < of.height() + radius) {
        strips.disc(mapping.px(series.x(r)), py, radius);
      }
    }
  }
}
