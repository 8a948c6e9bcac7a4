package skein.core.source;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.batch.BatchStream;
import skein.core.channel.Channel;
import skein.core.channel.ChannelRequest;
import skein.core.query.AxisRanges;
import skein.core.query.RowLookup;
import skein.core.query.RowWindow;
import skein.core.select.SelectionService;
import skein.core.select.SelectionShares;

/**
 * An opened source: one DuckDB connection of its own, never written to. Not thread-safe except for
 * {@link #cancel()}; each stream and each look-up runs on a connection duplicated from it, so that
 * they can be cancelled alone. Every failure is a {@link skein.core.fault.SkeinException}.
 */
public interface DataSource extends AutoCloseable {
  SourceRequest request();

  SourceInfo info();

  /** Row count under the request's filter; may scan. */
  long countRows();

  /** Min, max and nulls of each column of {@link #info()}, in order; scans. */
  List<ColumnStats> statistics();

  /**
   * Resolves names (exact, else case-insensitively where unambiguous) and asks the source for what
   * colouring needs (range or most frequent categories).
   *
   * @param x column or null for the pick; y and colour likewise
   * @param mode wanted colour mode, or null to let the column's type decide
   */
  Projection project(
      @Nullable String x,
      @Nullable String y,
      @Nullable String colour,
      @Nullable ColourMode mode,
      AxisScale xScale,
      AxisScale yScale);

  /**
   * Resolves columns to filter by and asks for their ranges or most frequent categories.
   *
   * @param zone in which times without a zone are meant
   */
  List<Channel> channels(List<ChannelRequest> requests, ZoneId zone);

  /**
   * Starts a stream of batches, in the order in which they are read fastest. The caller closes it.
   */
  BatchStream stream(Projection projection);

  /** Resolves the columns of lines; asks the source for the series of {@code by}. */
  LineProjection projectLines(LineRequest request);

  /** True when the source looks like a series over time, so that lines suit it; reads little. */
  boolean suitsLines(Projection projection);

  /**
   * Starts a stream of lines in the order of the source's rows, or in the order of x. The caller
   * closes it.
   */
  BatchStream lines(LineProjection projection, boolean ordered);

  /**
   * Starts a stream of lines in the order of x, with each row's place in the source, counted from
   * 0, as a last column of int64. Sorts on disk what does not fit into the memory given. The caller
   * closes it.
   */
  BatchStream sortedLines(LineProjection projection, long memoryBytes);

  /**
   * The rows of lines whose x lies in ranges, at most {@code limit} of them, in the order of x;
   * rows with the same x keep the order of the source. The caller closes the stream.
   *
   * @param passing a condition over the channels that they pass besides, as SQL; empty for none
   */
  BatchStream linesWithin(LineProjection projection, AxisRanges ranges, String passing, long limit);

  /**
   * The rows of a projection whose positions lie in a window, at most {@code limit} of them, as
   * they come. The caller closes the stream.
   */
  BatchStream streamWithin(Projection projection, RowWindow window, long limit);

  /**
   * Starts a stream of the same batches as {@link #stream}, in the source's own order, so that a
   * row's place in it names the row. The caller closes it.
   */
  BatchStream ordered(Projection projection);

  /**
   * Starts a stream of the projection's colour column alone, as column 0, in the source's own
   * order. The caller closes it.
   */
  BatchStream channel(Projection projection);

  /**
   * Starts a stream of a channel's column alone, as column 0, in the source's own order. The caller
   * closes it.
   */
  BatchStream channel(Channel channel);

  /**
   * Bounds of the values of x and of y that have a place in a plot.
   *
   * @param scan false to take what the file says of itself where it says so, which may be wider;
   *     true to look at all rows
   */
  List<ValueBounds> bounds(Projection projection, boolean scan);

  /** The files behind it, in the order in which they are read. */
  List<Path> files();

  /** A look-up service with its own thread and connection. The caller closes it. */
  RowLookup lookup(Projection projection);

  /**
   * Answers about selections on a projection's axes, with its own thread and connections. The
   * caller closes it.
   */
  SelectionService selections(Projection projection);

  /**
   * Tells where selected rows lie on a projection's axes, with its own thread and connections. The
   * caller closes it.
   */
  SelectionShares shares(Projection projection);

  /**
   * A new source over the same data with another predicate; checks the predicate first.
   *
   * @throws skein.core.fault.SkeinException when the predicate does not bind
   */
  DataSource withWhere(@Nullable String where);

  /**
   * Stops counting, statistics and projections, those that run and those to come, for a source that
   * is about to be closed; streams and look-ups are cancelled by themselves. Any thread.
   */
  void cancel();

  @Override
  void close();
}
