package skein.perf.gpu;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import skein.core.gpu.EglHeadless;
import skein.core.gpu.GpuBuffer;
import skein.core.gpu.GpuContext;
import skein.core.gpu.GpuFence;
import skein.core.gpu.GpuZones;
import skein.core.memory.MemoryLedger;
import skein.core.profile.FrameLog;
import skein.core.profile.Profiler;

/**
 * Whether zones of the GPU lie where they were on the CPU's clock, by bounds that do not rest on
 * the stamps from which the clocks were aligned:
 *
 * <ul>
 *   <li>the GPU's clock, asked for between two looks at the CPU's, stands between them;
 *   <li>a zone begins after the CPU began to ask for it;
 *   <li>a zone ends before the CPU saw the fence behind it passed.
 * </ul>
 *
 * <p>{@code GpuClockCheck [SECONDS] [LIMIT_US]}: 60 seconds and 50 microseconds; prints Markdown;
 * exit code 1 when a bound is broken by more than the limit.
 */
public final class GpuClockCheck {
  private static final long BUFFER = 256L << 20;
  private static final long PAUSE_NANOS = 3_000_000;
  private static final long FENCE_NANOS = 1_000_000;
  private static final long STUCK_NANOS = 20_000_000_000L;

  /** The first seconds, in which the clocks have been compared too seldom. */
  private static final double SETTLING_SECONDS = 5;

  private static final int MOST_FRAMES = 1 << 20;
  private static final int ASK_EVERY = 8;

  private final GpuContext gpu;
  private final MemoryLedger ledger;
  private final long[] asked = new long[MOST_FRAMES];
  private final long[] signalled = new long[MOST_FRAMES];
  private final Distances early = new Distances();
  private final Distances late = new Distances();
  private final Distances outside = new Distances();
  private final Distances widths = new Distances();
  private int frames;
  private int zones;
  private double drift;

  private GpuClockCheck(GpuContext gpu, MemoryLedger ledger) {
    this.gpu = gpu;
    this.ledger = ledger;
  }

  public static void main(String[] args) {
    double seconds = args.length > 0 ? Double.parseDouble(args[0]) : 60;
    double limit = args.length > 1 ? Double.parseDouble(args[1]) : 50;
    MemoryLedger ledger = new MemoryLedger();
    boolean holds;
    try (EglHeadless _ = EglHeadless.open();
        GpuContext gpu = GpuContext.current(ledger, GpuContext.Errors.FAIL)) {
      System.out.println("# The GPU's clock against the CPU's");
      System.out.println();
      System.out.println(gpu.vendor() + " " + gpu.renderer() + ", OpenGL " + gpu.version());
      System.out.println();
      holds = gpu.isSoftware() || new GpuClockCheck(gpu, ledger).run(seconds, limit);
      if (gpu.isSoftware()) {
        System.out.println("n/a: a software renderer has no clock of its own.");
      }
    }
    if (!holds) {
      System.exit(1);
    }
  }

  private boolean run(double seconds, double limit) {
    try (Profiler profiler = new Profiler(ledger);
        FrameLog log = new FrameLog(ledger, MOST_FRAMES);
        GpuZones gpuZones = new GpuZones(gpu, profiler.lane(Profiler.GPU), log);
        GpuFence fence = new GpuFence();
        GpuBuffer buffer = new GpuBuffer(gpu, "check.buffer", BUFFER, GpuBuffer.Access.DEVICE)) {
      profiler.record(MOST_FRAMES);
      int zone = profiler.zones().id("clear");
      SplittableRandom random = new SplittableRandom(1);
      long begun = System.nanoTime();
      long from = begun + (long) (SETTLING_SECONDS * 1e9);
      long end = from + (long) (seconds * 1e9);
      while (System.nanoTime() < end && frames < MOST_FRAMES) {
        log.begin();
        gpuZones.beginFrame(frames);
        boolean settled = System.nanoTime() > from;
        work(gpuZones, zone, fence, buffer, random);
        if (settled && frames % ASK_EVERY == 0) {
          ask(gpuZones);
        }
        frames++;
        LockSupport.parkNanos(PAUSE_NANOS);
        profiler.collect();
      }
      gpuZones.beginFrame(frames);
      profiler.collect();
      drift = gpuZones.drift();
      Profiler.Track track = profiler.tracks().getFirst();
      if (track.history() != null) {
        track.history().between(from, Long.MAX_VALUE, this::check);
      }
    }
    return tell(seconds, limit);
  }

  private void work(
      GpuZones gpuZones, int zone, GpuFence fence, GpuBuffer buffer, SplittableRandom random) {
    long bytes = random.nextLong(1, BUFFER / 1024) * 1024;
    asked[frames] = System.nanoTime();
    gpuZones.begin(zone);
    buffer.clear(0, bytes);
    gpuZones.end();
    fence.set();
    while (!fence.await(FENCE_NANOS)) {
      if (System.nanoTime() - asked[frames] > STUCK_NANOS) {
        throw new IllegalStateException("the GPU does not answer: frame=" + frames);
      }
    }
    signalled[frames] = System.nanoTime();
  }

  private void ask(GpuZones gpuZones) {
    long before = System.nanoTime();
    long stamp = gpu.clock();
    long after = System.nanoTime();
    long aligned = gpuZones.toCpu(stamp);
    outside.add(Math.max(before - aligned, aligned - after));
    widths.add(after - before);
  }

  private void check(int zone, long start, long end, int depth, long frame) {
    early.add(asked[(int) frame] - start);
    late.add(end - signalled[(int) frame]);
    zones++;
  }

  private boolean tell(double seconds, double limit) {
    System.out.printf(
        Locale.ROOT,
        "%,d zones in %.0f s after %.0f s of settling; the GPU's clock gains %.2f us a second.%n%n",
        zones,
        seconds,
        SETTLING_SECONDS,
        drift * 1e6);
    System.out.println("| bound | samples | nearest half within, us | broken by at most, us |");
    System.out.println("|---|---|---|---|");
    early.line("a zone begins after it was asked for");
    late.line("a zone ends before its fence is seen");
    outside.line("the clock lies between two looks");
    System.out.printf(
        Locale.ROOT,
        "%nTwo looks are %.1f us apart in the middle, %.1f us at most.%n",
        widths.percentile(50) / 1e3,
        widths.percentile(100) / 1e3);
    double worst = Math.max(early.worst(), Math.max(late.worst(), outside.worst()));
    boolean holds = zones > 0 && widths.count > 0 && worst <= limit;
    System.out.printf(
        Locale.ROOT,
        "%nLimit %.0f us: %s.%n",
        limit,
        zones == 0 ? "nothing was measured" : holds ? "holds" : "BROKEN");
    return holds;
  }

  /** How far values lie beyond a bound; below 0 they keep it. */
  private static final class Distances {
    private long[] nanos = new long[1024];
    private int count;

    void add(long value) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = value;
    }

    long percentile(double percent) {
      long[] sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      return count == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(percent / 100 * count) - 1)];
    }

    /** Microseconds by which the bound is broken; 0 when it is kept. */
    double worst() {
      return Math.max(0, percentile(100) / 1e3);
    }

    void line(String bound) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %,d | %.1f | %.1f |%n",
          bound,
          count,
          -percentile(50) / 1e3,
          worst());
    }
  }
}
