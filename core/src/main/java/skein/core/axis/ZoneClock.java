package skein.core.axis;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Offsets of a zone from UTC, remembered between two transitions so that neighbouring look-ups
 * allocate nothing. One thread.
 */
final class ZoneClock {
  private static final long DAY = Civil.DAY_SECONDS;
  private static final long FAR = Instant.MAX.getEpochSecond();

  private ZoneId zone = ZoneOffset.UTC;
  private ZoneRules rules = zone.getRules();
  private long from = Long.MIN_VALUE;
  private long to = Long.MAX_VALUE;
  private int offset;

  void zone(ZoneId newZone) {
    if (newZone.equals(zone)) {
      return;
    }
    zone = newZone;
    rules = newZone.getRules();
    from = 1;
    to = 0;
  }

  ZoneId zone() {
    return zone;
  }

  /** Seconds to add to UTC at an instant. Afterwards {@link #from} and {@link #to} hold. */
  int offsetAt(long epochSecond) {
    if (epochSecond < from || epochSecond >= to) {
      look(Math.clamp(epochSecond, -FAR, FAR));
    }
    return offset;
  }

  /** First second of the span of the last look-up. */
  long from() {
    return from;
  }

  /** First second after the span of the last look-up, or Long.MAX_VALUE. */
  long to() {
    return to;
  }

  private void look(long epochSecond) {
    Instant at = Instant.ofEpochSecond(epochSecond);
    offset = rules.getOffset(at).getTotalSeconds();
    if (rules.isFixedOffset()) {
      from = Long.MIN_VALUE;
      to = Long.MAX_VALUE;
      return;
    }
    @Nullable ZoneOffsetTransition next = rules.nextTransition(at);
    @Nullable ZoneOffsetTransition last =
        rules.previousTransition(Instant.ofEpochSecond(Math.min(FAR, epochSecond + 1)));
    to =
        next == null || next.toEpochSecond() <= epochSecond ? Long.MAX_VALUE : next.toEpochSecond();
    from = last == null ? Long.MIN_VALUE : last.toEpochSecond();
  }

  /** The instant of a local time; in a gap the time after it, in an overlap the earlier one. */
  long instantOf(long localSecond) {
    int before = offsetAt(Math.clamp(localSecond, -FAR, FAR) - DAY);
    long early = localSecond - before;
    int there = offsetAt(early);
    if (there == before) {
      return early;
    }
    long late = localSecond - there;
    return offsetAt(late) == there ? late : early;
  }
}
