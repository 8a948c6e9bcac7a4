package skein.perf.frame;

import java.util.Locale;
import skein.core.govern.MemoryUse;
import skein.core.source.DemoData;
import skein.desktop.engine.AggregatorChoice;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.headless.HeadlessSession;

/**
 * Opens and flies over demo data again and again for so many seconds, and prints once a minute what
 * the process takes: resident pages beside the heap, the heap after a collection, and what the
 * ledgers hold. Fails when resident pages or ledgers grow in the second half.
 *
 * <p>Usage: {@code FlightSoak [SECONDS] [ROWS]}, 600 and 2000000 by default; with {@code -Xms1g
 * -Xmx1g -XX:+AlwaysPreTouch}, so that the heap is resident from the start.
 */
public final class FlightSoak {
  private static final long GROWTH_BYTES = 32L << 20;
  private static final int SAMPLES = 10;
  private static final double MIB = 1048576.0;

  private final HeadlessSession session;
  private final PacedFlight flight;
  private int flights;
  private int late;
  private int frames;

  private FlightSoak(HeadlessSession session) {
    this.session = session;
    this.flight = new PacedFlight(session);
  }

  public static void main(String[] args) {
    long seconds = args.length > 0 ? Long.parseLong(args[0]) : 600;
    long rows = args.length > 1 ? Long.parseLong(args[1]) : 2_000_000;
    String file = DemoData.galaxy(DemoData.cacheFolder(), rows, 0).toString();
    boolean flat;
    try (HeadlessSession session = HeadlessSession.open(AggregatorChoice.Wish.AUTO)) {
      flat = new FlightSoak(session).run(SeriesRequest.points(file, "x", "y"), seconds);
    }
    System.exit(flat ? 0 : 1);
  }

  private boolean run(SeriesRequest request, long seconds) {
    System.out.println(
        "| s | flights | late of frames | resident MiB | beside heap | heap after GC | host ledger"
            + " | GPU ledger |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    long start = System.nanoTime();
    long[] half = new long[2];
    long[] end = new long[2];
    for (int sample = 1; sample <= SAMPLES; sample++) {
      while (System.nanoTime() - start < sample * seconds * 1_000_000_000L / SAMPLES) {
        flight.show(request);
        PacedFlight.Times times = flight.fly(i -> {});
        flights++;
        late += times.late();
        frames += times.frames();
      }
      end = print((System.nanoTime() - start) / 1_000_000_000L);
      half = sample <= SAMPLES / 2 ? end : half;
    }
    boolean flat = end[0] - half[0] < GROWTH_BYTES && end[1] - half[1] < GROWTH_BYTES;
    System.out.printf(
        Locale.ROOT,
        "second half: resident beside heap %+.1f MiB, ledgers %+.1f MiB: %s%n",
        (end[0] - half[0]) / MIB,
        (end[1] - half[1]) / MIB,
        flat ? "flat" : "GROWS");
    return flat;
  }

  /** Prints a line; returns resident bytes beside the heap and those in the ledgers. */
  private long[] print(long second) {
    session.hostLedger().scratch().drop();
    long resident = MemoryUse.process();
    long beside = resident - Runtime.getRuntime().totalMemory();
    long host = session.hostLedger().totalBytes();
    long gpu = session.gpuLedger().totalBytes();
    System.out.printf(
        Locale.ROOT,
        "| %d | %d | %d of %d | %.1f | %.1f | %.1f | %.1f | %.1f |%n",
        second,
        flights,
        late,
        frames,
        resident / MIB,
        beside / MIB,
        MemoryUse.heap() / MIB,
        host / MIB,
        gpu / MIB);
    return new long[] {beside, host + gpu};
  }
}
