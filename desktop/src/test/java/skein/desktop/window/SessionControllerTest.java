package skein.desktop.window;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.components.ProfileComponent;
import skein.core.budget.Budgets;
import skein.core.budget.RunComparison;
import skein.core.budget.ZoneComparison;
import skein.core.measure.AllocationMeter;
import skein.core.profile.JvmWatch;
import skein.core.profile.Profiler;
import skein.core.session.SavedRun;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.Look;
import skein.desktop.engine.Visualizer;
import skein.desktop.headless.HeadlessSession;
import skein.systems.overlay.ProfileCommands.Export;

/** What the panel saves opens again, beside what is still recorded. */
@Timeout(240)
class SessionControllerTest {
  private static final int FRAMES = 40;
  private static final int ANSWERS = 5;
  private static final long LIMIT_NANOS = 120_000_000_000L;

  @TempDir private Path folder;

  @Test
  void shouldSaveWhatIsRecordedAndPutItBesideIt() throws IOException {
    HeadlessSession session = HeadlessSession.open(Wish.CPU);
    try (session) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      Profiler profiler = v.book().profiler();
      ProfileComponent profile = v.book().component();
      profiler.record(10_000);
      RecentFiles recent = new RecentFiles(folder.resolve("recent"));
      try (JvmWatch watch = new JvmWatch(profiler);
          SessionController controller =
              new SessionController(
                  profile, v.frame(), () -> null, Budgets.usual(), recent, folder, () -> {})) {
        profile.live.watch(watch);
        frames(session, v);
        for (Export as : Export.values()) {
          controller.save(as);
          await(controller, () -> controller.notice().startsWith("Saved "));
        }
        assertThat(events(only(".jfr"))).contains("skein.Frame", "skein.Zone");
        assertThat(Files.readAllLines(only(".csv"))).hasSize(FRAMES + 1);
        Path trace = only(".trace.json");
        assertThat(new ObjectMapper().readTree(trace.toFile()).get("traceEvents").size())
            .isGreaterThan(FRAMES);
        controller.compare(only(".skeinprof").toString());
        await(controller, () -> profile.compared != null);
        SavedRun beside = requireNonNull(profile.compared);
        checkSaved(beside);
        checkWeighed(controller, v);
        checkFollowed(controller, session, v);
        controller.alone();
        assertThat(profile.compared).isNull();
        assertThat(controller.follow()).as("with nothing beside").isNull();
        controller.compare(trace.toString());
        await(controller, () -> controller.notice().contains("not a session"));
        assertThat(profile.compared).isNull();
        assertThat(controller.recent()).hasSize(2);
        checkClosed(beside, v);
      }
    }
    assertThat(session.hostLedger().liveObjects()).as("%s", session.hostLedger()).isZero();
  }

  private static void checkSaved(SavedRun run) {
    assertThat(run.span().end() - run.span().first()).isEqualTo(FRAMES);
    assertThat(run.host().totalBytes()).isPositive();
    int zone = run.capture().zones().find("frame");
    int lane = run.capture().lanePlace(Profiler.RENDER);
    assertThat(run.stats().get(lane).count(zone)).isBetween(FRAMES - 1L, (long) FRAMES);
  }

  /** The same frames on both sides differ by nothing. */
  private static void checkWeighed(SessionController controller, Visualizer v) {
    controller.weigh(Long.MIN_VALUE, Long.MAX_VALUE);
    await(controller, () -> controller.weighed() != null);
    ZoneComparison zones = requireNonNull(controller.weighed());
    RunComparison frame = requireNonNull(zones.of(Profiler.RENDER, "frame"));
    assertThat(frame.median().value()).isEqualTo(1);
    assertThat(frame.regressed()).isFalse();
    assertThat(frame.median().low()).isLessThanOrEqualTo(1);
    assertThat(frame.median().high()).isGreaterThanOrEqualTo(1);
    assertThat(zones.of(Profiler.RENDER, "no such zone")).isNull();
    controller.weigh(0, 1);
    assertThat(controller.weighed()).as("of another span").isNotSameAs(zones);
  }

  /** While recording goes on there are ever new intervals, and asking for them makes no garbage. */
  private static void checkFollowed(
      SessionController controller, HeadlessSession session, Visualizer v) {
    AllocationMeter meter = new AllocationMeter();
    AtomicReference<ZoneComparison> newest = new AtomicReference<>();
    long[] least = {Long.MAX_VALUE};
    // a busy machine compiles late, and code may make garbage until then
    long end = System.nanoTime() + LIMIT_NANOS / 2;
    for (int answer = 0; least[0] > 0 && (answer < ANSWERS || System.nanoTime() < end); answer++) {
      long[] bytes = {0};
      await(
          controller,
          () -> {
            session.frame(v, 64, 48);
            long before = meter.bytes();
            ZoneComparison now = controller.follow();
            bytes[0] += meter.bytes() - before;
            ZoneComparison old = newest.getAndSet(now);
            return now != null && !now.equals(old) && now.of(Profiler.RENDER, "frame") != null;
          });
      RunComparison frame =
          requireNonNull(requireNonNull(newest.get()).of(Profiler.RENDER, "frame"));
      assertThat(frame.median().value()).isPositive();
      assertThat(frame.median().low()).isPositive().isLessThanOrEqualTo(frame.median().high());
      least[0] = Math.min(least[0], bytes[0]);
    }
    assertThat(least[0]).as("bytes in the best answer").isZero();
  }

  /** What cannot be compared with is said once, and the thread goes on. */
  private static void checkClosed(SavedRun closed, Visualizer v) {
    List<Throwable> faults = new ArrayList<>();
    ProfileComponent profile = v.book().component();
    try (LiveComparison live =
        new LiveComparison(profile.live, v.frame().host, Runnable::run, () -> {}, faults::add)) {
      assertThat(live.with(closed)).isNull();
      assertThat(live.with(closed)).isNull();
      assertThat(faults).singleElement().isInstanceOf(IllegalStateException.class);
    }
  }

  private static List<String> events(Path file) throws IOException {
    return RecordingFile.readAllEvents(file).stream()
        .map(RecordedEvent::getEventType)
        .map(type -> type.getName())
        .distinct()
        .toList();
  }

  private Path only(String suffix) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> found = all.filter(p -> p.toString().endsWith(suffix)).toList();
      assertThat(found).hasSize(1);
      return found.getFirst();
    }
  }

  private static void frames(HeadlessSession session, Visualizer v) {
    for (int i = 0; i < FRAMES; i++) {
      session.frame(v, 64, 48);
    }
    v.book().profiler().collect();
  }

  private static void await(SessionController controller, BooleanSupplier reached) {
    long end = System.nanoTime() + LIMIT_NANOS;
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still: %s", controller.notice()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
      controller.poll();
    }
  }
}
