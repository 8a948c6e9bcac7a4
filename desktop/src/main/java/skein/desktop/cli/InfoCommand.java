package skein.desktop.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.core.axis.AxisScale;
import skein.core.export.SourceReport;
import skein.core.index.IndexCache;
import skein.core.index.IndexKey;
import skein.core.index.IndexOrder;
import skein.core.index.IndexState;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/** Describes a source. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    description = "Describe a source: format, rows, columns, and the columns that would be picked.",
    footer = {"", "Example: skein info trades.parquet --json"})
public final class InfoCommand implements Runnable {
  @Parameters(paramLabel = "FILE", description = "A file, a glob, or file.duckdb::table.")
  private String file = "";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--where", paramLabel = "SQL", description = "Only rows for which this holds.")
  private @Nullable String where;

  @Option(names = "--sql", paramLabel = "QUERY", description = "A SELECT in place of the file.")
  private @Nullable String sql;

  @Option(
      names = "--index-dir",
      paramLabel = "FOLDER",
      description = "Where index files are kept; the user's cache folder by default.")
  private @Nullable Path indexFolder;

  @Override
  public void run() {
    try (Sources sources = new Sources(new MemoryLedger());
        DataSource source = sources.open(new SourceRequest(file, where, sql))) {
      SourceReport report = SourceReport.of(source);
      System.out.println(json ? report.json(index(source)) : report.text());
    }
  }

  private @Nullable IndexState index(DataSource source) {
    if (source.info().pick().x() == null || source.info().pick().y() == null) {
      return null;
    }
    Projection picked =
        source.project(null, null, null, ColourMode.COUNT, AxisScale.LINEAR, AxisScale.LINEAR);
    IndexCache cache = new IndexCache(new MemoryLedger(), indexFolder);
    return cache.state(IndexKey.of(source, picked, IndexOrder.SPATIAL));
  }
}
