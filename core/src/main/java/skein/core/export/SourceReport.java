package skein.core.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import skein.core.index.IndexState;
import skein.core.query.SqlFaults;
import skein.core.source.ColumnInfo;
import skein.core.source.ColumnStats;
import skein.core.source.DataSource;
import skein.core.source.SourceInfo;

/**
 * What a source is and holds, for programs and for people.
 *
 * @param rows measured, never -1
 * @param stats one for each of the info's columns, in order
 */
public record SourceReport(SourceInfo info, long rows, List<ColumnStats> stats) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NAME_WIDTH = 32;
  private static final int TYPE_WIDTH = 24;
  private static final int VALUE_WIDTH = 26;

  /** Measures a source; scans it. */
  public static SourceReport of(DataSource source) {
    List<ColumnStats> stats = source.statistics();
    return new SourceReport(source.info(), source.countRows(), stats);
  }

  /** {@code {"format","rows","columns":[{"name","type","min","max","nulls"}],"pick":{...}}}. */
  public String json() {
    return json(null);
  }

  /**
   * The same with {@code "index":{"state","file","rows","blocks","fileBytes"}}.
   *
   * @param index the index of the picked columns, or null when none can be
   */
  public String json(@Nullable IndexState index) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", info.format());
    root.put("rows", rows);
    ArrayNode columns = root.putArray("columns");
    for (int i = 0; i < info.columns().size(); i++) {
      ColumnInfo column = info.columns().get(i);
      ColumnStats measured = stats.get(i);
      columns
          .addObject()
          .put("name", column.name())
          .put("type", column.sqlType())
          .put("min", measured.min())
          .put("max", measured.max())
          .put("nulls", measured.nulls() < 0 ? null : (Long) measured.nulls());
    }
    root.putObject("pick")
        .put("x", info.pick().x())
        .put("y", info.pick().y())
        .put("colour", info.pick().colour());
    if (index != null) {
      boolean there = index.bytes() > 0;
      root.putObject("index")
          .put("state", index.state().name().toLowerCase(Locale.ROOT))
          .put("file", index.file().toString())
          .put("rows", there ? (Long) index.rows() : null)
          .put("blocks", there ? (Integer) index.blocks() : null)
          .put("fileBytes", there ? (Long) index.bytes() : null);
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("JSON tree", e);
    }
  }

  /** A table, a line a column; long names and values are cut. */
  public String text() {
    String[][] cells = new String[stats.size() + 1][];
    cells[0] = new String[] {"column", "type", "min", "max", "nulls", "axis"};
    for (int i = 0; i < stats.size(); i++) {
      ColumnInfo column = info.columns().get(i);
      cells[i + 1] =
          new String[] {
            cut(column.name(), NAME_WIDTH),
            cut(column.sqlType(), TYPE_WIDTH),
            cut(stats.get(i).min(), VALUE_WIDTH),
            cut(stats.get(i).max(), VALUE_WIDTH),
            stats.get(i).nulls() < 0 ? "-" : grouped(stats.get(i).nulls()),
            axis(column.name())
          };
    }
    StringBuilder out =
        new StringBuilder("format  " + info.format() + "\nrows    " + grouped(rows) + "\n\n");
    int[] widths = widths(cells);
    for (String[] row : cells) {
      line(out, row, widths);
    }
    return out.toString();
  }

  private String axis(String name) {
    String x = name.equals(info.pick().x()) ? "x" : "";
    String y = name.equals(info.pick().y()) ? "y" : "";
    return x + y;
  }

  private static int[] widths(String[][] cells) {
    int[] widths = new int[cells[0].length];
    for (String[] row : cells) {
      for (int c = 0; c < row.length; c++) {
        widths[c] = Math.max(widths[c], row[c].codePointCount(0, row[c].length()));
      }
    }
    return widths;
  }

  private static void line(StringBuilder out, String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < row.length; c++) {
      String pad = " ".repeat(widths[c] - row[c].codePointCount(0, row[c].length()));
      boolean right = c >= 2 && c <= 4;
      line.append(right ? pad + row[c] : row[c] + pad).append("  ");
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String cut(@Nullable String text, int width) {
    if (text == null) {
      return "-";
    }
    String shown = text.replaceAll("\\p{Cntrl}", " ");
    return SqlFaults.shorten(shown, width);
  }
}
