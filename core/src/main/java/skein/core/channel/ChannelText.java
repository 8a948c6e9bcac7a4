package skein.core.channel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Locale;
import skein.core.axis.AxisPosition;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisText;
import skein.core.axis.AxisType;
import skein.core.fault.SkeinException;

/** Reads ranges of values that a user or a file has written. */
public final class ChannelText {
  private final Channel channel;
  private final ZoneId zone;

  ChannelText(Channel channel, ZoneId zone) {
    this.channel = channel;
    this.zone = zone;
  }

  CodeRange range(ChannelRequest.Edges edges) {
    if (channel.kind() == Channel.Kind.TEXT) {
      return text(edges);
    }
    int from;
    int to;
    if (channel.kind() == Channel.Kind.WHOLE) {
      long first = channel.lowest();
      long last = channel.highest();
      long lo = whole(edges.lo(), channel.type(), zone, first, last, false);
      long hi = whole(edges.hi(), channel.type(), zone, first, last, true);
      require(lo <= hi && hi >= first && lo <= last, edges);
      from = channel.place(lo);
      to = channel.place(hi);
    } else {
      double first = channel.least();
      double last = channel.most();
      double lo = real(edges.lo(), first, last);
      double hi = real(edges.hi(), first, last);
      require(lo <= hi && hi >= first && lo <= last, edges);
      from = channel.place(lo);
      to = channel.place(hi);
    }
    return new CodeRange(from, to);
  }

  private void require(boolean holds, ChannelRequest.Edges edges) {
    if (!holds) {
      throw SkeinException.usage(
          "range " + edges.lo() + ":" + edges.hi() + " of '" + channel.column() + "'",
          "it holds no value of the column",
          "give the lower end first, within the column's range");
    }
  }

  private CodeRange text(ChannelRequest.Edges edges) {
    if (edges.lo().equals(edges.hi()) && !channel.categories().contains(edges.lo())) {
      int listed = 0;
      for (String value : edges.lo().split(",", -1)) {
        listed |= value.equals("null") ? 1 : 2 << category(value);
      }
      return new CodeRange(0, channel.places() - 1, listed);
    }
    int from = category(edges.lo());
    int to = category(edges.hi());
    require(from <= to, edges);
    int mask = 0;
    for (int place = from; place <= to; place++) {
      mask |= 2 << place;
    }
    return new CodeRange(0, channel.places() - 1, mask);
  }

  private int category(String value) {
    int place = channel.categories().indexOf(value);
    if (place < 0) {
      throw SkeinException.usage(
          "value '" + value + "' of '" + channel.column() + "'",
          "it is none of the most frequent: " + String.join(", ", channel.categories()),
          "choose one of these");
    }
    return place;
  }

  /**
   * A whole number or time, rounded into the range that it ends.
   *
   * @param first the lowest value, against which shares are meant; last likewise
   * @param upper true for the upper end of a range
   */
  public static long whole(
      String text, AxisType type, ZoneId zone, long first, long last, boolean upper) {
    if (isShare(text)) {
      BigDecimal span = BigDecimal.valueOf(last).subtract(BigDecimal.valueOf(first));
      BigDecimal at = BigDecimal.valueOf(first).add(span.multiply(share(text)));
      return at.setScale(0, upper ? RoundingMode.FLOOR : RoundingMode.CEILING).longValue();
    }
    AxisPosition at = AxisText.parse(text, type, AxisScale.LINEAR, zone);
    double rest = upper ? Math.floor(at.offset()) : Math.ceil(at.offset());
    long step = (long) rest;
    long sum = at.base() + step;
    boolean over = ((at.base() ^ sum) & (step ^ sum)) < 0;
    return over ? (step < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
  }

  /** A double. */
  public static double real(String text, double first, double last) {
    if (isShare(text)) {
      double share = share(text).doubleValue();
      return first * (1 - share) + last * share;
    }
    return AxisText.parse(text, AxisType.REAL, AxisScale.LINEAR, ZoneId.of("UTC")).offset();
  }

  private static boolean isShare(String text) {
    return text.strip().endsWith("%");
  }

  private static BigDecimal share(String text) {
    String clean = text.strip();
    try {
      return new BigDecimal(clean.substring(0, clean.length() - 1).strip()).movePointLeft(2);
    } catch (NumberFormatException e) {
      throw SkeinException.usage(
          "'" + text + "'",
          "it is no share of a range",
          String.format(Locale.ROOT, "write it as 50%% or 12.5%%"));
    }
  }
}
