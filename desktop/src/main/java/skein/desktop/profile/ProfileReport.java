package skein.desktop.profile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skein.core.budget.BudgetWatch;
import skein.core.govern.MemoryGovernor;
import skein.core.govern.MemoryKind;
import skein.core.measure.FrameRecorder;
import skein.core.measure.Spread;
import skein.core.memory.MemoryLedger;
import skein.core.memory.PoolStats;
import skein.core.profile.Capture;
import skein.core.profile.FrameField;
import skein.core.profile.FrameSpan;
import skein.core.profile.FrameSummary;
import skein.core.profile.ZoneStats;
import skein.core.session.RunTotals;
import skein.desktop.flight.FlightReport;

/** The numbers of a profiled flight: those of the flight, and where its time and memory went. */
final class ProfileReport {
  /** Names of the ledgers in their order. */
  static final List<String> SIDES = List.of("host", "gpu");

  private final FrameSpan span;
  private final Capture capture;

  ProfileReport(FrameSpan span, Capture capture) {
    this.span = span;
    this.capture = capture;
  }

  /**
   * All of it, with the keys of {@code fly --report} first.
   *
   * @param ledgers of the host and of the GPU
   */
  ObjectNode json(
      FlightReport flown,
      BudgetWatch budgets,
      List<MemoryLedger> ledgers,
      MemoryGovernor governor,
      RunTotals totals) {
    ObjectNode root = flown.json();
    return whole(root, budgets, ledgers, governor, totals);
  }

  /** Adds all that is known beside what a flight tells. */
  ObjectNode whole(
      ObjectNode root,
      BudgetWatch budgets,
      List<MemoryLedger> ledgers,
      @Nullable MemoryGovernor governor,
      RunTotals totals) {
    recorded(root, budgets);
    Totals.write(root, totals);
    ArrayNode memory = root.putArray("memory");
    if (governor != null) {
      governor.sample();
      memory(memory, governor);
    }
    memory(memory, ledgers);
    if (governor != null) {
      scratch(root.putObject("scratch"), governor, ledgers.getFirst().scratch().stats());
    }
    ObjectNode peaks = root.putObject("memoryPeakBytes");
    for (int i = 0; i < ledgers.size(); i++) {
      peaks.put(SIDES.get(i), ledgers.get(i).peakBytes());
    }
    return root;
  }

  /** What the recording itself tells; takes the place of what the report says of it. */
  ObjectNode recorded(ObjectNode root, BudgetWatch budgets) {
    frames(root);
    zones(root.putArray("zones"));
    lane(root.putObject("gc"), "pauses", "GC pauses");
    lane(root.putObject("safepoints"), "count", "safepoints");
    lane(root.putObject("queries"), "count", " SQL");
    violations(root.putArray("violations"), budgets);
    ArrayNode micros = root.putArray("frameCpuUs");
    for (double millis : span.millis(FrameField.CPU_BUSY)) {
      micros.add(Math.round(millis * 1e3));
    }
    return root;
  }

  /** The keys of a flight's report that the frames of a recording without a flight tell. */
  ObjectNode base(ObjectNode root) {
    FrameSummary summary = new FrameSummary();
    summary.read(span.log(), FrameField.CPU_BUSY, span.first(), span.end());
    root.put("frames", summary.count());
    root.put("lateFrames", summary.above(FrameRecorder.BUDGET_NANOS));
    root.put("seconds", rounded((span.endNanos() - span.startNanos()) / 1e9));
    spread(root, "cpuMs", summary, 1e6);
    summary.read(span.log(), FrameField.GPU_BUSY, span.first(), span.end());
    spread(root, "gpuMs", summary, 1e6);
    summary.read(span.log(), FrameField.ALLOCATED, span.first(), span.end());
    spread(root, "bytesAllocatedPerFrame", summary, 1);
    return root;
  }

  private static void spread(ObjectNode root, String key, FrameSummary summary, double unit) {
    if (summary.count() == 0) {
      root.putNull(key);
      return;
    }
    ObjectNode out = root.putObject(key);
    for (int i = 0; i < FlightReport.PERCENTS.size(); i++) {
      double value = summary.percentile(FlightReport.PERCENTS.get(i)) / unit;
      out.put(FlightReport.NAMES.get(i), rounded(value));
    }
    out.put("max", rounded(summary.max() / unit));
  }

  private void frames(ObjectNode root) {
    FrameSummary summary = new FrameSummary();
    summary.read(span.log(), FrameField.CPU_BUSY, span.first(), span.end());
    number(root, "onePercentLowFps", summary.onePercentLow());
    summary.read(span.log(), FrameField.INPUT_LATENCY, span.first(), span.end());
    spread(root, "inputToPresentMs", summary, 1e6);
    ObjectNode stages = root.putObject("stagesMs");
    for (FrameField stage : FrameField.PARTS) {
      summary.read(span.log(), stage, span.first(), span.end());
      if (summary.count() > 0) {
        spread(stages, stage.part(), summary, 1e6);
      }
    }
  }

  private void zones(ArrayNode out) {
    for (Capture.Track track : capture.tracks()) {
      ZoneStats stats = new ZoneStats();
      track.history().between(span.startNanos(), span.endNanos(), stats);
      for (int zone = 0; zone < Math.min(stats.end(), capture.zones().size()); zone++) {
        if (stats.count(zone) > 0) {
          ObjectNode row = out.addObject();
          row.put("name", capture.zones().name(zone));
          row.put("lane", track.name());
          row.put("count", stats.count(zone));
          row.put("p50Us", rounded(stats.percentile(zone, 50) / 1e3));
          row.put("p99Us", rounded(stats.percentile(zone, 99) / 1e3));
          row.put("maxUs", rounded(stats.max(zone) / 1e3));
          row.put("totalMs", rounded(stats.total(zone) / 1e6));
          row.put("selfMs", rounded(stats.self(zone) / 1e6));
        }
      }
    }
  }

  private void lane(ObjectNode out, String count, String lanes) {
    long[] total = {0};
    Spread spread = new Spread();
    span.eachZone(
        capture,
        lanes,
        (zone, start, end, depth, value) -> {
          total[0] += end - start;
          spread.record(end - start);
        });
    out.put(count, spread.count());
    out.put("p99Ms", rounded(spread.percentile(99) / 1e6));
    out.put("maxMs", rounded(spread.max() / 1e6));
    out.put("totalMs", rounded(total[0] / 1e6));
  }

  private static void violations(ArrayNode out, BudgetWatch budgets) {
    for (BudgetWatch.Violation violation : budgets.violations()) {
      ObjectNode row = out.addObject();
      row.put("budget", violation.budget().name());
      row.put("limit", violation.budget().limit());
      row.put("unit", violation.budget().unit());
      row.put("worst", rounded(violation.worst()));
      row.put("count", violation.count());
    }
  }

  private static void memory(ArrayNode out, List<MemoryLedger> ledgers) {
    for (int i = 0; i < ledgers.size(); i++) {
      MemoryLedger ledger = ledgers.get(i);
      for (Map.Entry<String, Long> owner : ledger.snapshot().entrySet()) {
        ObjectNode row = out.addObject();
        row.put("owner", owner.getKey());
        row.put("side", SIDES.get(i));
        row.put("bytes", owner.getValue());
        row.put("peakBytes", ledger.peakBytes(owner.getKey()));
      }
    }
  }

  /** What was measured of all memory, beside what is booked by owner. */
  private static void memory(ArrayNode out, MemoryGovernor governor) {
    for (MemoryKind kind : MemoryKind.values()) {
      if (governor.watches(kind)) {
        ObjectNode row = out.addObject();
        row.put("owner", kind.label());
        row.put("side", "all");
        row.put("bytes", governor.used(kind));
        row.put("peakBytes", governor.peak(kind));
        row.put("budgetBytes", governor.budget(kind) == 0 ? null : (Long) governor.budget(kind));
      }
    }
  }

  private static void scratch(ObjectNode out, MemoryGovernor governor, PoolStats stats) {
    out.put("localHits", stats.localHits());
    out.put("sharedHits", stats.sharedHits());
    out.put("misses", stats.misses());
    out.put("plain", stats.plain());
    out.put("heldBytes", stats.heldBytes());
    out.put("idleBytes", stats.idleBytes());
    out.put("peakBytes", stats.peakBytes());
    out.put("evictions", governor.evictions());
    out.put("evictedBytes", governor.freedBytes());
  }

  private static void number(ObjectNode root, String key, double value) {
    if (Double.isNaN(value)) {
      root.putNull(key);
    } else {
      root.put(key, rounded(value));
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 1e3) / 1e3;
  }
}
