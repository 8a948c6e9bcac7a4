package skein.core.axis;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Where the ticks of an axis lie and what they say. Reused: an unchanged window costs a comparison,
 * and a changed one allocates nothing once the texts have grown. One thread.
 *
 * <p>Ticks are strictly increasing fractions of the window (0 lower edge, 1 upper). Number axes
 * step by 1-2-5 and time axes by calendar units in the given zone. Values are computed from the
 * window's int64 base, so they are exact at any zoom. Time axes also have <em>groups</em>: the
 * coarser part of the time, said once below the ticks that share it. When labels would repeat many
 * leading digits, they are offsets from {@link #tag()}.
 */
public final class Ticks {
  private static final int CAPACITY = 64;
  private static final int MINOR_CAPACITY = 256;

  private final AxisWindow window = new AxisWindow(0, 0, 0);
  private AxisType type = AxisType.REAL;
  private AxisScale scale = AxisScale.LINEAR;
  private ZoneId zone = ZoneOffset.UTC;
  private TickSpace space = TickSpace.NONE;

  private final double[] fractions = new double[CAPACITY];
  private final TextRun[] labels = new TextRun[CAPACITY];
  private final double[] groupFractions = new double[CAPACITY];
  private final TextRun[] groups = new TextRun[CAPACITY];
  private final int[] groupTicks = new int[CAPACITY];
  private final double[] minors = new double[MINOR_CAPACITY];
  private final TextRun tag = new TextRun();
  private int count;
  private int groupCount;
  private int minorCount;
  private long revision;

  private final NumberTicks numbers = new NumberTicks();
  private final LogTicks logs = new LogTicks();
  private final TimeTicks times = new TimeTicks();

  public Ticks() {
    for (int i = 0; i < CAPACITY; i++) {
      labels[i] = new TextRun();
      groups[i] = new TextRun();
    }
  }

  /**
   * Computes the ticks again when anything differs from the last call.
   *
   * @return true when something differed
   */
  public boolean update(
      AxisWindow newWindow,
      AxisType newType,
      AxisScale newScale,
      ZoneId newZone,
      TickSpace newSpace) {
    if (window.sameAs(newWindow)
        && type.equals(newType)
        && scale == newScale
        && zone.equals(newZone)
        && space.equals(newSpace)) {
      return false;
    }
    window.set(newWindow);
    type = newType;
    scale = newScale;
    zone = newZone;
    space = newSpace;
    clear();
    revision++;
    if (!(window.hi() > window.lo()) || space.pixels() < 1) {
      return true;
    }
    if (scale == AxisScale.LOG10) {
      logs.fill(this, window.base() + window.lo(), window.base() + window.hi(), space);
    } else if (type.isTime()) {
      times.fill(this, window, type, zone, space);
    } else {
      numbers.fill(this, window, type.kind() == AxisKind.INTEGER, space);
    }
    return true;
  }

  /** Labelled ticks. */
  public int count() {
    return count;
  }

  public double fraction(int tick) {
    return fractions[tick];
  }

  /** Valid until the next update. */
  public CharSequence label(int tick) {
    return labels[tick];
  }

  /** Groups of a time axis that have room for their text; 0 on other axes. */
  public int groups() {
    return groupCount;
  }

  /** Where a group's text is centred; the first group's lies at the lower edge. */
  public double groupFraction(int group) {
    return groupFractions[group];
  }

  public CharSequence groupLabel(int group) {
    return groups[group];
  }

  /** First tick of a group. */
  public int groupTick(int group) {
    return groupTicks[group];
  }

  /** Ticks without a label. */
  public int minors() {
    return minorCount;
  }

  public double minorFraction(int minor) {
    return minors[minor];
  }

  /** What all labels are offsets from, such as "+850,000"; empty for none. */
  public CharSequence tag() {
    return tag;
  }

  /** Grows with each recomputation. */
  public long revision() {
    return revision;
  }

  TextRun tagText() {
    return tag;
  }

  void clear() {
    count = 0;
    groupCount = 0;
    minorCount = 0;
    tag.clear();
  }

  /** Takes a tick that lies inside and after the last one; returns its text to fill, else null. */
  @Nullable TextRun tick(double fraction) {
    if (!follows(fraction)) {
      return null;
    }
    fractions[count] = fraction;
    return labels[count++].clear();
  }

  private boolean follows(double fraction) {
    return count < CAPACITY
        && fraction >= 0
        && fraction <= 1
        && (count == 0 || fraction > fractions[count - 1]);
  }

  void dropLast() {
    count--;
  }

  /** Moves ticks placed by value to where the values' logarithms lie; leaves out what overlaps. */
  void toLog(AxisWindow values, double lo, double hi, TickSpace room) {
    int n = count;
    count = 0;
    for (int i = 0; i < n; i++) {
      double fraction = (Math.log10(values.at(fractions[i])) - lo) / (hi - lo);
      if (!follows(fraction)) {
        continue;
      }
      TextRun text = labels[i];
      labels[i] = labels[count];
      labels[count] = text;
      fractions[count++] = fraction;
      if (count > 1 && !fits(room, count - 2, count - 1)) {
        dropLast();
      }
    }
  }

  TextRun text(int tick) {
    return labels[tick];
  }

  void minor(double fraction) {
    if (minorCount < MINOR_CAPACITY && fraction >= 0 && fraction <= 1) {
      minors[minorCount++] = fraction;
    }
  }

  /** Opens a group at the newest tick, and returns its text to fill. */
  TextRun group() {
    groupFractions[groupCount] = groupCount == 0 ? 0 : fractions[count - 1];
    groupTicks[groupCount] = count - 1;
    return groups[groupCount++].clear();
  }

  /** Leaves out groups whose text would run into a neighbour's. */
  void thinGroups(TickSpace room) {
    if (!room.horizontal() || groupCount < 2) {
      return;
    }
    int first = groupEnd(0, room) <= groupStart(1, room) ? 0 : 1;
    int kept = 0;
    double end = Double.NEGATIVE_INFINITY;
    for (int g = first; g < groupCount; g++) {
      if (groupStart(g, room) >= end) {
        end = groupEnd(g, room);
        TextRun text = groups[g];
        groups[g] = groups[kept];
        groups[kept] = text;
        groupFractions[kept] = groupFractions[g];
        groupTicks[kept] = groupTicks[g];
        kept++;
      }
    }
    groupCount = kept;
  }

  private double groupStart(int g, TickSpace room) {
    double half = groups[g].length() * room.charWidth() / 2;
    return Math.max(0, groupFractions[g] * room.pixels() - half);
  }

  private double groupEnd(int g, TickSpace room) {
    return groupStart(g, room) + (groups[g].length() + TickSpace.GAP_CHARS) * room.charWidth();
  }

  /** True when no two labels come nearer than the space allows. */
  boolean fits(TickSpace room) {
    for (int i = 1; i < count; i++) {
      if (!fits(room, i - 1, i)) {
        return false;
      }
    }
    return true;
  }

  boolean fits(TickSpace room, int before, int after) {
    double distance = (fractions[after] - fractions[before]) * room.pixels();
    double chars = (labels[before].length() + labels[after].length()) / 2.0 + TickSpace.GAP_CHARS;
    return distance >= Math.max(room.minSpacing(), chars * room.charWidth());
  }
}
