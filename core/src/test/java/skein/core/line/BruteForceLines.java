package skein.core.line;

/**
 * Draws every row and every segment one by one by the rule of {@link LineMapping}, for comparison:
 * no buckets, no columns.
 */
final class BruteForceLines {
  final boolean[][] covered;

  /** Pixels that rows lie in. */
  final boolean[][] rows;

  final long[] count;
  private final LineMapping m;

  BruteForceLines(LineMapping mapping) {
    m = mapping;
    covered = new boolean[mapping.width()][mapping.height()];
    rows = new boolean[mapping.width()][mapping.height()];
    count = new long[mapping.width()];
  }

  void draw(LineSeries s, double mostGap, LineStep step) {
    for (long r = 0; r < s.rows(); r++) {
      double px = m.px(s.x(r));
      double py = m.py(s.y(r));
      int c = m.column(px);
      if (c >= 0 && c < m.width()) {
        cover(c, py, py);
        int row = m.row(py);
        if (row >= 0 && row < m.height()) {
          rows[c][row] = true;
        }
        count[c]++;
      }
      boolean joined = r > 0 && !s.breaksBefore(r) && !(s.x(r) - s.x(r - 1) > mostGap);
      if (joined) {
        join(m.px(s.x(r - 1)), m.py(s.y(r - 1)), px, py, step);
      }
    }
  }

  private void join(double px0, double py0, double px1, double py1, LineStep step) {
    switch (step) {
      case LINEAR -> segment(px0, py0, px1, py1);
      case PRE -> {
        segment(px0, py0, px0, py1);
        segment(px0, py1, px1, py1);
      }
      case POST -> {
        segment(px0, py0, px1, py0);
        segment(px1, py0, px1, py1);
      }
      case MID -> {
        double half = M4Columns.middle(px0, px1);
        segment(px0, py0, half, py0);
        segment(half, py0, half, py1);
        segment(half, py1, px1, py1);
      }
    }
  }

  private void segment(double px0, double py0, double px1, double py1) {
    int c0 = m.column(px0);
    int c1 = m.column(px1);
    for (int c = Math.max(0, c0); c <= Math.min(c1, m.width() - 1); c++) {
      double left = c == c0 ? py0 : LineMapping.crossing(px0, py0, px1, py1, c);
      double right = c == c1 ? py1 : LineMapping.crossing(px0, py0, px1, py1, c + 1.0);
      cover(c, Math.min(left, right), Math.max(left, right));
    }
  }

  private void cover(int c, double low, double high) {
    for (int r = Math.max(0, m.row(low)); r <= Math.min(m.height() - 1, m.row(high)); r++) {
      covered[c][r] = true;
    }
  }
}
