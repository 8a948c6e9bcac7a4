package skein.desktop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

/**
 * The least and the greatest count that each cell of a fitted grid may have when a row is placed up
 * to 1/65535 of its block above where it is. A block is at most as large as all rows together.
 */
final class CellBounds {
  private static final double CODE = 1 / 65_535.0;

  /** More than float32 loses on a grid of a few hundred cells. */
  private static final double ROUNDING = 1e-4;

  private final double[][] rows;
  private final int width;
  private final int height;
  private final double[] lo = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
  private final double[] hi = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};

  CellBounds(double[][] rows, int width, int height) {
    this.rows = rows;
    this.width = width;
    this.height = height;
    for (double[] row : rows) {
      for (int axis = 0; axis < 2; axis++) {
        lo[axis] = Math.min(lo[axis], row[axis]);
        hi[axis] = Math.max(hi[axis], row[axis]);
      }
    }
  }

  void check(Map<String, Long> cells) {
    long[] least = new long[width * height];
    long[] most = new long[width * height];
    for (double[] row : rows) {
      int x0 = cell(row, 0, -ROUNDING, width);
      int x1 = cell(row, 0, CODE * width + ROUNDING, width);
      int y0 = cell(row, 1, -ROUNDING, height);
      int y1 = cell(row, 1, CODE * height + ROUNDING, height);
      if (x0 == x1 && y0 == y1) {
        least[y0 * width + x0]++;
      }
      for (int y = y0; y <= y1; y++) {
        for (int x = x0; x <= x1; x++) {
          most[y * width + x]++;
        }
      }
    }
    long certain = 0;
    for (int i = 0; i < least.length; i++) {
      String cell = i % width + "," + i / width;
      assertThat(cells.getOrDefault(cell, 0L)).as(cell).isBetween(least[i], most[i]);
      certain += least[i];
    }
    assertThat(certain).as("rows whose cell is certain").isGreaterThan(rows.length * 9L / 10);
  }

  private int cell(double[] row, int axis, double shift, int cells) {
    double at = (row[axis] - lo[axis]) * (cells / (hi[axis] - lo[axis])) + shift;
    return Math.clamp((int) Math.floor(at), 0, cells - 1);
  }
}
