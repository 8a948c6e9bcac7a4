package skein.core.govern;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skein.core.thread.Threads;

/**
 * Holds the process' memory against its budgets twice a second, on a thread of its own: tells of
 * four fifths, and from 95 % on has caches let go until nine tenths are left, before anything
 * fails; below that they may grow again. What is known is read by any thread without waiting.
 */
public final class MemoryGovernor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryGovernor.class);
  private static final long PERIOD_NANOS = 500_000_000;
  private static final double RELIEVED_SHARE = 0.9;

  private static final class Gauge {
    private final MemoryKind kind;
    private final LongSupplier measure;
    private final List<Relief> reliefs = new ArrayList<>();
    private volatile long budget;
    private volatile long used;
    private volatile long peak;
    private volatile MemoryLevel level = MemoryLevel.NORMAL;

    private Gauge(MemoryKind kind, long budget, LongSupplier measure) {
      this.kind = kind;
      this.budget = budget;
      this.measure = measure;
    }
  }

  private final Map<MemoryKind, Gauge> gauges = new EnumMap<>(MemoryKind.class);
  private final Runnable always;
  private final Thread worker;
  private volatile MemoryLevel level = MemoryLevel.NORMAL;
  private volatile long evictions;
  private volatile long freed;
  private volatile boolean closed;

  /**
   * @param always done with each sample, for what ages
   */
  public MemoryGovernor(Runnable always) {
    this.always = always;
    this.worker = Thread.ofPlatform().name("skein-memory").daemon().unstarted(this::run);
  }

  /**
   * Adds memory to watch, before the start.
   *
   * @param budget bytes, 0 when there is no limit
   * @param measure bytes in use; called by the governor's thread
   * @param reliefs in the order in which they are asked
   */
  public MemoryGovernor watch(
      MemoryKind kind, long budget, LongSupplier measure, Relief... reliefs) {
    Gauge gauge = new Gauge(kind, budget, measure);
    gauge.reliefs.addAll(List.of(reliefs));
    gauges.put(kind, gauge);
    return this;
  }

  /** Begins to measure. */
  public MemoryGovernor start() {
    worker.start();
    return this;
  }

  /** Sets another budget, which holds from the next sample on; 0 is none. */
  public void budget(MemoryKind kind, long bytes) {
    Gauge gauge = gauges.get(kind);
    if (gauge == null) {
      throw new IllegalArgumentException("not watched: kind=" + kind);
    }
    gauge.budget = bytes;
    LockSupport.unpark(worker);
  }

  private void run() {
    while (!closed) {
      try {
        sample();
      } catch (RuntimeException e) {
        LOG.warn("measuring memory", e);
      }
      LockSupport.parkNanos(this, PERIOD_NANOS);
    }
  }

  /** Measures, and relieves what is short. */
  public synchronized void sample() {
    MemoryLevel highest = MemoryLevel.NORMAL;
    for (Gauge gauge : gauges.values()) {
      long used = gauge.measure.getAsLong();
      gauge.used = used;
      gauge.peak = Math.max(gauge.peak, used);
      MemoryLevel now =
          gauge.kind.isCache() ? MemoryLevel.NORMAL : MemoryLevel.of(used, gauge.budget);
      if (now.compareTo(gauge.level) > 0) {
        LOG.info("memory: {} at {} of {} MiB", gauge.kind.label(), used >> 20, gauge.budget >> 20);
      }
      gauge.level = now;
      highest = now.compareTo(highest) > 0 ? now : highest;
    }
    for (Gauge gauge : gauges.values()) {
      relieve(gauge);
    }
    level = highest;
    always.run();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: sample is synchronized
  private void relieve(Gauge gauge) {
    long aim = gauge.budget <= 0 ? Long.MAX_VALUE : (long) (gauge.budget * RELIEVED_SHARE);
    long room = aim - gauge.used;
    if (gauge.level == MemoryLevel.EVICTING) {
      long excess = -room;
      for (Relief relief : gauge.reliefs) {
        long given = excess > 0 ? relief.relieve(excess) : 0;
        excess -= given;
        freed += given;
        evictions += given > 0 ? 1 : 0;
      }
    } else if (room > 0) {
      gauge.reliefs.forEach(relief -> relief.recover(room));
    }
  }

  private @Nullable Gauge gauge(MemoryKind kind) {
    return gauges.get(kind);
  }

  /** Whether a kind is watched. */
  public boolean watches(MemoryKind kind) {
    return gauge(kind) != null;
  }

  /** Bytes in use at the last sample. */
  public long used(MemoryKind kind) {
    Gauge gauge = gauge(kind);
    return gauge == null ? 0 : gauge.used;
  }

  /** Most bytes that a sample has shown. */
  public long peak(MemoryKind kind) {
    Gauge gauge = gauge(kind);
    return gauge == null ? 0 : gauge.peak;
  }

  /** Bytes that may be in use; 0 when there is no limit. */
  public long budget(MemoryKind kind) {
    Gauge gauge = gauge(kind);
    return gauge == null ? 0 : gauge.budget;
  }

  public MemoryLevel level(MemoryKind kind) {
    Gauge gauge = gauge(kind);
    return gauge == null ? MemoryLevel.NORMAL : gauge.level;
  }

  /** The highest level of all kinds at the last sample. */
  public MemoryLevel level() {
    return level;
  }

  /** How often something had to let go, and of how many bytes in all. */
  public long evictions() {
    return evictions;
  }

  public long freedBytes() {
    return freed;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(worker);
    Threads.join(worker);
  }
}
