package skein.core.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.fault.SkeinException;
import skein.core.query.SqlFaults;
import skein.core.query.SqlText;

/** Resolves what a user asked to see against a source. */
final class Projector {
  private static final String ROWS = " FROM " + SourceInstance.RELATION;

  private final String subject;
  private final SourceInfo info;
  private final Asker asker;

  Projector(String subject, SourceInfo info, Asker asker) {
    this.subject = subject;
    this.info = info;
    this.asker = asker;
  }

  Projection project(
      @Nullable String x,
      @Nullable String y,
      @Nullable String colour,
      @Nullable ColourMode mode,
      AxisScale xScale,
      AxisScale yScale) {
    ColumnInfo xColumn = axisColumn(x, info.pick().x(), "--x");
    ColumnInfo yColumn = axisColumn(y, info.pick().y(), "--y");
    AxisType xType = axisType(xColumn, xScale);
    AxisType yType = axisType(yColumn, yScale);
    if (colour == null || mode == ColourMode.COUNT) {
      return Projection.counted(xColumn.name(), yColumn.name(), xType, yType, xScale, yScale);
    }
    ColumnInfo column = ColumnNames.find(info.columns(), colour, subject);
    ColourMode chosen = mode(column, mode);
    double[] range = chosen == ColourMode.MEAN ? range(column) : new double[] {0, 1};
    List<String> labels = chosen == ColourMode.CATEGORY ? categories(column) : List.of();
    return new Projection(
        xColumn.name(),
        yColumn.name(),
        xType,
        yType,
        xScale,
        yScale,
        column.name(),
        chosen,
        range[0],
        range[1],
        labels,
        List.of());
  }

  private ColumnInfo axisColumn(@Nullable String asked, @Nullable String picked, String option) {
    String name = asked == null ? picked : asked;
    if (name == null) {
      boolean one = info.pick().x() != null;
      throw SkeinException.input(
          subject,
          one
              ? "only one column holds numbers, dates or times"
              : "no column holds numbers, dates or times",
          one
              ? "give " + option + " too; the same column may be taken twice"
              : "convert a column with --sql, or describe the file with --sql over read_csv");
    }
    ColumnInfo column = ColumnNames.find(info.columns(), name, subject);
    if (column.axisType() == null) {
      throw SkeinException.input(
          subject,
          "column '"
              + SqlFaults.shorten(column.name(), 60)
              + "' is "
              + SqlFaults.shorten(column.sqlType(), 40)
              + ", which is no number, date or time",
          "choose another column for " + option + ", or convert it with --sql");
    }
    return column;
  }

  private AxisType axisType(ColumnInfo column, AxisScale scale) {
    AxisType type = column.axisType();
    if (type == null) {
      throw new IllegalArgumentException("no axis: column=" + column.name());
    }
    if (scale == AxisScale.LOG10 && type.isTime()) {
      throw SkeinException.input(
          subject,
          "column '" + SqlFaults.shorten(column.name(), 60) + "' is a date or time",
          "take a linear axis for it");
    }
    return ColumnTypes.wide(column.sqlType()) && !fitsLong(column, asker) ? AxisType.REAL : type;
  }

  static boolean fitsLong(ColumnInfo column, Asker asker) {
    String name = SqlText.name(column.name());
    String sql = "SELECT count(" + name + ") = count(TRY_CAST(" + name + " AS BIGINT))" + ROWS;
    return asker.ask(session -> session.ask(sql, rows -> rows.next() && rows.getBoolean(1)));
  }

  private ColourMode mode(ColumnInfo column, @Nullable ColourMode asked) {
    boolean number = column.axisType() != null;
    boolean category = column.category() || (number && !ColumnTypes.nested(column.sqlType()));
    if (asked == ColourMode.MEAN && !number && !column.sqlType().equals("BOOLEAN")) {
      throw unfit(column, "has no mean");
    }
    if (!category && (asked == ColourMode.CATEGORY || !number)) {
      throw unfit(column, "cannot colour");
    }
    return asked != null ? asked : number ? ColourMode.MEAN : ColourMode.CATEGORY;
  }

  private SkeinException unfit(ColumnInfo column, String why) {
    return SkeinException.input(
        subject,
        "column '"
            + SqlFaults.shorten(column.name(), 60)
            + "' is "
            + SqlFaults.shorten(column.sqlType(), 40)
            + ", which "
            + why,
        "choose another column to colour by");
  }

  private double[] range(ColumnInfo column) {
    String value = ProjectionSql.number(column.name(), column.sqlType());
    String sql =
        "SELECT min(v), max(v) FROM (SELECT " + value + " AS v" + ROWS + ") WHERE isfinite(v)";
    return asker.ask(
        session ->
            session.ask(
                sql,
                rows -> {
                  boolean any = rows.next() && rows.getObject(1) != null;
                  return any
                      ? new double[] {rows.getDouble(1), rows.getDouble(2)}
                      : new double[] {0, 1};
                }));
  }

  private List<String> categories(ColumnInfo column) {
    return categories(column, Projection.MAX_CATEGORIES, asker);
  }

  /** The most frequent values; when there are more than fit, the last place is for the rest. */
  static List<String> categories(ColumnInfo column, int most, Asker asker) {
    String name = SqlText.name(column.name());
    String sql =
        "SELECT CAST("
            + name
            + " AS VARCHAR) AS v, count(*) AS n"
            + ROWS
            + " WHERE "
            + name
            + " IS NOT NULL GROUP BY 1 ORDER BY n DESC, v LIMIT "
            + (most + 1);
    List<String> found =
        asker.ask(
            session ->
                session.ask(
                    sql,
                    rows -> {
                      List<String> values = new ArrayList<>();
                      while (rows.next()) {
                        values.add(rows.getString(1));
                      }
                      return values;
                    }));
    if (found.size() > most) {
      List<String> kept = new ArrayList<>(found.subList(0, most - 1));
      kept.add("other");
      return List.copyOf(kept);
    }
    return List.copyOf(found);
  }
}
