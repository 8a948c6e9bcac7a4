package skein.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.aggregate.DensityGrid;
import skein.core.axis.AxisWindow;
import skein.core.govern.MemoryGovernor;
import skein.core.govern.MemoryKind;
import skein.core.govern.MemoryLevel;
import skein.core.residency.ResidentSet;
import skein.core.source.DemoData;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.IndexWish;
import skein.desktop.engine.Look;
import skein.desktop.engine.MemoryAmount;
import skein.desktop.engine.MemoryLimits;
import skein.desktop.engine.OpenedSeries;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Visualizer;
import skein.systems.view.ViewFit;

/** The process' memory becomes short in a flight: blocks go, nothing fails, counts stay exact. */
class MemorySqueezeTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int ROWS = 2_000_000;
  private static final long LIMIT_NANOS = 180_000_000_000L;

  @TempDir private Path folder;

  @Test
  void squeezedFlightsLoseNothing() {
    Path file = DemoData.galaxy(folder, ROWS, 7);
    MemoryLimits limits = new MemoryLimits(new MemoryAmount(64L << 20, 0), null);
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU, limits)) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      MemoryGovernor governor = v.memory();
      load(session, v, request(file));
      long blocks = 4L * ROWS;
      await(
          session,
          v,
          "all blocks here",
          () -> isWhole(v) && v.frame().residentBytes == blocks && isExact(v));
      long booked = booked(session);

      governor.sample();
      long ample = 4 * governor.used(MemoryKind.PROCESS);
      governor.budget(MemoryKind.PROCESS, governor.used(MemoryKind.PROCESS) / 2);
      governor.sample();
      assertThat(governor.level()).isEqualTo(MemoryLevel.EVICTING);
      assertThat(governor.evictions()).isPositive();
      for (int i = 0; i < 120; i++) {
        move(v, i);
        session.frame(v, WIDTH, HEIGHT);
      }
      await(session, v, "blocks gone", () -> v.frame().residentBytes <= blocks / 2);
      assertThat(v.series().failure).isNull();

      show(v, 1);
      await(session, v, "the whole view exact", () -> isExact(v));
      assertThat(total(v)).isEqualTo(ROWS);
      assertThat(booked(session)).as("memory booked").isLessThanOrEqualTo(booked);

      governor.budget(MemoryKind.PROCESS, ample);
      await(
          session,
          v,
          "all blocks here again",
          () -> {
            governor.sample();
            return isWhole(v) && v.frame().residentBytes == blocks;
          });
      assertThat(governor.level(MemoryKind.PROCESS)).isEqualTo(MemoryLevel.NORMAL);
      show(v, 1);
      await(session, v, "the whole view exact again", () -> isExact(v));
      assertThat(total(v)).isEqualTo(ROWS);
    }
  }

  private static boolean isWhole(Visualizer v) {
    return v.series().residents != null && v.series().residents.isWhole();
  }

  private static boolean isExact(Visualizer v) {
    return v.density().current && v.density().exactShare == 1;
  }

  private static long total(Visualizer v) {
    DensityGrid front = Objects.requireNonNull(v.density().front);
    return front.stats().total;
  }

  private static long booked(HeadlessSession session) {
    session.hostLedger().scratch().drop();
    return session.hostLedger().totalBytes();
  }

  private static void await(
      HeadlessSession session, Visualizer v, String what, BooleanSupplier reached) {
    long start = System.nanoTime();
    do {
      assertThat(System.nanoTime() - start)
          .as(() -> "waited for: " + what + "; " + state(v))
          .isLessThan(LIMIT_NANOS);
      session.frame(v, WIDTH, HEIGHT);
      LockSupport.parkNanos(1_000_000);
    } while (!reached.getAsBoolean());
  }

  private static String state(Visualizer v) {
    MemoryGovernor governor = v.memory();
    ResidentSet set = v.series().residents;
    StringBuilder text = new StringBuilder("blocks " + (set == null ? "none" : set.resident()));
    text.append(", booked ").append(v.frame().residentBytes);
    for (MemoryKind kind : MemoryKind.values()) {
      text.append(
          ", %s %s %d of %d"
              .formatted(kind, governor.level(kind), governor.used(kind), governor.budget(kind)));
    }
    return text.append(", failure ").append(v.series().failure).toString();
  }

  /** Zooms in and out while panning to and fro. */
  private static void move(Visualizer v, int frame) {
    show(v, Math.exp(-1 + Math.cos(2 * Math.PI * frame / 60)));
  }

  private static void show(Visualizer v, double zoom) {
    AxisWindow fitX = new AxisWindow();
    AxisWindow fitY = new AxisWindow();
    assertThat(ViewFit.bounds(v.series(), fitX, fitY)).isTrue();
    v.view().x.set(fitX);
    v.view().y.set(fitY);
    v.view().x.zoom(0.5, zoom * 1.1);
    v.view().y.zoom(0.5, zoom * 1.1);
    v.view().jumped();
  }

  private void load(HeadlessSession session, Visualizer v, SeriesRequest request) {
    OpenedSeries opened = session.openSeries(request);
    v.show(opened, false);
    v.place(0, 0, WIDTH, HEIGHT);
    await(
        session,
        v,
        "rows",
        () -> opened.loader().progress().ended() && v.series().incoming == null);
    assertThat(opened.loader().progress().failure).isNull();
  }

  private SeriesRequest request(Path file) {
    return SeriesRequest.points(file.toString(), "x", "y")
        .withIndex(new IndexWish(1, folder.resolve("index")));
  }
}
