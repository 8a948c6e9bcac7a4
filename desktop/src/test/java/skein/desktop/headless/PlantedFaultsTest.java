package skein.desktop.headless;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import skein.core.budget.BudgetWatch;
import skein.core.gpu.Framebuffer;
import skein.core.gpu.GpuTimer;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;
import skein.core.profile.JvmWatch;
import skein.core.profile.LiveRecording;
import skein.core.profile.Profiler;
import skein.core.profile.ZoneHistory;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.Look;
import skein.desktop.engine.Visualizer;
import skein.systems.FrameStage;
import skein.systems.StageSystem;

/**
 * What is planted into a frame appears in its lane, around the time in which it happened and as
 * long as it was: bounds are what the test itself measures inside and outside of it.
 */
@Timeout(120)
class PlantedFaultsTest {
  private static final long SLEEP_NANOS = 5_000_000;

  /** By how much clocks of JVM or GPU may differ from that of zones. */
  private static final long CLOCK_NANOS = 50_000;

  private static final int WIDTH = 256;
  private static final int HEIGHT = 256;

  private record Zone(long start, long end, int depth) {
    private long nanos() {
      return end - start;
    }
  }

  /** Does something in the frames in which it is asked to. */
  private static final class PlantedSystem extends StageSystem {
    private final Runnable fault;
    private boolean due;
    private long start;
    private long end;

    private PlantedSystem(Runnable fault) {
      super(null);
      this.fault = fault;
    }

    @Override
    protected void run(float seconds) {
      if (due) {
        start = System.nanoTime();
        fault.run();
        end = System.nanoTime();
      }
    }
  }

  @Test
  void aSleepingSystemShowsWhereItSlept() {
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU)) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      PlantedSystem planted = new PlantedSystem(PlantedFaultsTest::sleep);
      v.pipeline().add(FrameStage.LOD, planted);
      v.book().profiler().record(10_000);
      session.frame(v, WIDTH, HEIGHT);
      BudgetWatch watch = v.book().limits().watch();
      int place = watch.place("system.lod");
      long before = watch.count(place);
      planted.due = true;
      session.frame(v, WIDTH, HEIGHT);
      v.book().profiler().collect();
      Zone zone = last(v, Profiler.RENDER, "Planted");
      Zone frame = last(v, Profiler.RENDER, "frame");
      assertThat(zone.nanos()).isGreaterThanOrEqualTo(SLEEP_NANOS);
      assertThat(zone.start()).isBetween(frame.start(), planted.start);
      assertThat(zone.end()).isBetween(planted.end, frame.end());
      assertThat(zone.depth()).isEqualTo(frame.depth() + 1);
      FrameLog log = v.book().log();
      long number = log.next() - 1;
      assertThat(log.get(number, FrameField.LOD)).isGreaterThanOrEqualTo(SLEEP_NANOS);
      assertThat(log.get(number, FrameField.CPU_BUSY))
          .isGreaterThanOrEqualTo(log.get(number, FrameField.LOD));
      assertThat(watch.count(place)).isEqualTo(before + 1);
      assertThat(watch.worst(place)).isGreaterThanOrEqualTo(SLEEP_NANOS / 1e6);
    }
  }

  @Test
  void aCollectionShowsInsideTheFrameThatItStopped() {
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU)) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      PlantedSystem planted = new PlantedSystem(System::gc);
      v.pipeline().add(FrameStage.LOD, planted);
      Profiler profiler = v.book().profiler();
      profiler.record(10_000);
      try (JvmWatch watch = new JvmWatch(profiler)) {
        session.frame(v, WIDTH, HEIGHT);
        planted.due = true;
        session.frame(v, WIDTH, HEIGHT);
        watch.settle();
      }
      profiler.collect();
      Zone zone = last(v, Profiler.RENDER, "Planted");
      assertThat(all(v, "GC"))
          .as("collections, in %s", zone)
          .anyMatch(
              gc ->
                  gc.start() >= zone.start() - CLOCK_NANOS
                      && gc.end() <= zone.end() + CLOCK_NANOS
                      && gc.nanos() > 0);
      assertThat(all(v, "GC pauses"))
          .as("pauses, in %s", zone)
          .anyMatch(
              gc ->
                  gc.start() >= zone.start() - CLOCK_NANOS && gc.end() <= zone.end() + CLOCK_NANOS);
    }
  }

  @Test
  void aLoadOnTheGpuShowsInItsLaneOrSaysThatThereAreNoTimers() {
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU)) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      try (GpuTimer timer = session.timer()) {
        PlantedSystem planted = new PlantedSystem(() -> draw(session, timer));
        v.pipeline().add(FrameStage.DRAW, planted);
        v.book().profiler().record(10_000);
        for (int i = 0; i < 4; i++) {
          session.frame(v, WIDTH, HEIGHT);
        }
        planted.due = true;
        session.frame(v, WIDTH, HEIGHT);
        long loaded = v.book().log().next() - 1;
        planted.due = false;
        long finished = System.nanoTime();
        // the GPU has answered, the next frames read it
        session.frame(v, WIDTH, HEIGHT);
        session.frame(v, WIDTH, HEIGHT);
        v.book().profiler().collect();
        Zone cpu = zones(v, Profiler.RENDER, "Planted").get(4);
        assertThat(cpu.start()).isLessThanOrEqualTo(planted.start);
        assertThat(cpu.end()).isGreaterThanOrEqualTo(planted.end);
        long busy = v.book().log().get(loaded, FrameField.GPU_BUSY);
        if (timer.isAvailable()) {
          assertThat(timer.poll()).isTrue();
          Zone gpu = zones(v, Profiler.GPU, "Planted").get(4);
          assertThat(gpu.nanos()).isGreaterThanOrEqualTo(timer.nanos());
          assertThat(gpu.start()).isGreaterThanOrEqualTo(cpu.start() - CLOCK_NANOS);
          assertThat(gpu.end()).isLessThanOrEqualTo(finished + CLOCK_NANOS);
          assertThat(busy).isGreaterThanOrEqualTo(timer.nanos());
        } else {
          assertThat(all(v, Profiler.GPU)).isEmpty();
          assertThat(busy).isEqualTo(FrameLog.UNKNOWN);
        }
      }
    }
  }

  private static void draw(HeadlessSession session, GpuTimer timer) {
    Framebuffer target = session.target(WIDTH, HEIGHT);
    timer.begin(0);
    for (int i = 0; i < 500; i++) {
      target.clear(0xFF000000 + i);
    }
    timer.end();
  }

  private static void sleep() {
    long until = System.nanoTime() + SLEEP_NANOS;
    for (long left = SLEEP_NANOS; left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static Zone last(Visualizer v, String lane, String zone) {
    return zones(v, lane, zone).getLast();
  }

  private static List<Zone> all(Visualizer v, String lane) {
    return zones(v, lane, "");
  }

  /** Zones of a lane, of one name or all. */
  private static List<Zone> zones(Visualizer v, String lane, String name) {
    LiveRecording live = v.book().component().live;
    List<Zone> out = new ArrayList<>();
    int place = live.lanePlace(lane);
    assertThat(place).as(lane).isNotNegative();
    ZoneHistory history = requireNonNull(live.history(place));
    history.between(
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        (zone, start, end, depth, value) -> {
          if (name.isEmpty() || live.zones().name(zone).equals(name)) {
            out.add(new Zone(start, end, depth));
          }
        });
    return out;
  }
}
