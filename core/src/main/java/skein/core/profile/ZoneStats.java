package skein.core.profile;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Durations by zone of one lane: how many, how long with and without the zones inside, and how they
 * spread (to 1 %). One thread; allocates when a zone is first seen.
 */
public final class ZoneStats implements ZoneSink {
  private static final long MOST = 100_000_000_000L;

  private @Nullable Histogram[] spreads = new Histogram[32];
  private long[] totals = new long[32];
  private long[] selves = new long[32];
  private final long[] inside = new long[Lane.MOST_DEPTH + 1];

  @Override
  public void zone(int zone, long start, long end, int depth, long value) {
    Histogram spread = spread(zone);
    long nanos = end - start;
    spread.recordValue(Math.min(nanos, MOST));
    totals[zone] += nanos;
    if (depth < Lane.MOST_DEPTH) {
      selves[zone] += nanos - inside[depth + 1];
      inside[depth + 1] = 0;
      inside[depth] = depth == 0 ? 0 : inside[depth] + nanos;
    }
  }

  private Histogram spread(int zone) {
    if (zone >= spreads.length) {
      int length = Math.max(zone + 1, spreads.length * 2);
      spreads = Arrays.copyOf(spreads, length);
      totals = Arrays.copyOf(totals, length);
      selves = Arrays.copyOf(selves, length);
    }
    Histogram spread = spreads[zone];
    if (spread == null) {
      spread = new Histogram(1, MOST, 2);
      spreads[zone] = spread;
    }
    return spread;
  }

  /** Forgets the durations, not the zones. */
  public void clear() {
    for (Histogram spread : spreads) {
      if (spread != null) {
        spread.reset();
      }
    }
    Arrays.fill(totals, 0);
    Arrays.fill(selves, 0);
    Arrays.fill(inside, 0);
  }

  /** One more than the greatest number of a zone that may have been seen. */
  public int end() {
    return spreads.length;
  }

  public long count(int zone) {
    Histogram spread = at(zone);
    return spread == null ? 0 : spread.getTotalCount();
  }

  /** Nanoseconds in the zone, with all inside it. */
  public long total(int zone) {
    return at(zone) == null ? 0 : totals[zone];
  }

  /** Nanoseconds in the zone and in none inside it. */
  public long self(int zone) {
    return at(zone) == null ? 0 : selves[zone];
  }

  /** The least duration in nanoseconds that this percentage does not exceed; 0 for no zone. */
  public long percentile(int zone, double percent) {
    Histogram spread = at(zone);
    return spread == null || spread.getTotalCount() == 0
        ? 0
        : Math.min(spread.getValueAtPercentile(percent), spread.getMaxValue());
  }

  public long max(int zone) {
    Histogram spread = at(zone);
    return spread == null || spread.getTotalCount() == 0 ? 0 : spread.getMaxValue();
  }

  /**
   * Counts of durations in bins of equal ratio from {@code low} nanoseconds, each {@code ratio}
   * times as wide as the one before; what lies outside is in the outermost bins.
   */
  public void bins(int zone, double low, double ratio, long[] out) {
    Arrays.fill(out, 0);
    Histogram spread = at(zone);
    if (spread == null || spread.getTotalCount() == 0) {
      return;
    }
    long from = 0;
    double edge = low * ratio;
    for (int b = 0; b < out.length; b++) {
      long to = b == out.length - 1 ? MOST : Math.min(MOST, (long) edge - 1);
      if (to >= from) {
        out[b] = spread.getCountBetweenValues(from, to);
        from = spread.nextNonEquivalentValue(to);
      }
      edge *= ratio;
    }
  }

  private @Nullable Histogram at(int zone) {
    return zone < spreads.length ? spreads[zone] : null;
  }
}
