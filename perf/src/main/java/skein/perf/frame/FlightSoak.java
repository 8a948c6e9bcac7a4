package skein.perf.frame;

import java.util.Locale;
import skein.core.govern.MemoryGovernor;
import skein.core.govern.MemoryKind;
import skein.core.govern.MemoryLevel;
import skein.core.govern.MemoryUse;
import skein.core.source.DemoData;
import skein.desktop.engine.AggregatorChoice;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.headless.HeadlessSession;

/**
 * Flies over demo data again and again for so many seconds, and prints once a minute what the
 * process takes: resident pages beside the heap, the heap after a collection, and what the ledgers
 * hold. Fails when the least of resident pages or ledgers is higher in the second half than in the
 * first, but for its first minutes: what comes and goes is no growth.
 *
 * <p>Usage: {@code FlightSoak [SECONDS] [ROWS] [reopen]}, 600 and 2000000 by default; {@code
 * reopen} opens the file anew for each flight. With {@code -Xms1g -Xmx1g -XX:+AlwaysPreTouch}, so
 * that the heap is resident from the start.
 */
public final class FlightSoak {
  private static final long GROWTH_BYTES = 32L << 20;
  private static final int SAMPLES = 10;

  /** Samples until what the JVM and drivers keep has come together. */
  private static final int SETTLING = 2;

  private static final double MIB = 1048576.0;

  private final HeadlessSession session;
  private final PacedFlight flight;
  private int flights;
  private int lateFrames;
  private int frames;

  private FlightSoak(HeadlessSession session) {
    this.session = session;
    this.flight = new PacedFlight(session);
  }

  public static void main(String[] args) {
    long seconds = args.length > 0 ? Long.parseLong(args[0]) : 600;
    long rows = args.length > 1 ? Long.parseLong(args[1]) : 2_000_000;
    boolean reopen = args.length > 2 && args[2].equals("reopen");
    String file = DemoData.galaxy(DemoData.cacheFolder(), rows, 0).toString();
    boolean flat;
    try (HeadlessSession session = HeadlessSession.open(AggregatorChoice.Wish.AUTO)) {
      flat = new FlightSoak(session).run(SeriesRequest.points(file, "x", "y"), seconds, reopen);
    }
    System.exit(flat ? 0 : 1);
  }

  private boolean run(SeriesRequest request, long seconds, boolean reopen) {
    System.out.println(
        "| s | flights | late of frames | resident MiB | beside heap | heap after GC | host ledger"
            + " | GPU ledger |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    long start = System.nanoTime();
    long[] early = {Long.MAX_VALUE, Long.MAX_VALUE};
    long[] late = early.clone();
    flight.show(request);
    for (int sample = 1; sample <= SAMPLES; sample++) {
      while (System.nanoTime() - start < sample * seconds * 1_000_000_000L / SAMPLES) {
        if (reopen) {
          flight.show(request);
        }
        PacedFlight.Times times = flight.fly(i -> {});
        flights++;
        lateFrames += times.late();
        frames += times.frames();
      }
      long[] now = print((System.nanoTime() - start) / 1_000_000_000L);
      if (sample <= SETTLING) {
        continue;
      }
      long[] least = sample <= SAMPLES / 2 ? early : late;
      least[0] = Math.min(least[0], now[0]);
      least[1] = Math.min(least[1], now[1]);
    }
    long resident = late[0] - early[0];
    long booked = late[1] - early[1];
    boolean flat = resident < GROWTH_BYTES && booked < GROWTH_BYTES;
    System.out.printf(
        Locale.ROOT,
        "least of the second half against the first: resident beside heap %+.1f MiB, ledgers"
            + " %+.1f MiB: %s%n",
        resident / MIB,
        booked / MIB,
        flat ? "flat" : "GROWS");
    return flat;
  }

  /**
   * Lets go what is kept within budgets of its own, such as grids of views seen before: how much of
   * that there is depends on what the machine did beside the flight.
   */
  private void letGo() {
    MemoryGovernor governor = flight.visualizer().memory();
    long usual = governor.budget(MemoryKind.DIRECT);
    governor.budget(MemoryKind.DIRECT, 1);
    flight.await(
        "a sample of memory", () -> governor.level(MemoryKind.DIRECT) == MemoryLevel.EVICTING);
    governor.budget(MemoryKind.DIRECT, usual);
    flight.await("memory at ease", () -> governor.level(MemoryKind.DIRECT) == MemoryLevel.NORMAL);
    session.hostLedger().scratch().drop();
  }

  /** Prints a line; returns resident bytes beside the heap and those in the ledgers. */
  private long[] print(long second) {
    letGo();
    long resident = MemoryUse.process();
    long beside = resident - Runtime.getRuntime().totalMemory();
    long host = session.hostLedger().totalBytes();
    long gpu = session.gpuLedger().totalBytes();
    System.out.printf(
        Locale.ROOT,
        "| %d | %d | %d of %d | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
        second,
        flights,
        lateFrames,
        frames,
        resident / MIB,
        beside / MIB,
        MemoryUse.heap() / MIB,
        host / MIB,
        gpu / MIB);
    return new long[] {beside, host + gpu};
  }
}
