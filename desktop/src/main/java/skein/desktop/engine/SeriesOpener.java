package skein.desktop.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skein.core.channel.Channel;
import skein.core.channel.ChannelRequest;
import skein.core.fault.SkeinException;
import skein.core.index.IndexCache;
import skein.core.index.IndexLoader;
import skein.core.index.IndexedLineLoader;
import skein.core.line.StreamLineLoader;
import skein.core.load.SlabLoader;
import skein.core.load.StreamLoader;
import skein.core.memory.MemoryLedger;
import skein.core.query.RowLookup;
import skein.core.source.DataSource;
import skein.core.source.FileStates;
import skein.core.source.LineProjection;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;
import skein.desktop.Failures;

/**
 * Opens series on a thread of its own, so that no frame waits for a file. The newest request wins:
 * what an older one opened is closed again.
 */
public final class SeriesOpener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SeriesOpener.class);

  /**
   * What came of a request: exactly one of the two is there.
   *
   * @param request what was asked
   */
  public record Outcome(
      SeriesRequest request, @Nullable OpenedSeries series, @Nullable SkeinException failure) {}

  private final MemoryLedger ledger;
  private final Sources sources;
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("skein-open").daemon().factory());
  private final AtomicLong newest = new AtomicLong();
  private final AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();

  public SeriesOpener(MemoryLedger ledger) {
    this.ledger = ledger;
    this.sources = new Sources(ledger);
    worker.execute(BackgroundPriority::take);
  }

  /** Begins to open; {@link #poll} gives the outcome some frames later. */
  public void request(SeriesRequest request) {
    long ticket = newest.incrementAndGet();
    worker.execute(() -> run(ticket, request));
  }

  /** The outcome of the newest request, once. */
  public @Nullable Outcome poll() {
    return outcome.get() == null ? null : outcome.getAndSet(null);
  }

  /** Opens on the calling thread and starts the load. */
  public OpenedSeries open(SeriesRequest request) {
    SourceRequest wanted = request.source();
    DataSource source = sources.open(wanted);
    try {
      FileStates files = FileStates.of(source);
      LineWish wish = request.lines();
      boolean lines =
          wish.kind() == LineWish.Kind.LINE
              || (wish.kind() == LineWish.Kind.AUTO
                  && wish.asksForLines(source.info(), request.y()));
      if (lines) {
        return openLines(request, source, files);
      }
      Projection projection =
          source.project(
              request.x(),
              request.y(),
              request.colour(),
              request.mode(),
              request.xScale(),
              request.yScale());
      if (wish.kind() == LineWish.Kind.AUTO && source.suitsLines(projection)) {
        return openLines(request, source, files);
      }
      Filtering filtering = request.filtering();
      List<ChannelRequest> channels = filtering.wanted();
      if (!channels.isEmpty()) {
        projection = projection.withChannels(source.channels(channels, filtering.zone()));
      }
      RowLookup lookup = source.lookup(projection);
      SlabLoader loader = load(request.index(), source, projection);
      return new OpenedSeries(request, name(wanted), source, projection, loader, lookup, files);
    } catch (RuntimeException | Error e) {
      source.close();
      throw e;
    }
  }

  private SlabLoader load(IndexWish index, DataSource source, Projection projection) {
    return index.wants(source)
        ? IndexLoader.start(new IndexCache(ledger, index.folder()), source, projection)
        : StreamLoader.start(ledger, source, projection);
  }

  /**
   * Opens lines. Those in memory keep their channels' codes, by which rows that fail a range are
   * left out as it moves; of an index such rows are left out when they are read. Lines break where
   * the gap rule finds them missing.
   */
  private OpenedSeries openLines(SeriesRequest request, DataSource source, FileStates files) {
    Filtering filtering = request.filtering();
    List<ChannelRequest> wanted = filtering.wanted();
    List<Channel> channels =
        wanted.isEmpty() ? List.of() : source.channels(wanted, filtering.zone());
    if (!request.index().wants(source)) {
      return startLines(request, source, channels, files);
    }
    SourceRequest all = source.request();
    SourceRequest passing = all.and(filtering.passing(channels));
    if (passing.equals(all)) {
      return startLines(request, source, channels, files);
    }
    DataSource some = source.withWhere(passing.where());
    try {
      OpenedSeries opened = startLines(request, some, channels, files);
      source.close();
      return opened;
    } catch (RuntimeException | Error e) {
      some.close();
      throw e;
    }
  }

  private OpenedSeries startLines(
      SeriesRequest request, DataSource source, List<Channel> channels, FileStates files) {
    LineProjection lines = source.projectLines(request.lines().request(source.info(), request));
    IndexWish index = request.index();
    SlabLoader loader =
        index.wants(source)
            ? IndexedLineLoader.start(new IndexCache(ledger, index.folder()), source, lines)
            : StreamLineLoader.start(ledger, source, lines.withChannels(channels));
    return new OpenedSeries(
        request,
        name(source.request()),
        source,
        lines.axes().withChannels(channels),
        loader,
        null,
        files);
  }

  private void run(long ticket, SeriesRequest request) {
    if (ticket != newest.get()) {
      return;
    }
    Outcome result;
    try {
      result = new Outcome(request, open(request), null);
    } catch (Throwable e) {
      result = new Outcome(request, null, Failures.asSkein(e));
    }
    if (ticket != newest.get()) {
      close(result);
      return;
    }
    close(outcome.getAndSet(result));
  }

  private static void close(@Nullable Outcome result) {
    OpenedSeries series = result == null ? null : result.series();
    if (series != null) {
      closeSeries(series);
    }
  }

  static void closeSeries(OpenedSeries series) {
    series.loader().close();
    RowLookup lookup = series.lookup();
    if (lookup != null) {
      lookup.close();
    }
    series.source().close();
  }

  private static String name(SourceRequest request) {
    String location = request.location();
    Path file = Path.of(location).getFileName();
    return file == null ? location : file.toString();
  }

  /** Stops opening and closes what nobody took; what was taken stays open. */
  public void stop() {
    newest.incrementAndGet();
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(20, TimeUnit.SECONDS)) {
        LOG.warn("opening a series does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close(outcome.getAndSet(null));
  }

  /** Stops, then frees the memory that all series share; after all that was taken is closed. */
  @Override
  public void close() {
    stop();
    try {
      sources.close();
    } catch (IllegalStateException e) {
      LOG.warn("memory of sources is left", e);
    }
  }
}
