package skein.desktop.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import skein.core.axis.AxisScale;
import skein.core.channel.ChannelRequest;
import skein.core.line.GapRule;
import skein.core.line.LineStep;
import skein.core.source.ColourMode;
import skein.core.source.SourceRequest;
import skein.desktop.engine.Filtering;
import skein.desktop.engine.IndexWish;
import skein.desktop.engine.LineWish;
import skein.desktop.engine.MemoryLimits;
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

  @Option(
      names = "--channel",
      paramLabel = "COLUMN",
      description = "Column to filter by, with a histogram; may be given several times.")
  List<String> channels = new ArrayList<>();

  @Option(
      names = "--filter",
      paramLabel = "COLUMN=LO:HI",
      converter = FilterConverter.class,
      description = {
        "Only rows whose value lies between, ends included; may be given several times.",
        "Numbers, ISO times, shares such as 10%%:50%%; of text values as in kind=cash,card."
      })
  List<Filtering.Range> filters = new ArrayList<>();

  /** Parses a range of a column. */
  static final class FilterConverter implements ITypeConverter<Filtering.Range> {
    @Override
    public Filtering.Range convert(String value) {
      int equals = value.indexOf('=');
      if (equals < 1 || equals == value.length() - 1) {
        throw new TypeConversionException("'" + value + "' is not COLUMN=LO:HI");
      }
      return new Filtering.Range(
          value.substring(0, equals), edges(value.substring(equals + 1).strip()));
    }

    /** Ends are parted by "..", or by the colon in the middle, since times have colons, too. */
    static ChannelRequest.Edges edges(String text) {
      int dots = text.indexOf("..");
      if (dots > 0) {
        return new ChannelRequest.Edges(text.substring(0, dots), text.substring(dots + 2));
      }
      long colons = text.chars().filter(c -> c == ':').count();
      int at = -1;
      for (int i = 0; i <= colons / 2 && colons % 2 == 1; i++) {
        at = text.indexOf(':', at + 1);
      }
      return at < 0
          ? new ChannelRequest.Edges(text, text)
          : new ChannelRequest.Edges(text.substring(0, at), text.substring(at + 1));
    }
  }

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
   * @param zone in which times without a zone are meant
   * @param limits of memory, which decide with the number of rows whether an index is used
   */
  SeriesRequest request(
      String location, LineWish.Kind otherwise, ZoneId zone, MemoryLimits limits) {
    return new SeriesRequest(
        new SourceRequest(location, where, sql),
        x,
        y,
        colour,
        mode,
        logX ? AxisScale.LOG10 : AxisScale.LINEAR,
        logY ? AxisScale.LOG10 : AxisScale.LINEAR,
        wish(otherwise),
        limits.suited(new IndexWish(indexRows, indexFolder)),
        new Filtering(channels.stream().map(ChannelRequest::new).toList(), filters, zone));
  }

  /** Options that only lines have ask for lines. */
  private LineWish wish(LineWish.Kind otherwise) {
    boolean lines = y2 != null || by != null || step != LineStep.LINEAR || area;
    LineWish.Kind wanted = kind != null ? kind : lines ? LineWish.Kind.LINE : otherwise;
    return new LineWish(wanted, y2, by, gap, step, area);
  }
}
