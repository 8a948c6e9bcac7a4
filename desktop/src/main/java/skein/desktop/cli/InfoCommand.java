package skein.desktop.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.core.export.SourceReport;
import skein.core.memory.MemoryLedger;
import skein.core.source.DataSource;
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

  @Override
  public void run() {
    try (Sources sources = new Sources(new MemoryLedger());
        DataSource source = sources.open(new SourceRequest(file, where, sql))) {
      SourceReport report = SourceReport.of(source);
      System.out.println(json ? report.json() : report.text());
    }
  }
}
