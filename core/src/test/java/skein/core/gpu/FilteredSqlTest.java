package skein.core.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.CpuAggregator;
import skein.core.aggregate.CrossCounts;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.axis.AxisScale;
import skein.core.block.BlockSlab;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.channel.Channel;
import skein.core.channel.ChannelRequest;
import skein.core.channel.CodeRange;
import skein.core.load.StreamLoader;
import skein.core.source.ColourMode;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;
import skein.shaders.ShaderSource;

/**
 * Filtered grids and histograms of random views, by CPU and GPU, against DuckDB's own counts of the
 * same rows under the predicates that channels give for their ranges. Positions are whole numbers,
 * so that no row lies near a border of a cell by rounding.
 */
class FilteredSqlTest {
  /** More are counted by perf/oracle.sh. */
  private static final long ROWS = Long.getLong("skein.oracle.rows", 150_000);

  private static final int FEW = 1_000_000;
  private static final int VIEWS = 6;
  private static final long FAR = 60_000_000_000L;
  private static final String[] COLUMNS = {"i", "d", "f", "m", "t", "day", "s", "b", "big"};

  private static GpuFixture gpu;

  @TempDir static Path folder;

  @BeforeAll
  static void open() {
    gpu = new GpuFixture();
  }

  @AfterAll
  static void close() {
    gpu.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniform", "clustered"})
  void shouldCountWhatSqlCounts(String shape) throws SQLException {
    Path file = folder.resolve(shape + ".parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement sql = connection.createStatement()) {
      write(sql, file, shape);
      sql.execute("CREATE VIEW p AS FROM '" + file + "'");
      for (long seed = 1; seed <= 2; seed++) {
        check(sql, file, shape, seed);
      }
    }
  }

  private static void write(Statement sql, Path file, String shape) throws SQLException {
    boolean uniform = shape.equals("uniform");
    String x = uniform ? "floor(random() * 5000)" : "floor(2500 + 300 * (random()+random()-1)^3)";
    String y = uniform ? "floor(random() * 3000)" : "floor(1500 + x / 5 * random())";
    sql.execute("SELECT setseed(0.25)");
    sql.execute(
        "COPY (WITH xs AS MATERIALIZED (SELECT CAST("
            + x
            + " AS BIGINT) AS x FROM range("
            + ROWS
            + ")) SELECT x, CAST("
            + y
            + " AS BIGINT) AS y,"
            + " CAST(x + random() * 40 AS INTEGER) AS i,"
            + " CASE WHEN random() < 0.1 THEN NULL WHEN random() < 0.01 THEN 'nan'::DOUBLE"
            + "  ELSE (random() - 0.3) * x END AS d,"
            + " CAST(-ln(1 - random()) * 7 AS FLOAT) AS f,"
            + " CAST(random() * 500 AS DECIMAL(9,2)) AS m,"
            + " TIMESTAMP '2024-01-01' + to_microseconds(CAST(random() * 3e13 AS BIGINT)) AS t,"
            + " DATE '2020-02-01' + CAST(random() * 900 AS INTEGER) AS day,"
            + " CASE WHEN random() < 0.05 THEN NULL ELSE 'v' || CAST(floor(30 * random()^2)"
            + "  AS INTEGER) END AS s,"
            + " random() < 0.3 AS b,"
            + " CAST((random() - 0.5) * 1.8e19 AS HUGEINT) AS big"
            + " FROM xs) TO '"
            + file
            + "'");
  }

  private static void check(Statement sql, Path file, String shape, long seed) throws SQLException {
    SplittableRandom random = new SplittableRandom(seed);
    List<ChannelRequest> wanted = new ArrayList<>();
    int first = random.nextInt(COLUMNS.length);
    for (int i = 0; i < 5; i++) {
      String column = COLUMNS[(first + 2 * i) % COLUMNS.length];
      boolean text = column.equals("s") || column.equals("b");
      wanted.add(
          new ChannelRequest(
              column, text ? List.of() : List.of(new ChannelRequest.Edges("21.7%", "63.3%"))));
    }
    try (Sources sources = new Sources(gpu.hostLedger);
        DataSource source = sources.open(new SourceRequest(file.toString(), null, null))) {
      List<Channel> channels = source.channels(wanted, ZoneOffset.UTC);
      Projection axes =
          source.project("x", "y", null, ColourMode.COUNT, AxisScale.LINEAR, AxisScale.LINEAR);
      Projection projection = axes.withChannels(channels);
      StreamLoader loader = StreamLoader.start(gpu.hostLedger, source, projection);
      try (loader;
          SlabSet slabs = load(loader);
          Aggregator onCpu = new CpuAggregator(gpu.hostLedger, 2);
          Aggregator onGpu = new GpuAggregator(gpu.context, ShaderSource.shipped())) {
        SeriesOrigin origin = Objects.requireNonNull(loader.progress().origin);
        for (int view = 0; view < VIEWS; view++) {
          check(sql, shape + " seed=" + seed, slabs, channels, origin, random, onCpu, onGpu);
        }
        onGpu.forget(slabs);
      }
    }
  }

  private static SlabSet load(StreamLoader loader) {
    List<BlockSlab> provisional = new ArrayList<>();
    SlabSet set = null;
    while (set == null) {
      BlockSlab slab = loader.queue().poll();
      if (slab != null) {
        provisional.add(slab);
      }
      assertThat(loader.progress().failure).isNull();
      set = loader.takeClustered();
    }
    provisional.forEach(BlockSlab::close);
    return set;
  }

  private static void check(
      Statement sql,
      String name,
      SlabSet slabs,
      List<Channel> channels,
      SeriesOrigin origin,
      SplittableRandom random,
      Aggregator onCpu,
      Aggregator onGpu)
      throws SQLException {
    int unitX = 1 << random.nextInt(6);
    int unitY = 1 << random.nextInt(6);
    long x0 = random.nextInt(-100, 3500);
    long y0 = random.nextInt(-100, 2000);
    int w = 80;
    int h = 60;
    double lo = (double) x0 - origin.x();
    double loY = (double) y0 - origin.y();
    GridSpec spec =
        new GridSpec(
            w, h, lo, lo + (double) w * unitX, loY, loY + (double) h * unitY, ColourMode.COUNT);
    spec.filter().channels(0, channels.size());
    List<String> predicates = new ArrayList<>();
    for (int c = 0; c < channels.size(); c++) {
      spec.filter().shift(c, channels.get(c).shift());
      predicates.add(choose(spec.filter(), c, channels.get(c), random));
    }
    String window =
        String.format(
            "x BETWEEN %d AND %d AND y BETWEEN %d AND %d",
            x0, x0 + (long) w * unitX, y0, y0 + (long) h * unitY);
    String cell =
        String.format(
            "least((x - %d) // %d, %d) + %d * least((y - %d) // %d, %d)",
            x0, unitX, w - 1, w, y0, unitY, h - 1);
    int[] expected = new int[spec.cells()];
    String all = String.join(" AND ", predicates);
    String query = "SELECT " + cell + ", count(*) FROM p WHERE " + window + " AND " + all;
    try (ResultSet rows = sql.executeQuery(query + " GROUP BY 1")) {
      while (rows.next()) {
        expected[rows.getInt(1)] = rows.getInt(2);
      }
    }
    CrossCounts bins = new CrossCounts();
    for (int c = 0; c < channels.size(); c++) {
      List<String> others = new ArrayList<>(predicates);
      others.set(c, "true");
      String where = window + " AND " + String.join(" AND ", others);
      SqlBins.add(sql, channels.get(c), where, ROWS > FEW, bins.bins(c));
    }
    String what = name + " " + spec + " WHERE " + all;
    compare("cpu " + what, onCpu, slabs, spec, expected, bins);
    compare("gpu " + what, onGpu, slabs, spec, expected, bins);
  }

  /** Sets a random range, the one asked for beforehand, or none; returns it as SQL. */
  private static String choose(ChannelFilter filter, int c, Channel channel, SplittableRandom r) {
    if (r.nextInt(4) == 0) {
      return "true";
    }
    CodeRange range;
    if (channel.kind() == Channel.Kind.TEXT) {
      range = new CodeRange(0, channel.places() - 1, r.nextInt() | 2);
      filter.mask(c, range.mask());
      filter.range(c, 0, channel.base() + channel.places() - 1);
      return channel.predicate(range);
    }
    if (r.nextBoolean()) {
      range = channel.range(new ChannelRequest.Edges("21.7%", "63.3%"), ZoneOffset.UTC);
      assertThat(places(channel, range)).as(channel.column()).isEqualTo(asked(channel));
    } else {
      int from = r.nextInt(channel.places());
      range = new CodeRange(from, from + r.nextInt(channel.places() - from));
    }
    filter.range(c, channel.base() + range.from(), channel.base() + range.to());
    return channel.predicate(range);
  }

  /** The lowest value of a range and the lowest beyond it. */
  private static List<Number> places(Channel channel, CodeRange range) {
    return channel.kind() == Channel.Kind.WHOLE
        ? List.of(channel.whole(range.from()), channel.whole(range.to() + 1))
        : List.of(channel.real(range.from()), channel.real(range.to() + 1));
  }

  private static List<Number> asked(Channel channel) {
    if (channel.kind() == Channel.Kind.WHOLE) {
      BigDecimal span = BigDecimal.valueOf(channel.highest() - channel.lowest());
      BigDecimal lowest = BigDecimal.valueOf(channel.lowest());
      BigDecimal from = lowest.add(span.multiply(new BigDecimal("0.217")));
      BigDecimal to = lowest.add(span.multiply(new BigDecimal("0.633")));
      long lo = from.setScale(0, RoundingMode.CEILING).longValue();
      long hi = to.setScale(0, RoundingMode.FLOOR).longValue();
      return List.of(lo, hi + 1);
    }
    double lo = channel.least() * (1 - 0.217) + channel.most() * 0.217;
    double hi = channel.least() * (1 - 0.633) + channel.most() * 0.633;
    return List.of(lo, Math.nextUp(hi));
  }

  private static void compare(
      String name,
      Aggregator aggregator,
      SlabSet slabs,
      GridSpec spec,
      int[] expected,
      CrossCounts bins) {
    try (DensityGrid grid = aggregator.createGrid("test.grid")) {
      while (aggregator.pendingBytes(slabs) > 0) {
        aggregator.upload(slabs, Long.MAX_VALUE);
      }
      aggregator.restart(grid, spec);
      assertThat(aggregator.advance(grid, slabs, System.nanoTime() + FAR)).isTrue();
      assertThat(grid.awaitStats(System.nanoTime() + FAR)).isTrue();
      int[] counts = new int[spec.cells()];
      grid.readCounts(counts);
      assertThat(counts).as(name).isEqualTo(expected);
      CrossCounts found = Objects.requireNonNull(grid.histograms());
      for (int c = 0; c < spec.filter().channels(); c++) {
        assertThat(found.bins(c)).as("%s channel=%d", name, c).isEqualTo(bins.bins(c));
      }
    }
  }
}
