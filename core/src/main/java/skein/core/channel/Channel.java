package skein.core.channel;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisType;
import skein.core.query.AxisSql;

/**
 * A column as 16-bit codes. Its range is cut at borders into places 0, 1, 2, ...; place k holds the
 * values from border k to below border k + 1 and has the code {@link #base} + k; code 0 means no
 * value (null, NaN, infinite). A range of places is thus exactly a range of values, and {@link
 * #predicate} says which. Borders are round numbers, and the ends of ranges known beforehand.
 *
 * <p>A code shifted right by {@link #shift} is its bin in a histogram of 256; bin 0 is that of no
 * value. Text has a place a category, the most frequent first, the last for all others.
 *
 * <p>Immutable, any thread.
 */
public final class Channel {
  /** What the borders are. */
  public enum Kind {
    /** int64: whole numbers, times. */
    WHOLE,
    /** Doubles. */
    REAL,
    /** Categories. */
    TEXT
  }

  /** Most places: 255 bins of 256. */
  static final int MOST_PLACES = 65_280;

  /** Categories told apart, that of all others included. */
  public static final int MOST_CATEGORIES = 16;

  /** Places that round borders make at most; the others are for borders asked for. */
  static final int ROUND_PLACES = 65_000;

  private final AxisSql axis;
  private final Kind kind;
  private final long[] wholes;
  private final double[] reals;
  private final List<String> categories;
  private final long lowest;
  private final long highest;
  private final double least;
  private final double most;
  private final int places;
  private final int shift;

  private Channel(
      AxisSql axis,
      Kind kind,
      long[] wholes,
      double[] reals,
      List<String> categories,
      long lowest,
      long highest,
      double least,
      double most) {
    this.axis = axis;
    this.lowest = lowest;
    this.highest = highest;
    this.least = least;
    this.most = most;
    this.kind = kind;
    this.wholes = wholes;
    this.reals = reals;
    this.categories = categories;
    this.places =
        switch (kind) {
          case WHOLE -> wholes.length - 1;
          case REAL -> reals.length - 1;
          case TEXT -> Math.max(1, categories.size());
        };
    int bits = 0;
    while ((places - 1) >> bits > 254) {
      bits++;
    }
    this.shift = bits;
  }

  /**
   * A channel of int64 values.
   *
   * @param edges further borders: pairs of the lowest and the highest value of a range
   */
  public static Channel whole(AxisSql axis, long lo, long hi, long... edges) {
    long[] round = WholeSteps.borders(lo, hi, axis.type(), ROUND_PLACES);
    long[] more = new long[edges.length];
    for (int i = 0; i < edges.length; i++) {
      more[i] = i % 2 == 0 || edges[i] == Long.MAX_VALUE ? edges[i] : edges[i] + 1;
    }
    long[] within =
        Arrays.stream(more).filter(v -> v > round[0] && v < round[round.length - 1]).toArray();
    long[] all = new long[round.length + within.length];
    System.arraycopy(round, 0, all, 0, round.length);
    System.arraycopy(within, 0, all, round.length, within.length);
    long[] borders = Arrays.stream(all).sorted().distinct().toArray();
    return new Channel(axis, Kind.WHOLE, borders, new double[0], List.of(), lo, hi, 0, 0);
  }

  /** A channel of doubles; edges as for {@link #whole}. */
  public static Channel real(AxisSql axis, double lo, double hi, double... edges) {
    double[] round = RealSteps.borders(lo, hi, ROUND_PLACES);
    double[] more = new double[edges.length];
    for (int i = 0; i < edges.length; i++) {
      more[i] = i % 2 == 0 ? edges[i] : Math.nextUp(edges[i]);
    }
    double[] within =
        Arrays.stream(more).filter(v -> v > round[0] && v < round[round.length - 1]).toArray();
    double[] all = new double[round.length + within.length];
    System.arraycopy(round, 0, all, 0, round.length);
    System.arraycopy(within, 0, all, round.length, within.length);
    double[] borders = Arrays.stream(all).sorted().distinct().toArray();
    return new Channel(axis, Kind.REAL, new long[0], borders, List.of(), 0, 0, lo, hi);
  }

  /** A channel of text; the last of as many categories as there may be stands for all others. */
  public static Channel text(AxisSql axis, List<String> categories) {
    List<String> held = List.copyOf(categories);
    return new Channel(axis, Kind.TEXT, new long[0], new double[0], held, 0, 0, 0, 0);
  }

  public String column() {
    return axis.column();
  }

  /** The column as SQL. */
  public AxisSql axis() {
    return axis;
  }

  /** What the values mean; of text of no meaning. */
  public AxisType type() {
    return axis.type();
  }

  public Kind kind() {
    return kind;
  }

  /** Labels of the places of text. */
  public List<String> categories() {
    return categories;
  }

  /** Number of places, at least one. */
  public int places() {
    return places;
  }

  /** Bits that a code is shifted by to become a bin. */
  public int shift() {
    return shift;
  }

  /** Code of place 0; bin 1 begins with it. */
  public int base() {
    return 1 << shift;
  }

  /** Bins in use, those of values: bins 1 to this. */
  public int bins() {
    return ((places - 1) >> shift) + 1;
  }

  /** The smallest value of the column, of int64; highest likewise. */
  public long lowest() {
    return lowest;
  }

  public long highest() {
    return highest;
  }

  /** The smallest value of the column, of doubles; most likewise. */
  public double least() {
    return least;
  }

  public double most() {
    return most;
  }

  /** The lowest value of a place of int64; border {@link #places} is above all. */
  public long whole(int border) {
    return wholes[border];
  }

  public double real(int border) {
    return reals[border];
  }

  /** Distance of borders, about. */
  public double step() {
    return switch (kind) {
      case WHOLE -> (double) wholes[places] / places - (double) wholes[0] / places;
      case REAL -> reals[places] / places - reals[0] / places;
      case TEXT -> 1;
    };
  }

  /** The place of a value, the nearest for one outside. */
  public int place(long value) {
    return inside(Arrays.binarySearch(wholes, value));
  }

  public int place(double value) {
    return inside(Arrays.binarySearch(reals, value == 0 ? 0.0 : value));
  }

  private int inside(int found) {
    int place = found >= 0 ? found : -found - 2;
    return Math.clamp(place, 0, places - 1);
  }

  /** Borders for who encodes many values; not to be written to. */
  public long[] wholes() {
    return wholes;
  }

  public double[] reals() {
    return reals;
  }

  /** The whole range. */
  public CodeRange all() {
    return new CodeRange(0, places - 1);
  }

  /**
   * The range of values that text asks for, both ends included; the places that hold them.
   *
   * @throws skein.core.fault.SkeinException when the text is no such value, or the range is empty
   */
  public CodeRange range(ChannelRequest.Edges edges, ZoneId zone) {
    return new ChannelText(this, zone).range(edges);
  }

  /** True for exactly the rows that are in a range, as SQL over the source's columns. */
  public String predicate(CodeRange range) {
    return new ChannelSql(this).predicate(range);
  }

  /** Identifies borders and categories, for files of codes. */
  public String coding() {
    return kind
        + " "
        + Arrays.hashCode(wholes)
        + " "
        + Arrays.hashCode(reals)
        + " "
        + places
        + " "
        + label(0)
        + " "
        + label(places)
        + " "
        + categories;
  }

  private @Nullable String label(int border) {
    return switch (kind) {
      case WHOLE -> Long.toString(wholes[border]);
      case REAL -> Double.toString(reals[border]);
      case TEXT -> null;
    };
  }
}
