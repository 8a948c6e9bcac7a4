package skein.desktop.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.core.axis.AxisScale;
import skein.core.channel.ChannelRequest;
import skein.core.export.WholeFile;
import skein.core.fault.SkeinException;
import skein.core.index.BlockIndex;
import skein.core.index.IndexCache;
import skein.core.index.IndexProgress;
import skein.core.index.SequenceCache;
import skein.core.index.SequenceIndex;
import skein.core.line.GapRule;
import skein.core.line.LineStep;
import skein.core.load.LoadProgress;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;
import skein.core.source.DataSource;
import skein.core.source.LineProjection;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;
import skein.desktop.engine.LineWish;

/** Builds the index file of a source ahead of its use. */
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    description = {
      "Build the index of a file, which open and render otherwise build by themselves.",
      "One that is there and current is kept; columns to colour by can be added at any time."
    },
    footer = {
      "",
      "Example: skein index trips.parquet --x lon --y lat --channel fare --channel payment"
    })
public final class IndexCommand implements Runnable {
  private static final long TICK_MILLIS = 200;

  @Parameters(paramLabel = "FILE", description = "A file, a glob, or file.duckdb::table.")
  private String file = "";

  @Option(names = "--x", paramLabel = "COLUMN", description = "Column of the horizontal axis.")
  private @Nullable String x;

  @Option(names = "--y", paramLabel = "COLUMN", description = "Column of the vertical axis.")
  private @Nullable String y;

  @Option(
      names = "--channel",
      paramLabel = "COLUMN",
      description = "Also a column to filter by; may be given several times.")
  private List<String> channels = new ArrayList<>();

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "line for rows drawn as lines, in the order of x; scatter by default.")
  private LineWish.Kind kind = LineWish.Kind.SCATTER;

  @Option(
      names = "--y2",
      paramLabel = "COLUMNS",
      description = "Columns of a second vertical axis; lines only.")
  private @Nullable String y2;

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      description = "A line for each value of this column; lines only.")
  private @Nullable String by;

  @Option(names = "--where", paramLabel = "SQL", description = "Only rows for which this holds.")
  private @Nullable String where;

  @Option(names = "--sql", paramLabel = "QUERY", description = "A SELECT in place of the file.")
  private @Nullable String sql;

  @Option(names = "--log-x", description = "Logarithmic horizontal axis.")
  private boolean logX;

  @Option(names = "--log-y", description = "Logarithmic vertical axis.")
  private boolean logY;

  @Option(
      names = "--index-dir",
      paramLabel = "FOLDER",
      description = "Where index files are kept; the user's cache folder by default.")
  private @Nullable Path folder;

  @Option(names = "--report", paramLabel = "JSON", description = "Also write what was done.")
  private @Nullable Path report;

  @Override
  public void run() {
    MemoryLedger ledger = new MemoryLedger();
    IndexProgress progress = new IndexProgress(new LoadProgress());
    long start = System.nanoTime();
    try (StopHook stop = new StopHook();
        Sources sources = new Sources(ledger);
        DataSource source = sources.open(new SourceRequest(file, where, sql))) {
      IndexCache cache = new IndexCache(ledger, folder);
      boolean lines = kind == LineWish.Kind.LINE || y2 != null || by != null;
      if (lines && !channels.isEmpty()) {
        throw SkeinException.usage(
            "--channel", "lines have no colour by a column", "leave it out, or --kind line");
      }
      try (TerminalProgress _ =
          TerminalProgress.start(
              "index", Math.max(0, source.info().rows()), TICK_MILLIS, () -> share(progress))) {
        Built built =
            lines ? lines(cache, source, progress, stop) : points(cache, source, progress, stop);
        tell(built, progress, (System.nanoTime() - start) / 1e9);
      }
    }
  }

  /** What is said of an index. */
  private record Built(long rows, int blocks, int levels, long bytes, Path file, boolean reused) {}

  private Built points(IndexCache cache, DataSource source, IndexProgress progress, StopHook stop) {
    try (IndexCache.Found found = obtain(cache, source, project(source), progress, stop)) {
      BlockIndex index = found.index();
      return new Built(
          index.meta().counts().rows,
          index.blocks(),
          index.pyramid().levels(),
          index.bytes(),
          index.file(),
          found.reused());
    }
  }

  private Built lines(IndexCache cache, DataSource source, IndexProgress progress, StopHook stop) {
    LineProjection lines =
        source.projectLines(
            new LineWish(LineWish.Kind.LINE, y2, by, GapRule.NONE, LineStep.LINEAR, false)
                .request(source.info(), x, y, scale(logX), scale(logY)));
    try (SequenceCache.Found found =
        new SequenceCache(cache).obtain(source, lines, progress, stop::stopped)) {
      if (found == null) {
        throw stopped();
      }
      SequenceIndex index = found.index();
      return new Built(
          index.meta().counts().rows,
          index.blocks(),
          index.levels(),
          index.bytes(),
          index.file(),
          found.reused());
    }
  }

  private static AxisScale scale(boolean log) {
    return log ? AxisScale.LOG10 : AxisScale.LINEAR;
  }

  private Projection project(DataSource source) {
    Projection axes = source.project(x, y, null, ColourMode.COUNT, scale(logX), scale(logY));
    List<ChannelRequest> wanted = channels.stream().map(ChannelRequest::new).toList();
    return axes.withChannels(source.channels(wanted, ZoneOffset.UTC));
  }

  private static double share(IndexProgress progress) {
    return progress.load().share;
  }

  private IndexCache.Found obtain(
      IndexCache cache,
      DataSource source,
      Projection projection,
      IndexProgress progress,
      StopHook stop) {
    IndexCache.Found found = cache.obtain(source, projection, progress, stop::stopped);
    if (found == null) {
      throw stopped();
    }
    return found;
  }

  private SkeinException stopped() {
    return SkeinException.environment(file, "indexing was stopped", "start it again");
  }

  private void tell(Built found, IndexProgress progress, double seconds) {
    long rows = found.rows();
    boolean reused = found.reused();
    System.out.printf(
        Locale.ROOT,
        "%,d rows in %,d blocks, %.1f MB, %s: %s%n",
        rows,
        found.blocks(),
        found.bytes() / 1e6,
        reused ? "there already" : String.format(Locale.ROOT, "%.1f s", seconds),
        found.file());
    Path to = report;
    if (to == null) {
      return;
    }
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("rows", rows);
    root.put("blocks", found.blocks());
    root.put("levels", found.levels());
    root.put("seconds", Math.round(seconds * 1e3) / 1e3);
    root.put("rowsPerSecond", reused ? null : (Double) (rows / seconds));
    long peak = progress.peakAnonymousBytes();
    root.put("peakAnonymousBytes", peak > 0 ? (Long) peak : null);
    root.put("file", found.file().toString());
    root.put("fileBytes", found.bytes());
    root.put("reused", reused);
    WholeFile.write(
        to,
        "the report",
        out -> out.write(mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(root)));
  }
}
