package skein.core.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingStream;
import skein.core.fault.SkeinException;

/**
 * What JFR tells of the JVM and of Skein's workers, as lanes: pauses of the collector, safepoints,
 * compilations, pieces of work and queries by thread, allocation by thread. Events come a second or
 * two after they happened. Its own thread writes the lanes.
 */
public final class JvmWatch implements AutoCloseable {
  /** Lanes for threads that work; further ones share the last. */
  private static final int MOST_LANES = 40;

  private static final int TEXTS = 4_096;

  /** How much is kept for {@link #dump}. */
  private static final Duration KEPT = Duration.ofMinutes(15);

  private static final long KEPT_BYTES = 256L << 20;
  private static final Duration CLOCK_PERIOD = Duration.ofMillis(100);

  private final Profiler profiler;
  private final RecordingStream stream;
  private final RecordingDisk disk;
  private final Runnable clockHook = ClockEvent::emit;
  private final EventClock clock = new EventClock();
  private final Map<String, Lane> lanes = new HashMap<>();
  private final RecentTexts queries = new RecentTexts(TEXTS);
  private final Map<Long, Long> safepoints = new HashMap<>();
  private final ThreadAllocation allocation = new ThreadAllocation();
  private final JvmFacts facts = new JvmFacts();

  /**
   * Begins to watch; takes part of a second, so not on the render thread.
   *
   * @throws SkeinException when the disk has too little room for a recording
   */
  public JvmWatch(Profiler profiler) {
    this.profiler = profiler;
    this.disk = RecordingDisk.ofJvm();
    this.stream = new RecordingStream();
    FlightRecorder.addPeriodicEvent(ClockEvent.class, clockHook);
    stream.setReuse(true);
    stream.setOrdered(true);
    stream.enable(ClockEvent.class).withPeriod(CLOCK_PERIOD);
    stream.enable(WorkEvent.class);
    stream.enable(QueryEvent.class);
    stream.enable(FrameEvent.class);
    stream.enable(ZoneEvent.class);
    stream.enable("jdk.CPULoad").withPeriod(Duration.ofSeconds(1));
    stream.enable("jdk.GCHeapSummary");
    stream.enable("jdk.GCPhasePause").withoutThreshold();
    stream.enable("jdk.GarbageCollection").withoutThreshold();
    stream.enable("jdk.SafepointBegin").withoutThreshold();
    stream.enable("jdk.SafepointEnd").withoutThreshold();
    stream.enable("jdk.Compilation").withThreshold(Duration.ofMillis(1));
    stream.enable("jdk.ThreadAllocationStatistics").withPeriod(Duration.ofSeconds(1));
    stream.onEvent("skein.Clock", e -> clock.add(e.getStartTime(), e.getLong("nanos")));
    stream.onEvent("skein.Work", this::work);
    stream.onEvent("skein.Query", this::query);
    stream.onEvent("jdk.GCPhasePause", this::pause);
    stream.onEvent("jdk.GarbageCollection", this::collection);
    stream.onEvent("jdk.SafepointBegin", this::safepointBegins);
    stream.onEvent("jdk.SafepointEnd", this::safepointEnds);
    stream.onEvent("jdk.Compilation", this::compilation);
    stream.onEvent("jdk.ThreadAllocationStatistics", this::allocated);
    stream.setMaxAge(KEPT);
    stream.setMaxSize(KEPT_BYTES);
    stream.startAsync();
    disk.watch(stream::close);
    // what happens from here on has a place among zones; a single pair may have been torn apart
    for (int i = 0; i < EventClock.PAIRS; i++) {
      ClockEvent.emit();
    }
  }

  private void work(RecordedEvent e) {
    String stage = e.getString("stage");
    long bytes = e.getLong("bytes");
    lane(threadName(e))
        .span(
            profiler.zones().id(stage),
            e.getLong("startNanos"),
            e.getLong("endNanos"),
            0,
            bytes != 0 ? bytes : e.getLong("rows"));
  }

  private void query(RecordedEvent e) {
    long text = queries.add(e.getString("sql"));
    long start = e.getLong("startNanos");
    long end = e.getLong("endNanos");
    int zone = profiler.zones().id("sql." + e.getString("purpose"));
    lane(threadName(e) + " SQL").span(zone, start, end, 0, text);
    facts.query(end - start);
  }

  private void pause(RecordedEvent e) {
    jvm("GC pauses", "gc.pause " + e.getString("name"), e);
    facts.pause(e.getDuration().toNanos());
  }

  private void collection(RecordedEvent e) {
    jvm("GC", "gc." + e.getString("name"), e);
  }

  private void compilation(RecordedEvent e) {
    jvm("JIT " + threadName(e), "jit.compile", e);
  }

  private void safepointBegins(RecordedEvent e) {
    if (clock.known()) {
      if (safepoints.size() > 1_000) {
        safepoints.clear();
      }
      safepoints.put(e.getLong("safepointId"), clock.nanos(e.getStartTime()));
    }
  }

  private void safepointEnds(RecordedEvent e) {
    Long start = safepoints.remove(e.getLong("safepointId"));
    if (start != null) {
      long end = clock.nanos(e.getEndTime());
      lane("safepoints").span(profiler.zones().id("safepoint"), start, end, 0, 0);
      facts.safepoint(Math.max(0, end - start));
    }
  }

  private void allocated(RecordedEvent e) {
    RecordedThread thread = e.getThread("thread");
    if (thread != null && thread.getJavaName() != null) {
      allocation.set(thread.getJavaThreadId(), thread.getJavaName(), e.getLong("allocated"));
    }
  }

  private void jvm(String lane, String zone, RecordedEvent e) {
    if (clock.known()) {
      long start = clock.nanos(e.getStartTime());
      lane(lane).span(profiler.zones().id(zone), start, start + e.getDuration().toNanos(), 0, 0);
    }
  }

  private Lane lane(String name) {
    Lane lane = lanes.get(name);
    if (lane == null) {
      lane = lanes.size() < MOST_LANES ? profiler.laneNamed(name) : profiler.laneNamed("others");
      lanes.put(name, lane);
    }
    return lane;
  }

  private static String threadName(RecordedEvent e) {
    RecordedThread thread = e.getThread();
    String name = thread == null ? null : thread.getJavaName();
    return name == null || name.isEmpty() ? "JVM" : name;
  }

  /** SQL of a zone in a lane of queries, by the zone's value. Any thread. */
  public RecentTexts queries() {
    return queries;
  }

  /** Pauses, safepoints and queries so far. Any thread. */
  public JvmFacts facts() {
    return facts;
  }

  /** Bytes allocated on the heap by thread. Any thread. */
  public ThreadAllocation allocation() {
    return allocation;
  }

  /**
   * Writes what was recorded as a file for JDK Mission Control. Any thread but the render thread.
   *
   * @throws SkeinException when the watch has ended or the file cannot be written
   */
  public void dump(Path file) {
    disk.check();
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      stream.dump(file);
    } catch (IOException e) {
      throw SkeinException.input(
          file.toString(),
          "the flight recording cannot be written: " + e.getMessage(),
          "name a folder that can be written, while the profiler is open",
          e);
    }
  }

  /**
   * Waits until everything that happened before this call is in the lanes.
   *
   * @throws SkeinException when the watch has ended because the disk was nearly full
   */
  public void settle() {
    disk.check();
    ClockEvent.emit();
    stream.stop();
  }

  @Override
  public void close() {
    disk.close();
    stream.close();
    FlightRecorder.removePeriodicEvent(clockHook);
  }
}
