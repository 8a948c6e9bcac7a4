package skein.core.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.fault.SkeinException;
import skein.core.query.SqlFaults;
import skein.core.query.SqlText;

/** Resolves which lines a user asked to see against a source, and whether lines suit it at all. */
final class LineProjector {
  /** Rows looked at to tell whether a source lies in the order of a column. */
  private static final int SAMPLE = 100_000;

  /** Share of rows that may repeat the x before them in a source that shows as lines by itself. */
  private static final double MOST_REPEATS = 0.05;

  private final String subject;
  private final SourceInfo info;
  private final Asker asker;
  private final Projector projector;

  LineProjector(String subject, SourceInfo info, Asker asker) {
    this.subject = subject;
    this.info = info;
    this.asker = asker;
    this.projector = new Projector(subject, info, asker);
  }

  LineProjection project(LineRequest request) {
    List<String> asked = new ArrayList<>(request.left());
    asked.addAll(request.right());
    if (asked.size() > LineProjection.MOST_SERIES) {
      throw tooMany(asked.size() + " columns");
    }
    @Nullable String firstY = asked.isEmpty() ? null : asked.getFirst();
    Projection first = axes(request, firstY);
    List<LineColumn> ys = new ArrayList<>();
    ys.add(new LineColumn(first.y(), first.yType(), request.left().isEmpty() && firstY != null));
    for (int i = 1; i < asked.size(); i++) {
      Projection next = axes(request, asked.get(i));
      ys.add(new LineColumn(next.y(), next.yType(), i >= request.left().size()));
    }
    String by = request.by();
    if (by == null) {
      return projection(first, ys, null, List.of());
    }
    if (ys.size() > 1) {
      throw SkeinException.usage(
          "--by", "it parts one column into series, but there are " + ys.size(), "give one --y");
    }
    String column = ColumnNames.find(info.columns(), by, subject).name();
    return projection(first, ys, column, values(column));
  }

  private Projection axes(LineRequest request, @Nullable String y) {
    return projector.project(
        request.x(), y, null, ColourMode.COUNT, request.xScale(), request.yScale());
  }

  private static LineProjection projection(
      Projection axes, List<LineColumn> ys, @Nullable String by, List<String> categories) {
    return new LineProjection(
        axes.x(),
        axes.xType(),
        axes.xScale(),
        axes.yScale(),
        List.copyOf(ys),
        by,
        categories,
        List.of());
  }

  private List<String> values(String column) {
    String name = SqlText.name(column);
    String sql =
        "SELECT DISTINCT CAST("
            + name
            + " AS VARCHAR) AS v FROM "
            + SourceInstance.RELATION
            + " WHERE "
            + name
            + " IS NOT NULL ORDER BY v LIMIT "
            + (LineProjection.MOST_SERIES + 1);
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
    if (found.isEmpty()) {
      throw SkeinException.input(
          subject,
          "--by: column '" + shorten(column) + "' holds no value",
          "choose another column");
    }
    if (found.size() > LineProjection.MOST_SERIES) {
      throw tooMany("column '" + shorten(column) + "' with more values");
    }
    return List.copyOf(found);
  }

  private SkeinException tooMany(String what) {
    return SkeinException.input(
        subject,
        "a plot holds " + LineProjection.MOST_SERIES + " series, not " + what,
        "choose fewer with --y or --where, or another column with --by");
  }

  private static String shorten(String name) {
    return SqlFaults.shorten(name, 60);
  }

  /**
   * True when the source's first rows look like a series over time: x is a date or time that rises
   * and seldom repeats, y a number.
   */
  boolean suits(Projection p) {
    AxisType x = p.xType();
    if (!x.isTime() || p.yType().isTime() || p.colour() != null || p.xScale() != AxisScale.LINEAR) {
      return false;
    }
    String sql =
        "SELECT bool_and(x >= p), count(*) FILTER (WHERE x = p), count(x)"
            + " FROM (SELECT x, lag(x) OVER () AS p FROM (SELECT "
            + SqlText.name(p.x())
            + " AS x FROM "
            + SourceInstance.RELATION
            + " LIMIT "
            + SAMPLE
            + "))";
    return asker.ask(
        session ->
            session.ask(
                sql,
                rows ->
                    rows.next()
                        && rows.getBoolean(1)
                        && rows.getLong(2) <= rows.getLong(3) * MOST_REPEATS));
  }
}
