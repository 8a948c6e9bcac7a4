package skein.core.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.query.AxisSql;
import skein.core.query.SqlSession;
import skein.core.query.SqlText;

/**
 * Asks for the bounds of one axis: out of the file's own statistics first, else out of all rows.
 */
final class BoundsQuery {
  private static final String FROM = " FROM " + SourceInstance.RELATION;

  private final AxisSql axis;

  BoundsQuery(AxisSql axis) {
    this.axis = axis;
  }

  /** Bounds of x and y; without a scan what the file says of itself, where it says so. */
  static List<ValueBounds> ask(Projection p, List<ColumnInfo> columns, Asker asker, boolean scan) {
    BoundsQuery x = new BoundsQuery(ProjectionSql.x(p, columns));
    BoundsQuery y = new BoundsQuery(ProjectionSql.y(p, columns));
    return List.of(x.ask(asker, scan), y.ask(asker, scan));
  }

  ValueBounds ask(Asker asker, boolean scan) {
    ValueBounds quick = scan ? null : asker.ask(this::quick);
    return quick == null ? asker.ask(this::exact) : quick;
  }

  /** Bounds of the raw column, which files such as Parquet know; null when they have no place. */
  private @Nullable ValueBounds quick(SqlSession session) {
    String c = SqlText.name(axis.column());
    AxisSql lo = new AxisSql("lo", axis.sqlType(), axis.type(), axis.scale());
    AxisSql hi = new AxisSql("hi", axis.sqlType(), axis.type(), axis.scale());
    String raw = "SELECT min(" + c + ") AS lo, max(" + c + ") AS hi" + FROM;
    ValueBounds found =
        session.ask("SELECT " + lo.value() + ", " + hi.value() + " FROM (" + raw + ")", this::read);
    return found.any() && fits(found) ? found : null;
  }

  /** Bounds of all rows that have a place on this axis; scans. */
  private ValueBounds exact(SqlSession session) {
    StringBuilder where = new StringBuilder(" WHERE v IS NOT NULL");
    if (axis.type().isLong()) {
      where.append(" AND v <> ").append(SqlText.whole(Long.MAX_VALUE));
      where.append(" AND v <> ").append(SqlText.whole(-Long.MAX_VALUE));
    } else {
      where.append(" AND isfinite(v)");
    }
    if (axis.scale() == AxisScale.LOG10) {
      where.append(" AND v > 0");
    }
    String rows = "(SELECT " + axis.value() + " AS v" + FROM + ")";
    return session.ask("SELECT min(v), max(v) FROM " + rows + where, this::read);
  }

  private ValueBounds read(ResultSet rows) throws SQLException {
    if (!rows.next() || rows.getObject(1) == null || rows.getObject(2) == null) {
      return ValueBounds.NONE;
    }
    return axis.type().isLong()
        ? new ValueBounds(true, rows.getLong(1), rows.getLong(2), 0, 0)
        : new ValueBounds(true, 0, 0, rows.getDouble(1), rows.getDouble(2));
  }

  private boolean fits(ValueBounds b) {
    boolean log = axis.scale() == AxisScale.LOG10;
    if (axis.type().isLong()) {
      boolean infinite = b.hiLong() == Long.MAX_VALUE || b.loLong() <= -Long.MAX_VALUE;
      return !infinite && (!log || b.loLong() > 0);
    }
    return Double.isFinite(b.lo()) && Double.isFinite(b.hi()) && (!log || b.lo() > 0);
  }
}
