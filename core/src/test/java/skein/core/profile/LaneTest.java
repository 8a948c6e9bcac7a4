package skein.core.profile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import skein.core.measure.AllocationMeter;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.thread.Threads;

/** What a lane records against what its thread did. */
@ExtendWith(NoLeaks.class)
class LaneTest {
  private record Seen(int zone, long start, long end, int depth, long value) {}

  @Test
  void shouldRecordNestedZonesAsTheyEnd(MemoryLedger ledger) {
    try (Profiler profiler = new Profiler(ledger)) {
      int outer = profiler.zones().id("outer");
      int inner = profiler.zones().id("inner");
      Lane lane = profiler.lane("test");
      profiler.record(1_000);
      long before = System.nanoTime();
      lane.begin(outer);
      lane.begin(inner);
      lane.end(7);
      lane.begin(inner);
      lane.end();
      lane.end();
      long after = System.nanoTime();
      List<Seen> seen = drain(lane);
      assertThat(seen).extracting(Seen::zone).containsExactly(inner, inner, outer);
      assertThat(seen).extracting(Seen::depth).containsExactly(1, 1, 0);
      assertThat(seen).extracting(Seen::value).containsExactly(7L, 0L, 0L);
      assertThat(seen.get(2).start()).isBetween(before, seen.get(0).start());
      assertThat(seen.get(0).end()).isBetween(seen.get(0).start(), seen.get(1).start());
      assertThat(seen.get(2).end()).isBetween(seen.get(1).end(), after);
      assertThat(drain(lane)).isEmpty();
    }
  }

  @Test
  void shouldStayBalancedWhenSwitchedInsideAZone(MemoryLedger ledger) {
    try (Profiler profiler = new Profiler(ledger)) {
      Lane lane = profiler.lane("test");
      lane.begin(1);
      profiler.record(1_000);
      lane.begin(2);
      lane.end();
      lane.end();
      assertThat(drain(lane)).isEmpty();
      lane.begin(3);
      profiler.stop();
      lane.begin(4);
      lane.end();
      lane.end();
      lane.begin(5);
      lane.end();
      assertThat(drain(lane)).extracting(Seen::zone).containsExactly(4, 3);
    }
  }

  @Test
  void shouldCountWhatAFullRingLeavesOut(MemoryLedger ledger) {
    try (Lane lane = new Lane(ledger, "test", on(), 3)) {
      for (int i = 0; i < 20; i++) {
        lane.span(i, i, i + 1, 0, 0);
      }
      assertThat(lane.lost()).isEqualTo(12);
      assertThat(drain(lane)).extracting(Seen::zone).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
      lane.span(20, 20, 21, 0, 0);
      assertThat(drain(lane)).extracting(Seen::zone).containsExactly(20);
    }
  }

  @Test
  void shouldHandEveryZoneToAReaderMeanwhile(MemoryLedger ledger) {
    int zones = 300_000;
    try (Lane lane = new Lane(ledger, "test", on(), 10)) {
      Thread writer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < zones; i++) {
                      lane.span(i, i, i + 2L * i, i & 63, ~i);
                      if ((i & 255) == 0) {
                        Thread.yield();
                      }
                    }
                  });
      long[] last = {-1, 0};
      ZoneSink check =
          (zone, start, end, depth, value) -> {
            assertThat(zone).isGreaterThan((int) last[0]);
            assertThat(start).isEqualTo(zone);
            assertThat(end).isEqualTo(3L * zone);
            assertThat(depth).isEqualTo(zone & 63);
            assertThat(value).isEqualTo(~zone);
            last[0] = zone;
            last[1]++;
          };
      while (writer.isAlive()) {
        lane.drain(check);
      }
      Threads.join(writer);
      lane.drain(check);
      assertThat(last[1] + lane.lost()).isEqualTo(zones);
      assertThat(last[1]).isPositive();
    }
  }

  @Test
  void shouldAllocateNothing(MemoryLedger ledger) {
    try (Profiler profiler = new Profiler(ledger)) {
      Lane lane = profiler.lane("test");
      profiler.record(1_000);
      AllocationMeter meter = new AllocationMeter();
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 8; round++) {
        long before = meter.bytes();
        for (int i = 0; i < 3_000; i++) {
          lane.begin(1);
          lane.begin(2);
          lane.end();
          lane.end(i);
          if (i % 100 == 0) {
            profiler.collect();
          }
        }
        least = Math.min(least, meter.bytes() - before);
      }
      assertThat(least).isZero();
      assertThat(requireNonNull(profiler.tracks().getFirst().history()).size()).isGreaterThan(1000);
    }
  }

  private static RecordingSwitch on() {
    RecordingSwitch recording = new RecordingSwitch();
    recording.set(true);
    return recording;
  }

  private static List<Seen> drain(Lane lane) {
    List<Seen> seen = new ArrayList<>();
    lane.drain(
        (zone, start, end, depth, value) -> seen.add(new Seen(zone, start, end, depth, value)));
    return seen;
  }
}
