package skein.core.profile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.query.SqlSession;
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
        Thread worker = Thread.ofPlatform().name("planted").start(() -> plant(times));
        Threads.join(worker);
        times[2] = System.nanoTime();
        System.gc();
        times[3] = System.nanoTime();
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

  /**
   * A query of DuckDB's whose rows are read slowly, as it shows and as JDK Mission Control sees it.
   */
  @Test
  void shouldShowASlowQueryAndWriteItForMissionControl(@TempDir Path folder, MemoryLedger ledger)
      throws Exception {
    String sql = "SELECT count(*) FROM range(1000) AS slow(i)";
    Path file = folder.resolve("recording.jfr");
    FrameEvent frame = new FrameEvent();
    ZoneEvent zone = new ZoneEvent();
    try (Profiler profiler = new Profiler(ledger);
        SqlSession session =
            new SqlSession(
                "planted",
                (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:"),
                List.of(),
                failure -> {})) {
      profiler.record(1_000);
      long[] times = new long[2];
      try (JvmWatch watch = new JvmWatch(profiler)) {
        times[0] = System.nanoTime();
        long rows = session.ask(sql, JvmWatchTest::readSlowly);
        times[1] = System.nanoTime();
        assertThat(rows).isEqualTo(1_000);
        for (int i = 0; i < 3; i++) {
          zone.begin();
          zone.zone = "planted";
          zone.end();
          zone.commit();
          frame.begin();
          sleep(2);
          frame.end();
          frame.frame = i;
          frame.commit();
        }
        watch.settle();
        watch.dump(file);
        profiler.collect();
        String lane = Thread.currentThread().getName() + " SQL";
        Seen query = only(profiler, lane, "sql.query");
        assertThat(query.start()).isBetween(times[0], times[1]);
        assertThat(query.end()).isBetween(query.start() + 5_000_000L, times[1]);
        assertThat(watch.queries().get(query.value())).isEqualTo(sql);
      }
    }
    List<Long> frames = new ArrayList<>();
    List<String> told = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      switch (event.getEventType().getName()) {
        case "skein.Frame" -> {
          frames.add(event.getLong("frame"));
          assertThat(event.getDuration().toNanos()).isBetween(2_000_000L, 60_000_000_000L);
        }
        case "skein.Query" -> told.add(event.getString("sql"));
        case "skein.Zone" -> told.add(event.getString("zone"));
        default -> {}
      }
    }
    assertThat(frames).containsExactly(0L, 1L, 2L);
    assertThat(told).containsOnlyOnce(sql).contains("planted");
  }

  private static long readSlowly(ResultSet rows) throws SQLException {
    sleep(5);
    rows.next();
    return rows.getLong(1);
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
