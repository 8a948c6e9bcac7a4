package skein.core.source;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.channel.Channel;
import skein.core.channel.ChannelRequest;
import skein.core.channel.ChannelText;
import skein.core.fault.SkeinException;
import skein.core.query.AxisSql;
import skein.core.query.SqlFaults;

/** Resolves columns to filter by against a source. */
final class ChannelMaker {
  private final String subject;
  private final List<ColumnInfo> columns;
  private final Asker asker;

  ChannelMaker(String subject, List<ColumnInfo> columns, Asker asker) {
    this.subject = subject;
    this.columns = columns;
    this.asker = asker;
  }

  /** One channel a column: requests for the same column are put together. */
  List<Channel> make(List<ChannelRequest> requests, ZoneId zone) {
    List<ColumnInfo> found = new ArrayList<>();
    List<List<ChannelRequest.Edges>> edges = new ArrayList<>();
    for (ChannelRequest request : requests) {
      ColumnInfo column = ColumnNames.find(columns, request.column(), subject);
      int at = found.indexOf(column);
      if (at < 0) {
        at = found.size();
        found.add(column);
        edges.add(new ArrayList<>());
      }
      edges.get(at).addAll(request.edges());
    }
    if (found.size() > Projection.MAX_CHANNELS) {
      throw SkeinException.input(
          subject,
          "it cannot be filtered by " + found.size() + " columns at once",
          "take " + Projection.MAX_CHANNELS + " at most, and --where for the others");
    }
    List<Channel> made = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      made.add(make(found.get(i), edges.get(i), zone));
    }
    return made;
  }

  private Channel make(ColumnInfo column, List<ChannelRequest.Edges> edges, ZoneId zone) {
    AxisType type = column.axisType();
    if (type == null || column.sqlType().equals("BOOLEAN")) {
      return text(column);
    }
    boolean wide = ColumnTypes.wide(column.sqlType()) && !Projector.fitsLong(column, asker);
    AxisType meant = wide ? AxisType.REAL : type;
    AxisSql axis = new AxisSql(column.name(), column.sqlType(), meant, AxisScale.LINEAR);
    ValueBounds bounds = new BoundsQuery(axis).ask(asker, false);
    if (meant.isLong()) {
      long lo = bounds.any() ? bounds.loLong() : 0;
      long hi = bounds.any() ? bounds.hiLong() : 0;
      return Channel.whole(axis, lo, hi, wholeEdges(edges, meant, zone, lo, hi));
    }
    double lo = bounds.any() ? bounds.lo() : 0;
    double hi = bounds.any() ? bounds.hi() : 0;
    return Channel.real(axis, lo, hi, realEdges(edges, lo, hi));
  }

  private static long[] wholeEdges(
      List<ChannelRequest.Edges> edges, AxisType type, ZoneId zone, long lo, long hi) {
    long[] out = new long[2 * edges.size()];
    for (int i = 0; i < edges.size(); i++) {
      out[2 * i] = ChannelText.whole(edges.get(i).lo(), type, zone, lo, hi, false);
      out[2 * i + 1] = ChannelText.whole(edges.get(i).hi(), type, zone, lo, hi, true);
    }
    return out;
  }

  private static double[] realEdges(List<ChannelRequest.Edges> edges, double lo, double hi) {
    double[] out = new double[2 * edges.size()];
    for (int i = 0; i < edges.size(); i++) {
      out[2 * i] = ChannelText.real(edges.get(i).lo(), lo, hi);
      out[2 * i + 1] = ChannelText.real(edges.get(i).hi(), lo, hi);
    }
    return out;
  }

  private Channel text(ColumnInfo column) {
    if (!column.category()) {
      throw SkeinException.input(
          subject,
          "column '"
              + SqlFaults.shorten(column.name(), 60)
              + "' is "
              + SqlFaults.shorten(column.sqlType(), 40)
              + ", which cannot be filtered by",
          "choose a column of numbers, times or text, or filter with --where");
    }
    List<String> found = Projector.categories(column, Channel.MOST_CATEGORIES, asker);
    AxisSql axis = new AxisSql(column.name(), column.sqlType(), AxisType.INTEGER, AxisScale.LINEAR);
    return Channel.text(axis, found);
  }
}
