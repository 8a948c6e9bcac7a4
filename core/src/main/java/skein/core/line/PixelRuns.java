package skein.core.line;

import java.util.Arrays;

/**
 * Covered pixel rows of the columns in which a line breaks: a bit a pixel, 64 rows a word. Columns
 * that hold one unbroken interval need none of it. One thread.
 */
final class PixelRuns {
  private long[] words = new long[0];
  private int perColumn;
  private int height;

  /** Makes room; what was there means nothing afterwards. */
  void size(int width, int newHeight) {
    height = newHeight;
    perColumn = (newHeight + 63) >> 6;
    if (words.length < width * perColumn) {
      words = new long[width * perColumn];
    }
  }

  void clear(int column) {
    Arrays.fill(words, column * perColumn, (column + 1) * perColumn, 0);
  }

  /** Covers rows from one to another, both included, as far as they lie in the plot. */
  void cover(int column, int from, int to) {
    int low = Math.max(from, 0);
    int high = Math.min(to, height - 1);
    if (low > high) {
      return;
    }
    int at = column * perColumn;
    int first = low >> 6;
    int last = high >> 6;
    for (int w = first; w <= last; w++) {
      words[at + w] |= mask(w, first, last, low, high);
    }
  }

  /** True when all rows from one to another that lie in the plot are covered. */
  boolean covered(int column, int from, int to) {
    int low = Math.max(from, 0);
    int high = Math.min(to, height - 1);
    int at = column * perColumn;
    int first = low >> 6;
    int last = high >> 6;
    for (int w = first; low <= high && w <= last; w++) {
      long mask = mask(w, first, last, low, high);
      if ((words[at + w] & mask) != mask) {
        return false;
      }
    }
    return true;
  }

  private static long mask(int word, int first, int last, int low, int high) {
    long mask = word == first ? -1L << low : -1L;
    return word == last ? mask & (-1L >>> (63 - (high & 63))) : mask;
  }

  /** The first covered row from {@code from} on, or the height. */
  int nextCovered(int column, int from) {
    return next(column, from, 0);
  }

  /** The first row from {@code from} on that is not covered, or the height. */
  int nextFree(int column, int from) {
    return next(column, from, -1L);
  }

  private int next(int column, int from, long flip) {
    if (from >= height) {
      return height;
    }
    int at = column * perColumn;
    int w = from >> 6;
    long bits = (words[at + w] ^ flip) & (-1L << from);
    while (bits == 0) {
      if (++w == perColumn) {
        return height;
      }
      bits = words[at + w] ^ flip;
    }
    return Math.min(height, (w << 6) + Long.numberOfTrailingZeros(bits));
  }
}
