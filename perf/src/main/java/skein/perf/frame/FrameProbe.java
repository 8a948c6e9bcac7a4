package skein.perf.frame;

import com.badlogic.ashley.core.EntitySystem;
import com.badlogic.ashley.utils.ImmutableArray;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import skein.core.axis.AxisWindow;
import skein.core.measure.AllocationMeter;
import skein.core.source.DemoData;
import skein.desktop.engine.AggregatorChoice;
import skein.desktop.engine.Flight;
import skein.desktop.engine.Look;
import skein.desktop.engine.OpenedSeries;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Visualizer;
import skein.desktop.headless.HeadlessSession;
import skein.systems.overlay.PictureOverlay;
import skein.systems.view.ViewFit;

/**
 * Flies the demo flight and tells, for each system and for the draw, its median and worst
 * microseconds and the bytes that it allocated. Arguments: rows (20000000), frames still (0: fly).
 */
public final class FrameProbe {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;
  private static final float SECONDS = 1 / 60f;
  private static final long FRAME_NANOS = 16_666_667L;
  private static final long AGGREGATE_NANOS = 5_000_000L;
  private static final int WARM_UP = 600;

  private final HeadlessSession session;
  private final Visualizer v;
  private final PictureOverlay overlay;
  private final AllocationMeter meter = new AllocationMeter();
  private final AxisWindow fitX = new AxisWindow();
  private final AxisWindow fitY = new AxisWindow();
  private final Flight flight = Flight.demo();
  private final String[] names;
  private final long[][] nanos;
  private final long[] bytes;

  private FrameProbe(HeadlessSession session) {
    this.session = session;
    this.v = session.visualizer(Look.DEFAULT);
    this.overlay = session.overlay(v, 1);
    ImmutableArray<EntitySystem> systems = v.engine().getSystems();
    names = new String[systems.size() + 3];
    for (int i = 0; i < systems.size(); i++) {
      names[i] = systems.get(i).getClass().getSimpleName();
    }
    names[systems.size()] = "overlay";
    names[systems.size() + 1] = "finish";
    names[systems.size() + 2] = "whole frame";
    nanos = new long[names.length][flight.frames()];
    bytes = new long[names.length];
  }

  public static void main(String[] args) {
    long rows = args.length > 0 ? Long.parseLong(args[0]) : 20_000_000;
    boolean still = args.length > 1 && args[1].equals("still");
    String file = DemoData.galaxy(DemoData.cacheFolder(), rows, 0).toString();
    try (HeadlessSession session = HeadlessSession.open(AggregatorChoice.Wish.AUTO)) {
      new FrameProbe(session).run(file, still);
    }
  }

  private void run(String file, boolean still) {
    SeriesRequest request = SeriesRequest.points(file, "x", "y");
    OpenedSeries opened = session.openSeries(request);
    v.show(opened, false);
    overlay.layout(WIDTH - 188, HEIGHT - 116, false);
    HeadlessSession.awaitRows(v, opened, () -> frame(-1));
    for (int i = 0; i < WARM_UP; i++) {
      place(still ? 0 : i % flight.frames());
      frame(-1);
    }
    for (int i = 0; i < flight.frames(); i++) {
      if (!still) {
        place(i);
      }
      frame(i);
    }
    print();
  }

  private void place(int frame) {
    if (ViewFit.bounds(v.series(), fitX, fitY)) {
      flight.at(frame, fitX, fitY, v.view().x, v.view().y);
      v.view().jumped();
    }
  }

  private void frame(int slot) {
    long begin = System.nanoTime();
    long allocated = meter.bytes();
    session.target(WIDTH, HEIGHT).clear(0xFF0E1116);
    v.frame().width = WIDTH;
    v.frame().height = HEIGHT;
    v.frame().aggregateDeadline = begin + AGGREGATE_NANOS;
    ImmutableArray<EntitySystem> systems = v.engine().getSystems();
    for (int i = 0; i < systems.size(); i++) {
      long start = System.nanoTime();
      long before = meter.bytes();
      systems.get(i).update(SECONDS);
      book(slot, i, start, before);
    }
    long start = System.nanoTime();
    long before = meter.bytes();
    overlay.draw();
    book(slot, systems.size(), start, before);
    start = System.nanoTime();
    before = meter.bytes();
    session.finish();
    book(slot, systems.size() + 1, start, before);
    book(slot, systems.size() + 2, begin, allocated);
    long left = begin + FRAME_NANOS - System.nanoTime();
    if (left > 0) {
      LockSupport.parkNanos(left);
    }
  }

  private void book(int slot, int part, long start, long before) {
    if (slot >= 0) {
      nanos[part][slot] = System.nanoTime() - start;
      bytes[part] += meter.bytes() - before;
    }
  }

  private void print() {
    System.out.printf(
        Locale.ROOT, "%-20s %9s %9s %9s %10s%n", "", "p50 us", "p99 us", "max us", "bytes");
    for (int i = 0; i < names.length; i++) {
      long[] sorted = nanos[i].clone();
      Arrays.sort(sorted);
      System.out.printf(
          Locale.ROOT,
          "%-20s %9.1f %9.1f %9.1f %10d%n",
          names[i],
          sorted[sorted.length / 2] / 1e3,
          sorted[sorted.length * 99 / 100] / 1e3,
          sorted[sorted.length - 1] / 1e3,
          bytes[i]);
    }
  }
}
