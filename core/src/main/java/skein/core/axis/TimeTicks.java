package skein.core.axis;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Ticks of date and time axes at whole calendar units of a zone. */
final class TimeTicks {
  private static final long FAR_DAYS = 1L << 56;

  private final ZoneClock clock = new ZoneClock();
  private final Civil civil = new Civil();
  private final TimeLabels labels = new TimeLabels();

  private AxisType type = AxisType.DATE;
  private long units;
  private long rawLo;
  private long rawHi;
  private long base;
  private double lo;
  private double span;

  void fill(Ticks out, AxisWindow w, AxisType axis, ZoneId zone, TickSpace space) {
    type = axis;
    units = axis.kind() == AxisKind.DATE ? 0 : axis.unitsPerSecond();
    clock.zone(axis.kind() == AxisKind.INSTANT ? zone : ZoneOffset.UTC);
    base = w.base();
    lo = w.lo();
    span = w.hi() - w.lo();
    rawLo = saturated(base, Math.ceil(w.lo()));
    rawHi = saturated(base, Math.floor(w.hi()));
    if (axis.kind() == AxisKind.TIME_OF_DAY) {
      rawLo = Math.max(rawLo, 0);
      rawHi = Math.min(rawHi, Civil.DAY_SECONDS * units);
    }
    double perSecond = units == 0 ? 1.0 / Civil.DAY_SECONDS : units;
    double pixelsPerSecond = space.pixels() / span * perSecond;
    int last = axis.kind() == AxisKind.TIME_OF_DAY ? TimeStep.FIRST_DAY : TimeStep.COUNT;
    for (int step = units == 0 ? TimeStep.FIRST_DAY : 0; step < last; step++) {
      if (TimeStep.seconds(step) * pixelsPerSecond >= room(step, space)
          && (step >= TimeStep.FIRST_DAY || TimeStep.raw(step, units) > 0)) {
        place(out, step, space);
        return;
      }
    }
  }

  private static double room(int step, TickSpace space) {
    double text = (TimeStep.width(step) + TickSpace.GAP_CHARS) * space.charWidth();
    return Math.max(space.pixels() / TickSpace.MAX_TICKS, Math.max(space.minSpacing(), text));
  }

  private void place(Ticks out, int step, TickSpace space) {
    labels.begin(step, type, units);
    if (step < TimeStep.FIRST_DAY) {
      placeEqual(out, TimeStep.raw(step, units), space);
    } else if (step < TimeStep.FIRST_MONTH) {
      placeDays(out, (int) TimeStep.amount(step), space);
    } else {
      boolean years = step >= TimeStep.FIRST_YEAR;
      placeMonths(out, TimeStep.amount(step) * (years ? 12 : 1), space);
    }
    out.thinGroups(space);
  }

  /** Equal steps, aligned to local time in each span between two changes of the zone's offset. */
  private void placeEqual(Ticks out, long step, TickSpace space) {
    long from = rawLo;
    for (int spans = 0; spans < 64 && from <= rawHi; spans++) {
      long offset = clock.offsetAt(Math.floorDiv(from, units)) * units;
      long end = clock.to() == Long.MAX_VALUE ? Long.MAX_VALUE : multiplied(clock.to(), units);
      long local = added(from, offset);
      long skip = Math.floorMod(-local, step);
      long raw = added(from, skip);
      while (raw <= rawHi && raw < end && raw >= from) {
        tick(out, raw, added(raw, offset), space);
        if (raw > Long.MAX_VALUE - step) {
          return;
        }
        raw += step;
      }
      if (end == Long.MAX_VALUE) {
        return;
      }
      from = end;
    }
  }

  private void placeDays(Ticks out, int step, TickSpace space) {
    civil.set(localDay(rawLo));
    long month = civil.year * 12 + civil.month - 1;
    int latest = step == 1 ? 31 : 31 - step;
    for (int i = 0; i < 64; i++, month++) {
      long first = Civil.days(0, month + 1, 1);
      long length = Civil.days(0, month + 2, 1) - first;
      for (int d = 1; d <= Math.min(latest, length); d += step) {
        if (!tickDay(out, first + d - 1, space)) {
          return;
        }
      }
    }
  }

  private void placeMonths(Ticks out, long step, TickSpace space) {
    civil.set(localDay(rawLo));
    long month = Math.floorDiv(civil.year * 12 + civil.month - 1, step) * step;
    for (int i = 0; i < 64; i++, month += step) {
      if (Math.abs(month) > FAR_DAYS || !tickDay(out, Civil.days(0, month + 1, 1), space)) {
        return;
      }
    }
  }

  /** False when the day begins after the window. */
  private boolean tickDay(Ticks out, long day, TickSpace space) {
    if (units == 0) {
      if (day >= rawLo && day <= rawHi) {
        tick(out, day, day, space);
      }
      return day <= rawHi;
    }
    long local = day * Civil.DAY_SECONDS;
    long raw = multiplied(clock.instantOf(local), units);
    if (raw >= rawLo && raw <= rawHi && raw != Long.MAX_VALUE && raw != Long.MIN_VALUE) {
      tick(out, raw, multiplied(local, units), space);
    }
    return raw <= rawHi && raw != Long.MAX_VALUE;
  }

  private void tick(Ticks out, long raw, long local, TickSpace space) {
    @Nullable TextRun text = out.tick(((double) (raw - base) - lo) / span);
    if (text == null) {
      return;
    }
    labels.write(text, local);
    if (out.count() > 1 && !out.fits(space, out.count() - 2, out.count() - 1)) {
      out.dropLast();
      return;
    }
    labels.group(out, local, out.count() == 1);
  }

  private long localDay(long raw) {
    long day = raw;
    if (units != 0) {
      long second = Math.floorDiv(raw, units);
      day = Math.floorDiv(added(second, clock.offsetAt(second)), Civil.DAY_SECONDS);
    }
    return Math.clamp(day, -FAR_DAYS, FAR_DAYS);
  }

  private static long saturated(long base, double offset) {
    if (Math.abs(offset) < 9e18) {
      return added(base, (long) offset);
    }
    double sum = base + offset;
    return sum >= 9.2e18 ? Long.MAX_VALUE : sum <= -9.2e18 ? Long.MIN_VALUE : (long) sum;
  }

  private static long added(long a, long b) {
    long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      return a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return sum;
  }

  private static long multiplied(long a, long b) {
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    if (high != low >> 63) {
      return (a < 0) == (b < 0) ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
    return low;
  }
}
