package skein.perf;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import skein.core.govern.MemoryUse;
import skein.core.memory.Lease;
import skein.core.memory.MemoryLedger;
import skein.core.memory.PoolSettings;
import skein.core.memory.PoolStats;
import skein.core.memory.ScratchPool;

/**
 * Leases scratch memory of all sizes on a thread a processor for so many seconds, trimmed once a
 * second as in the program. Prints what the pool holds, the heap's size, and what is resident
 * besides; fails when that grows in the second half, less what the pool holds.
 *
 * <p>Usage: {@code PoolSoak [SECONDS]}, 600 by default; with {@code -Xms512m -Xmx512m
 * -XX:+AlwaysPreTouch}, so that the heap is resident from the start.
 */
public final class PoolSoak {
  private static final int SIZES = 12;
  private static final long GROWTH_BYTES = 32L << 20;

  private final MemoryLedger ledger = new MemoryLedger();
  private final ScratchPool pool = new ScratchPool(ledger, settings());
  private volatile boolean stopped;

  private PoolSoak() {}

  private static PoolSettings settings() {
    PoolSettings u = PoolSettings.USUAL;
    return new PoolSettings(u.smallest(), u.largest(), u.mostBytes(), u.keepRounds(), false);
  }

  public static void main(String[] args) throws Exception {
    long seconds = args.length > 0 ? Long.parseLong(args[0]) : 600;
    System.exit(new PoolSoak().run(seconds) ? 0 : 1);
  }

  private boolean run(long seconds) throws Exception {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    System.out.println("| s | leases M | from pool | held MiB | idle MiB | heap MiB | other MiB |");
    System.out.println("|---|---|---|---|---|---|---|");
    long half = 0;
    long end = 0;
    try (var workers = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        long seed = t;
        running.add(workers.submit(() -> lease(seed)));
      }
      for (long s = 1; s <= seconds; s++) {
        TimeUnit.SECONDS.sleep(1);
        pool.trim();
        if (s % Math.max(1, seconds / 12) == 0) {
          end = print(s);
          half = s <= seconds / 2 ? end : half;
        }
      }
      stopped = true;
      for (Future<?> one : running) {
        one.get();
      }
    }
    pool.close();
    boolean flat = end - half < GROWTH_BYTES && ledger.totalBytes() == 0;
    System.out.printf(
        Locale.ROOT,
        "resident beside heap and pool in the second half %+.1f MiB, booked after closing %d bytes:"
            + " %s%n",
        (end - half) / 1048576.0,
        ledger.totalBytes(),
        flat ? "flat" : "GROWS");
    return flat;
  }

  private long print(long second) {
    PoolStats stats = pool.stats();
    long hits = stats.localHits() + stats.sharedHits();
    long all = hits + stats.misses() + stats.plain();
    long heap = Runtime.getRuntime().totalMemory();
    long other = MemoryUse.process() - heap;
    System.out.printf(
        Locale.ROOT,
        "| %d | %.2f | %.2f %% | %.1f | %.1f | %.1f | %.1f |%n",
        second,
        all / 1e6,
        100.0 * hits / all,
        stats.heldBytes() / 1048576.0,
        stats.idleBytes() / 1048576.0,
        heap / 1048576.0,
        other / 1048576.0);
    return other - stats.heldBytes();
  }

  /** Sizes from 4 KiB to 16 MiB, small ones more often, one to three leases at a time. */
  private void lease(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Lease[] held = new Lease[3];
    while (!stopped) {
      int slot = random.nextInt(held.length);
      if (held[slot] != null) {
        held[slot].close();
      }
      int size = Math.min(random.nextInt(SIZES), random.nextInt(SIZES));
      long bytes = (8_192L << size) - random.nextInt(4_096 << size);
      held[slot] = pool.lease("soak", bytes);
      held[slot].segment().set(ValueLayout.JAVA_BYTE, held[slot].bytes() - 1, (byte) 1);
    }
    for (Lease lease : held) {
      if (lease != null) {
        lease.close();
      }
    }
  }
}
