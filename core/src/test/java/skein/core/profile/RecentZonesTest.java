package skein.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;

/** Copies of the last zones, with and without room for all. */
@ExtendWith(NoLeaks.class)
class RecentZonesTest {
  @Test
  void shouldKeepTheNewestOfEachLane(MemoryLedger ledger) {
    int many = RecentZones.MOST;
    Capture data = capture(ledger, many, 10, 2 * many, 0);
    try (RecentZones copy = new RecentZones(ledger)) {
      copy.read(data, 1, Long.MAX_VALUE);
      int limit = (many - 10) / 2;
      assertThat(copy.lanes()).isEqualTo(4);
      assertThat(durations(copy, 0)).isEqualTo(range(many - limit + 1, many));
      assertThat(durations(copy, 1)).isEqualTo(range(1, 10));
      assertThat(durations(copy, 2)).isEqualTo(range(2 * many - limit + 1, 2 * many));
      assertThat(durations(copy, 3)).isEmpty();
    } finally {
      data.free();
    }
  }

  @Test
  void shouldKeepAllOfTheSpanThatItHasRoomFor(MemoryLedger ledger) {
    Capture data = capture(ledger, 2 * RecentZones.MOST, 100);
    try (RecentZones copy = new RecentZones(ledger)) {
      copy.read(data, 1, Long.MAX_VALUE);
      copy.read(data, 60, 70);
      assertThat(durations(copy, 0)).isEqualTo(range(30, 70));
      assertThat(durations(copy, 1)).isEqualTo(range(30, 70));
    } finally {
      data.free();
    }
  }

  /** Lanes in which zone number n is of kind n % 7, begins at n and takes n. */
  private static Capture capture(MemoryLedger ledger, int... counts) {
    List<Capture.Track> tracks = new ArrayList<>();
    for (int count : counts) {
      ZoneHistory history = new ZoneHistory(ledger, count);
      for (int n = 1; n <= count; n++) {
        history.zone(n % 7, n, 2L * n, 0, 0);
      }
      tracks.add(new Capture.Track("lane " + tracks.size(), history));
    }
    return new Capture(new ZoneTable(), tracks, new FrameLog(ledger, 1), new RecentTexts(1));
  }

  private static List<Long> durations(RecentZones copy, int lane) {
    List<Long> found = new ArrayList<>();
    copy.replay(
        lane,
        (zone, start, end, depth, value) -> {
          assertThat((long) zone).isEqualTo((end - start) % 7);
          found.add(end - start);
        });
    return found;
  }

  private static List<Long> range(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> (long) i).toList();
  }
}
