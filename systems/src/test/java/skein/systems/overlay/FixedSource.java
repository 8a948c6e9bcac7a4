package skein.systems.overlay;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisKind;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.batch.BatchStream;
import skein.core.channel.Channel;
import skein.core.channel.ChannelRequest;
import skein.core.query.AxisRanges;
import skein.core.query.RowLookup;
import skein.core.query.RowWindow;
import skein.core.select.SelectionService;
import skein.core.select.SelectionShares;
import skein.core.source.ColourMode;
import skein.core.source.ColumnInfo;
import skein.core.source.ColumnPick;
import skein.core.source.ColumnStats;
import skein.core.source.DataSource;
import skein.core.source.LineProjection;
import skein.core.source.LineRequest;
import skein.core.source.Projection;
import skein.core.source.SourceInfo;
import skein.core.source.SourceRequest;
import skein.core.source.ValueBounds;

/** A description of a table without rows. */
final class FixedSource implements DataSource {
  private static final AxisType TIME = new AxisType(AxisKind.TIMESTAMP, 1_000_000);

  @Override
  public SourceRequest request() {
    return new SourceRequest("flights-3m.parquet", null, null);
  }

  @Override
  public SourceInfo info() {
    return new SourceInfo(
        "parquet",
        3_000_000,
        List.of(
            new ColumnInfo("date", "TIMESTAMP", TIME, false),
            new ColumnInfo("delay", "SMALLINT", AxisType.INTEGER, true),
            new ColumnInfo("distance", "SMALLINT", AxisType.INTEGER, true),
            new ColumnInfo("air time in minutes, gate to gate", "DOUBLE", AxisType.REAL, false),
            new ColumnInfo("origin", "VARCHAR", null, true),
            new ColumnInfo("destination", "VARCHAR", null, true),
            new ColumnInfo("scheduled", "DATE", AxisType.DATE, false),
            new ColumnInfo("tags", "STRUCT(a INTEGER, b VARCHAR)[]", null, false),
            new ColumnInfo("Größe", "DECIMAL(18,3)", AxisType.REAL, false)),
        new ColumnPick("date", "delay", null));
  }

  @Override
  public long countRows() {
    return 3_000_000;
  }

  @Override
  public List<ColumnStats> statistics() {
    return List.of(
        new ColumnStats("2001-01-01 00:01:00", "2001-12-31 23:59:00", 0),
        new ColumnStats("-82", "1439", 1_204),
        new ColumnStats("31", "4962", 0),
        new ColumnStats("12.5", "688.25", 0),
        new ColumnStats("ABE", "YUM", 0),
        new ColumnStats("ABE", "YUM", 0),
        new ColumnStats("2001-01-01", "2001-12-31", 0),
        new ColumnStats(null, null, 3_000_000),
        new ColumnStats("0.001", "99.000", 17));
  }

  @Override
  public Projection project(
      @Nullable String x,
      @Nullable String y,
      @Nullable String colour,
      @Nullable ColourMode mode,
      AxisScale xScale,
      AxisScale yScale) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Channel> channels(List<ChannelRequest> requests, ZoneId zone) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BatchStream channel(Channel channel) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BatchStream stream(Projection projection) {
    throw new UnsupportedOperationException();
  }

  @Override
  public LineProjection projectLines(LineRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean suitsLines(Projection projection) {
    return false;
  }

  @Override
  public BatchStream lines(LineProjection projection, boolean ordered) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BatchStream sortedLines(LineProjection projection, long memoryBytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BatchStream linesWithin(
      LineProjection projection, AxisRanges ranges, String passing, long limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BatchStream streamWithin(Projection projection, RowWindow window, long limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BatchStream ordered(Projection projection) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BatchStream channel(Projection projection) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<ValueBounds> bounds(Projection projection, boolean scan) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Path> files() {
    return List.of();
  }

  @Override
  public RowLookup lookup(Projection projection) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SelectionService selections(Projection projection) {
    throw new UnsupportedOperationException();
  }

  @Override
  public SelectionShares shares(Projection projection) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DataSource withWhere(@Nullable String where) {
    return this;
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {}
}
