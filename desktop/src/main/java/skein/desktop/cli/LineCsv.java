package skein.desktop.cli;

import com.badlogic.ashley.core.Entity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.core.axis.AxisScale;
import skein.core.export.WholeFile;
import skein.core.line.LineSeries;
import skein.core.line.M4Columns;
import skein.core.source.LineProjection;

/**
 * The columns of pixels of each line as CSV: {@code series,col,first,last,min,max,count}, a row for
 * each column that holds values of the series, in the units of y.
 */
final class LineCsv {
  private static final int FLUSH_AT = 1 << 16;

  private LineCsv() {}

  /** Writes the file, whole or not at all. */
  static void write(Path file, LinesComponent lines) {
    WholeFile.write(file, "the grid", out -> rows(out, lines));
  }

  private static void rows(OutputStream out, LinesComponent lines) throws IOException {
    StringBuilder text = new StringBuilder("series,col,first,last,min,max,count\n");
    LineProjection p = lines.projection;
    boolean log = p != null && p.yScale() == AxisScale.LOG10;
    for (Entity entity : lines.lines) {
      LineComponent line = entity.getComponent(LineComponent.class);
      LineSeries series = line.shown();
      M4Columns columns = line.columns;
      String name = quoted(line.name);
      for (int c = 0; c < columns.width(); c++) {
        if (columns.count(c) == 0) {
          continue;
        }
        text.append(name).append(',').append(c);
        value(text, series, series.y(columns.start(c)), log);
        value(text, series, series.y(columns.start(c + 1) - 1), log);
        value(text, series, columns.min(c), log);
        value(text, series, columns.max(c), log);
        text.append(',').append(columns.count(c)).append('\n');
        if (text.length() >= FLUSH_AT) {
          flush(out, text);
        }
      }
    }
    flush(out, text);
  }

  private static void value(StringBuilder text, LineSeries series, double position, boolean log) {
    double v = log ? Math.pow(10, position) : position;
    long origin = series.origin().y();
    text.append(',');
    if (v == Math.rint(v) && Math.abs(v) < 0x1p53) {
      text.append(origin + (long) v);
    } else {
      text.append(origin + v);
    }
  }

  private static String quoted(String name) {
    boolean plain = name.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static void flush(OutputStream out, StringBuilder text) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    text.setLength(0);
  }
}
