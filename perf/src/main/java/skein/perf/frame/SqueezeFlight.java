package skein.perf.frame;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import skein.core.govern.MemoryGovernor;
import skein.core.govern.MemoryKind;
import skein.core.measure.FrameRecorder;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;
import skein.core.source.DemoData;
import skein.desktop.engine.AggregatorChoice;
import skein.desktop.engine.IndexWish;
import skein.desktop.engine.MemoryAmount;
import skein.desktop.engine.MemoryLimits;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Visualizer;
import skein.desktop.headless.HeadlessSession;

/**
 * Squeezes the budget of the process' memory during a flight over an indexed file, and lets go of
 * it again, between flights without a squeeze: tells the late frames of each and where their time
 * went, what was evicted, and whether all rows are counted in the end.
 *
 * <p>Usage: {@code SqueezeFlight [ROWS] [ROUNDS]}, 20000000 and 3 by default.
 */
public final class SqueezeFlight {
  private static final int SQUEEZE_FRAME = 150;
  private static final int RELEASE_FRAME = 400;

  private final PacedFlight flight;
  private final Visualizer v;
  private long least = Long.MAX_VALUE;

  private SqueezeFlight(HeadlessSession session) {
    this.flight = new PacedFlight(session);
    this.v = flight.visualizer();
  }

  public static void main(String[] args) throws Exception {
    long rows = args.length > 0 ? Long.parseLong(args[0]) : 20_000_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    String file = DemoData.galaxy(DemoData.cacheFolder(), rows, 0).toString();
    // a set of its own size: of a far larger budget a squeeze leaves a 64th, and so all of it
    MemoryLimits limits = new MemoryLimits(new MemoryAmount(8 * rows, 0), null);
    Path folder = Files.createTempDirectory("skein-squeeze");
    try (HeadlessSession session = HeadlessSession.open(AggregatorChoice.Wish.AUTO, limits)) {
      SeriesRequest request =
          SeriesRequest.points(file, "x", "y").withIndex(new IndexWish(1, folder));
      new SqueezeFlight(session).run(request, rounds);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private void run(SeriesRequest request, int rounds) {
    flight.show(request);
    flight.await("all blocks", this::isWhole);
    flight.fly(i -> {});
    System.out.println(
        "| flight | late of frames | p50 ms | p99 ms | max ms | blocks at least MiB"
            + " | evictions | freed MiB |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (int i = 0; i < rounds; i++) {
      fly("free", false);
      fly("squeezed", true);
      flight.await("all blocks again", this::isWhole);
    }
    flight.await("the whole view exact", () -> v.density().current && v.density().exactShare >= 1);
    var front = v.density().front;
    System.out.printf(
        Locale.ROOT,
        "rows counted at the end %,d of %,d, failure %s%n",
        front == null ? 0 : front.stats().total,
        v.series().loader == null ? 0 : v.series().loader.progress().rows,
        v.series().failure);
  }

  private boolean isWhole() {
    return v.series().residents != null && v.series().residents.isWhole();
  }

  private void fly(String name, boolean squeezes) {
    MemoryGovernor governor = v.memory();
    long usual = governor.budget(MemoryKind.PROCESS);
    long evictions = governor.evictions();
    long freed = governor.freedBytes();
    least = Long.MAX_VALUE;
    PacedFlight.Times times =
        flight.fly(
            frame -> {
              if (squeezes && frame == SQUEEZE_FRAME) {
                governor.budget(MemoryKind.PROCESS, governor.used(MemoryKind.PROCESS) / 2);
              } else if (squeezes && frame == RELEASE_FRAME) {
                governor.budget(MemoryKind.PROCESS, usual);
              }
              least = Math.min(least, v.frame().residentBytes);
            });
    System.out.printf(
        Locale.ROOT,
        "| %s | %d of %d | %.1f | %.1f | %.1f | %.1f | %d | %.1f |%n",
        name,
        times.late(),
        times.frames(),
        times.p50(),
        times.p99(),
        times.max(),
        least / 1048576.0,
        governor.evictions() - evictions,
        (governor.freedBytes() - freed) / 1048576.0);
    printLate();
  }

  /** Where the time of the flight's late frames went, as the frame log has it. */
  private void printLate() {
    FrameLog log = v.book().log();
    long first = log.next() - flight.frames();
    for (long frame = first; frame < log.next(); frame++) {
      if (log.get(frame, FrameField.CPU_BUSY) > FrameRecorder.BUDGET_NANOS) {
        StringBuilder line = new StringBuilder("late frame ").append(frame - first).append(':');
        add(line, "whole", log.get(frame, FrameField.CPU_BUSY));
        for (FrameField part : FrameField.PARTS) {
          add(line, part.part(), log.get(frame, part));
        }
        System.out.println(line);
      }
    }
  }

  private static void add(StringBuilder line, String what, long nanos) {
    line.append(String.format(Locale.ROOT, " %s %.2f", what, nanos / 1e6));
  }
}
