package skein.desktop.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import skein.core.axis.AxisScale;
import skein.core.line.GapRule;
import skein.core.line.LineStep;
import skein.core.source.ColourMode;
import skein.core.source.SourceRequest;
import skein.desktop.engine.IndexWish;
import skein.desktop.engine.LineWish;
import skein.desktop.engine.SeriesRequest;

/** Options that say which rows and columns are shown. */
final class SourceOptions {
  @Option(names = "--x", paramLabel = "COLUMN", description = "Column of the horizontal axis.")
  @Nullable String x;

  @Option(
      names = "--y",
      paramLabel = "COLUMN",
      description = "Column of the vertical axis; several for lines, as in a,b,c.")
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

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "line, scatter or auto: lines where rows look like a series over time.")
  LineWish.@Nullable Kind kind;

  @Option(
      names = "--y2",
      paramLabel = "COLUMNS",
      description = "Columns of a second vertical axis, at the right; lines only.")
  @Nullable String y2;

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      description = "Draw a line for each value of this column.")
  @Nullable String by;

  @Option(
      names = "--gap",
      paramLabel = "RULE",
      converter = GapConverter.class,
      description = "Where lines break beside nulls: off, 10x the median spacing, 5m, or units.")
  GapRule gap = GapRule.NONE;

  @Option(
      names = "--step",
      paramLabel = "STEP",
      description = "How rows are joined: linear, pre, post or mid.")
  LineStep step = LineStep.LINEAR;

  @Option(names = "--area", description = "Fill lines down to zero.")
  boolean area;

  @Option(
      names = "--index-rows",
      paramLabel = "N",
      converter = RowsConverter.class,
      description = "From how many rows on an index file is built and used; 50M by default.")
  long indexRows = IndexWish.DEFAULT.rows();

  @Option(
      names = "--index-dir",
      paramLabel = "FOLDER",
      description = "Where index files are kept; the user's cache folder by default.")
  @Nullable Path indexFolder;

  /** Parses a gap rule. */
  static final class GapConverter implements ITypeConverter<GapRule> {
    @Override
    public GapRule convert(String value) {
      return GapRule.parse(value);
    }
  }

  /**
   * What to open.
   *
   * @param otherwise the kind when none is given
   */
  SeriesRequest request(String location, LineWish.Kind otherwise) {
    return new SeriesRequest(
        new SourceRequest(location, where, sql),
        x,
        y,
        colour,
        mode,
        logX ? AxisScale.LOG10 : AxisScale.LINEAR,
        logY ? AxisScale.LOG10 : AxisScale.LINEAR,
        wish(otherwise),
        new IndexWish(indexRows, indexFolder));
  }

  /** Options that only lines have ask for lines. */
  private LineWish wish(LineWish.Kind otherwise) {
    boolean lines = y2 != null || by != null || step != LineStep.LINEAR || area;
    LineWish.Kind wanted = kind != null ? kind : lines ? LineWish.Kind.LINE : otherwise;
    return new LineWish(wanted, y2, by, gap, step, area);
  }
}
