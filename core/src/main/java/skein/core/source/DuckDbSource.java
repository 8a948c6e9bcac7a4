package skein.core.source;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.batch.BatchStream;
import skein.core.channel.Channel;
import skein.core.channel.ChannelRequest;
import skein.core.fault.SkeinException;
import skein.core.query.AxisRanges;
import skein.core.query.AxisSql;
import skein.core.query.NearestRow;
import skein.core.query.RowLookup;
import skein.core.query.RowWindow;
import skein.core.query.SqlSession;
import skein.core.select.SelectColumn;
import skein.core.select.SelectionQuery;
import skein.core.select.SelectionService;
import skein.core.select.SelectionShares;
import skein.core.select.SelectionSql;

/** A source behind one in-memory DuckDB database. */
final class DuckDbSource implements DataSource {
  private static final long SMALL_BYTES = 64L << 20;
  private static final int SMALL_SECONDS = 15;
  private static final int LARGE_SECONDS = 120;

  private final SourceRequest request;
  private final SourceTarget target;
  private final BufferAllocator allocator;
  private final SourceDatabase database;
  private final SourceInfo info;
  private long countedRows = -1;

  private DuckDbSource(
      SourceRequest request,
      SourceTarget target,
      BufferAllocator allocator,
      SourceDatabase database,
      SourceInfo info) {
    this.request = request;
    this.target = target;
    this.allocator = allocator;
    this.database = database;
    this.info = info;
  }

  static DuckDbSource open(SourceRequest asked, BufferAllocator allocator) {
    SourceRequest request =
        new SourceRequest(asked.location(), blankToNull(asked.where()), blankToNull(asked.sql()));
    SourceTarget target = SourceTarget.of(request.location());
    return TimeLimit.within(
        target.bytes() < SMALL_BYTES ? SMALL_SECONDS : LARGE_SECONDS,
        target.location(),
        () -> {},
        () -> describe(request, target, allocator));
  }

  private static DuckDbSource describe(
      SourceRequest request, SourceTarget target, BufferAllocator allocator) {
    SourceInstance instance = SourceInstance.open(request, target, allocator);
    try {
      List<ColumnInfo> columns = instance.columns();
      if (columns.isEmpty()) {
        throw SkeinException.input(
            target.location(), "there are no columns", "open a file that holds rows");
      }
      String format = request.sql() == null ? target.format().id() : "sql";
      long rows = RowTotal.cheap(request, target, instance, allocator);
      SourceInfo info =
          new SourceInfo(format, rows, List.copyOf(columns), ColumnPicker.pick(columns));
      SourceDatabase database = new SourceDatabase(request, target, allocator, instance);
      return new DuckDbSource(request, target, allocator, database, info);
    } catch (RuntimeException | OutOfMemoryError e) {
      instance.close();
      throw e;
    }
  }

  @Override
  public SourceRequest request() {
    return request;
  }

  @Override
  public SourceInfo info() {
    return info;
  }

  @Override
  public long countRows() {
    if (info.rows() >= 0) {
      return info.rows();
    }
    if (countedRows < 0) {
      countedRows = database.ask(RowTotal::count);
    }
    return countedRows;
  }

  @Override
  public List<ColumnStats> statistics() {
    return ColumnStatistics.measure(info.columns(), database);
  }

  @Override
  public Projection project(
      @Nullable String x,
      @Nullable String y,
      @Nullable String colour,
      @Nullable ColourMode mode,
      AxisScale xScale,
      AxisScale yScale) {
    return new Projector(target.location(), info, database)
        .project(x, y, colour, mode, xScale, yScale);
  }

  @Override
  public List<Channel> channels(List<ChannelRequest> requests, ZoneId zone) {
    return new ChannelMaker(target.location(), info.columns(), database).make(requests, zone);
  }

  @Override
  public BatchStream channel(Channel channel) {
    String sql = "SELECT " + ProjectionSql.value(channel) + " AS c FROM " + SourceInstance.RELATION;
    return database.stream(sql, Set.of(channel.column()), true, knownRows());
  }

  @Override
  public BatchStream stream(Projection projection) {
    String sql = ProjectionSql.rows(projection, info.columns(), SourceInstance.RELATION);
    return database.stream(sql, columns(projection), false, knownRows());
  }

  @Override
  public BatchStream ordered(Projection projection) {
    String sql = ProjectionSql.rows(projection, info.columns(), SourceInstance.RELATION);
    return database.stream(sql, columns(projection), true, knownRows());
  }

  @Override
  public BatchStream channel(Projection projection) {
    String sql = ProjectionSql.colour(projection, info.columns(), SourceInstance.RELATION);
    Set<String> wanted = Set.of(Objects.requireNonNull(projection.colour(), "colour"));
    return database.stream(sql, wanted, true, knownRows());
  }

  @Override
  public List<ValueBounds> bounds(Projection projection, boolean scan) {
    return BoundsQuery.ask(projection, info.columns(), database, scan);
  }

  @Override
  public List<Path> files() {
    return target.files();
  }

  @Override
  public LineProjection projectLines(LineRequest lines) {
    return new LineProjector(target.location(), info, database).project(lines);
  }

  @Override
  public boolean suitsLines(Projection projection) {
    return new LineProjector(target.location(), info, database).suits(projection);
  }

  @Override
  public BatchStream lines(LineProjection projection, boolean ordered) {
    String sql = LineSql.rows(projection, info.columns(), SourceInstance.RELATION, ordered);
    return database.stream(sql, projection.columns(), true, knownRows());
  }

  @Override
  public BatchStream sortedLines(LineProjection projection, long memoryBytes) {
    String sql = LineSql.placed(projection, info.columns(), SourceInstance.RELATION);
    try (SqlSession session = database.session(false, null)) {
      session.run("SET memory_limit = '" + (memoryBytes >> 20) + "MiB'");
    }
    return database.stream(sql, projection.columns(), true, knownRows());
  }

  @Override
  public BatchStream linesWithin(
      LineProjection projection, AxisRanges ranges, String passing, long limit) {
    String relation = SourceInstance.RELATION;
    String sql = LineSql.within(projection, info.columns(), relation, ranges, passing, limit);
    return database.stream(sql, projection.columns(), true, -1);
  }

  @Override
  public BatchStream streamWithin(Projection projection, RowWindow window, long limit) {
    AxisSql x = ProjectionSql.x(projection, info.columns());
    AxisSql y = ProjectionSql.y(projection, info.columns());
    String sql =
        ProjectionSql.rows(projection, info.columns(), SourceInstance.RELATION)
            + " WHERE "
            + x.within(window.baseX(), window.loX(), window.hiX())
            + " AND "
            + y.within(window.baseY(), window.loY(), window.hiY())
            + " LIMIT "
            + limit;
    return database.stream(sql, columns(projection), false, -1);
  }

  private long knownRows() {
    return info.rows() >= 0 ? info.rows() : countedRows;
  }

  private static Set<String> columns(Projection projection) {
    Set<String> names = new HashSet<>(Arrays.asList(projection.x(), projection.y()));
    if (projection.colour() != null) {
      names.add(projection.colour());
    }
    projection.channels().forEach(channel -> names.add(channel.column()));
    return names;
  }

  @Override
  public RowLookup lookup(Projection projection) {
    AxisSql x = ProjectionSql.x(projection, info.columns());
    AxisSql y = ProjectionSql.y(projection, info.columns());
    List<String> names = info.columns().stream().map(ColumnInfo::name).toList();
    return new NearestRow(
        () -> database.session(false, null), SourceInstance.RELATION, x, y, names);
  }

  @Override
  public SelectionService selections(Projection projection) {
    AxisSql x = ProjectionSql.x(projection, info.columns());
    List<SelectColumn> columns = info.columns().stream().map(ColumnTypes::selected).toList();
    return new SelectionQuery(
        () -> database.session(false, null),
        SourceInstance.RELATION,
        new SelectionSql(x, yOrX(projection)),
        columns);
  }

  @Override
  public SelectionShares shares(Projection projection) {
    return new SelectionShares(
        () -> database.session(false, null),
        SourceInstance.RELATION,
        ProjectionSql.x(projection, info.columns()),
        yOrX(projection));
  }

  private AxisSql yOrX(Projection projection) {
    // a plot of several columns is selected by ranges along x, which do not ask for y
    boolean oneY = info.columns().stream().anyMatch(c -> c.name().equals(projection.y()));
    return oneY
        ? ProjectionSql.y(projection, info.columns())
        : ProjectionSql.x(projection, info.columns());
  }

  @Override
  public DataSource withWhere(@Nullable String where) {
    return open(new SourceRequest(request.location(), where, request.sql()), allocator);
  }

  @Override
  public void cancel() {
    database.cancel();
  }

  @Override
  public void close() {
    database.close();
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
