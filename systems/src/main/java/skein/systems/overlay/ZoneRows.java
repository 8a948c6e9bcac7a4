package skein.systems.overlay;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.budget.RunComparison;
import skein.core.budget.ZoneComparison;
import skein.core.profile.Recorded;
import skein.core.profile.ZoneHistory;
import skein.core.profile.ZoneStats;
import skein.core.session.SavedRun;

/**
 * The zones of a span of time with their durations, those with most time first, each with the zone
 * of the same name and lane in another run. Render thread; allocates when a zone is first seen.
 */
final class ZoneRows {
  private static final int MOST = 512;

  private final long[] totals = new long[MOST];
  private final int[] zones = new int[MOST];
  private final int[] lanes = new int[MOST];
  private final int[] otherZones = new int[MOST];
  private final @Nullable ZoneStats[] others = new ZoneStats[MOST];
  private final @Nullable RunComparison[] weighed = new RunComparison[MOST];
  private ZoneStats[] stats = {};
  private int count;

  int count() {
    return count;
  }

  int zone(int row) {
    return zones[row];
  }

  int lane(int row) {
    return lanes[row];
  }

  /** Durations of the row's lane. */
  ZoneStats stats(int row) {
    return stats[lanes[row]];
  }

  /** Durations of a lane; null when it has no zone. */
  @Nullable ZoneStats ofLane(int lane) {
    return lane < stats.length ? stats[lane] : null;
  }

  /** Durations of the row's lane in the other run; null when the zone is not in it. */
  @Nullable ZoneStats other(int row) {
    return others[row];
  }

  /** The zone's number in the other run. */
  int otherZone(int row) {
    return otherZones[row];
  }

  /** How sure the difference is; null when that is not known. */
  @Nullable RunComparison weighed(int row) {
    return weighed[row];
  }

  /** Reads a span of time. */
  void read(Recorded data, long from, long to, CharSequence search) {
    if (stats.length < data.lanes()) {
      int had = stats.length;
      stats = Arrays.copyOf(stats, data.lanes());
      for (int i = had; i < stats.length; i++) {
        stats[i] = new ZoneStats();
      }
    }
    count = 0;
    for (int lane = 0; lane < data.lanes(); lane++) {
      ZoneHistory history = data.history(lane);
      stats[lane].clear();
      if (history == null) {
        continue;
      }
      history.between(from, to, stats[lane]);
      for (int zone = 0; zone < stats[lane].end() && count < MOST; zone++) {
        if (stats[lane].count(zone) > 0
            && (search.isEmpty() || ZoneLanes.contains(data.zones().name(zone), search))) {
          insert(lane, zone, stats[lane].total(zone));
        }
      }
    }
  }

  private void insert(int lane, int zone, long total) {
    int at = count++;
    while (at > 0 && totals[at - 1] < total) {
      totals[at] = totals[at - 1];
      zones[at] = zones[at - 1];
      lanes[at] = lanes[at - 1];
      at--;
    }
    totals[at] = total;
    zones[at] = zone;
    lanes[at] = lane;
  }

  /** Finds each row in another run. */
  void match(Recorded data, @Nullable SavedRun other, @Nullable ZoneComparison differences) {
    Arrays.fill(others, null);
    Arrays.fill(weighed, null);
    if (other == null) {
      return;
    }
    List<ZoneStats> told = other.stats();
    for (int row = 0; row < count; row++) {
      String lane = data.lane(lanes[row]);
      String zone = data.zones().name(zones[row]);
      int place = other.capture().lanePlace(lane);
      otherZones[row] = other.capture().zones().find(zone);
      if (place >= 0 && otherZones[row] >= 0 && told.get(place).count(otherZones[row]) > 0) {
        others[row] = told.get(place);
        weighed[row] = differences == null ? null : differences.of(lane, zone);
      }
    }
  }
}
