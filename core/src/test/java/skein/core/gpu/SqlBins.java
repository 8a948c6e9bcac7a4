package skein.core.gpu;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import skein.core.channel.Channel;
import skein.core.query.SqlText;

/** Histograms of the rows of a table {@code p} by SQL. */
final class SqlBins {
  private SqlBins() {}

  /**
   * Adds the rows that a condition lets through to the bins of a channel.
   *
   * @param many true to let SQL find the bins of numbers, too
   */
  static void add(Statement sql, Channel channel, String where, boolean many, long[] bins)
      throws SQLException {
    boolean text = channel.kind() == Channel.Kind.TEXT;
    if (!text && many) {
      addNumbers(sql, channel, where, bins);
      return;
    }
    String value = text ? "CAST(" + channel.column() + " AS VARCHAR)" : channel.axis().value();
    try (ResultSet rows =
        sql.executeQuery("SELECT " + value + ", count(*) FROM p WHERE " + where + " GROUP BY 1")) {
      while (rows.next()) {
        boolean none = rows.getObject(1) == null;
        int place = -1;
        if (text && !none) {
          int at = channel.categories().indexOf(rows.getString(1));
          place = at < 0 ? channel.places() - 1 : at;
        } else if (channel.kind() == Channel.Kind.WHOLE && !none) {
          place = channel.place(rows.getLong(1));
        } else if (!none && Double.isFinite(rows.getDouble(1))) {
          place = channel.place(rows.getDouble(1));
        }
        int bin = place < 0 ? 0 : channel.base() + place >> channel.shift();
        bins[bin] += rows.getLong(2);
      }
    }
  }

  /** The same counted by SQL alone, over the lowest values of the bins. */
  private static void addNumbers(Statement sql, Channel channel, String where, long[] out)
      throws SQLException {
    boolean whole = channel.kind() == Channel.Kind.WHOLE;
    StringBuilder values = new StringBuilder();
    for (int b = 1; b <= channel.bins(); b++) {
      int place = (b - 1) << channel.shift();
      values.append(b == 1 ? "(" : ", (").append(b).append(", ");
      values.append(whole ? "" + channel.whole(place) : SqlText.real(channel.real(place)));
      values.append(")");
    }
    String value = channel.axis().value();
    String any = whole ? value + " IS NOT NULL" : "coalesce(isfinite(" + value + "), false)";
    String bins = "(SELECT * FROM (VALUES " + values + ") AS t(b, lo))";
    try (ResultSet rows =
        sql.executeQuery(
            "SELECT b, count(*) FROM (SELECT "
                + value
                + " AS v FROM p WHERE "
                + where
                + " AND "
                + any
                + ") ASOF JOIN "
                + bins
                + " AS bins ON v >= bins.lo GROUP BY b UNION ALL SELECT 0, count(*) FROM p WHERE "
                + where
                + " AND NOT "
                + any)) {
      while (rows.next()) {
        out[rows.getInt(1)] += rows.getLong(2);
      }
    }
  }
}
