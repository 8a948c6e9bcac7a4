package skein.core.profile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.thread.Threads;

/** Planted work, a planted query and a planted collection, where and as long as they were. */
@ExtendWith(NoLeaks.class)
@Timeout(240)
class JvmWatchTest {
  private record Seen(String zone, long start, long end, long value) {}

  @Test
  void shouldPutWhatHappenedIntoItsLane(MemoryLedger ledger) throws Exception {
    try (Profiler profiler = new Profiler(ledger)) {
      profiler.record(1_000);
      long[] times = new long[4];
      JvmWatch watch = new JvmWatch(profiler);
      try (watch) {
        TimeUnit.MILLISECONDS.sleep(300);
        Thread worker = Thread.ofPlatform().name("planted").start(() -> plant(times));
        Threads.join(worker);
        times[2] = System.nanoTime();
        System.gc();
        times[3] = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep(300);
        watch.settle();
        profiler.collect();
        Seen work = only(profiler, "planted", "test.work");
        assertThat(work.start()).isBetween(times[0], times[1]);
        assertThat(work.end() - work.start()).isBetween(5_000_000L, times[1] - times[0]);
        assertThat(work.value()).isEqualTo(4_096);
        Seen query = only(profiler, "planted SQL", "sql.test");
        assertThat(query.start()).isBetween(work.end(), times[1]);
        assertThat(query.end() - query.start()).isGreaterThanOrEqualTo(3_000_000L);
        assertThat(watch.queries().get(query.value())).isEqualTo("SELECT 42");
        List<Seen> collections = lane(profiler, "GC");
        assertThat(collections)
            .anyMatch(s -> s.start() >= times[2] - 1_000_000 && s.end() <= times[3] + 1_000_000);
        assertThat(lane(profiler, "GC pauses")).isNotEmpty();
        assertThat(lane(profiler, "safepoints"))
            .anyMatch(s -> s.start() >= times[2] - 1_000_000 && s.end() <= times[3] + 1_000_000);
        assertThat(watch.facts().pauses().count()).isPositive();
        assertThat(watch.facts().queries().count()).isEqualTo(1);
      }
    }
  }

  private static void plant(long[] times) {
    times[0] = System.nanoTime();
    try (Work work = Work.begin("test.work")) {
      work.amount(10, 4_096);
      sleep(5);
    }
    try (Query query = Query.begin("test", "SELECT 42")) {
      query.rows(1);
      sleep(3);
    }
    times[1] = System.nanoTime();
  }

  private static void sleep(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < until) {
      LockSupport.parkNanos(until - System.nanoTime());
    }
  }

  private static Seen only(Profiler profiler, String lane, String zone) {
    List<Seen> seen = lane(profiler, lane).stream().filter(s -> s.zone().equals(zone)).toList();
    assertThat(seen).hasSize(1);
    return seen.getFirst();
  }

  private static List<Seen> lane(Profiler profiler, String name) {
    List<Seen> seen = new ArrayList<>();
    for (Profiler.Track track : profiler.tracks()) {
      if (track.lane().name().equals(name)) {
        requireNonNull(track.history())
            .between(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                (zone, start, end, depth, value) ->
                    seen.add(new Seen(profiler.zones().name(zone), start, end, value)));
      }
    }
    return seen;
  }
}
