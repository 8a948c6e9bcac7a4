package skein.desktop.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import skein.core.axis.AxisScale;
import skein.core.source.ColourMode;
import skein.core.source.SourceRequest;
import skein.desktop.engine.SeriesRequest;

/** Options that say which rows and columns are shown. */
final class SourceOptions {
  @Option(names = "--x", paramLabel = "COLUMN", description = "Column of the horizontal axis.")
  @Nullable String x;

  @Option(names = "--y", paramLabel = "COLUMN", description = "Column of the vertical axis.")
  @Nullable String y;

  @Option(
      names = {"--color", "--colour"},
      paramLabel = "COLUMN",
      description = "Column that colours: the mean of a number, or a category.")
  @Nullable String colour;

  @Option(
      names = "--color-mode",
      paramLabel = "MODE",
      description = "mean or category; by default the column's type decides.")
  @Nullable ColourMode mode;

  @Option(names = "--where", paramLabel = "SQL", description = "Only rows for which this holds.")
  @Nullable String where;

  @Option(
      names = "--sql",
      paramLabel = "QUERY",
      description =
          "A SELECT to show in place of the file's rows; the file is called source in it.")
  @Nullable String sql;

  @Option(names = "--log-x", description = "Logarithmic horizontal axis.")
  boolean logX;

  @Option(names = "--log-y", description = "Logarithmic vertical axis.")
  boolean logY;

  SeriesRequest request(String location) {
    return new SeriesRequest(
        new SourceRequest(location, where, sql),
        x,
        y,
        colour,
        mode,
        logX ? AxisScale.LOG10 : AxisScale.LINEAR,
        logY ? AxisScale.LOG10 : AxisScale.LINEAR);
  }
}
