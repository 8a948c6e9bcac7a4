package skein.core.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes a grid's non-zero cells as {@code col,row,count} lines, row 0 at the bottom. */
public final class GridCsv {
  private static final int FLUSH_AT = 1 << 16;

  private GridCsv() {}

  /**
   * Writes the file, whole or not at all.
   *
   * @param counts row-major from the bottom, unsigned
   */
  public static void write(Path file, int[] counts, int width) {
    WholeFile.write(file, "the grid", out -> lines(out, counts, width));
  }

  private static void lines(OutputStream out, int[] counts, int width) throws IOException {
    StringBuilder text = new StringBuilder(FLUSH_AT + 64).append("col,row,count\n");
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 0) {
        continue;
      }
      text.append(i % width).append(',').append(i / width).append(',');
      text.append(Integer.toUnsignedLong(counts[i])).append('\n');
      if (text.length() >= FLUSH_AT) {
        flush(out, text);
      }
    }
    flush(out, text);
  }

  private static void flush(OutputStream out, StringBuilder text) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    text.setLength(0);
  }
}
