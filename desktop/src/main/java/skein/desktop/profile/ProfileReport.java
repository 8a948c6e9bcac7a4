package skein.desktop.profile;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import skein.core.budget.BudgetWatch;
import skein.core.memory.MemoryLedger;
import skein.core.profile.Capture;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;
import skein.core.profile.FrameSummary;
import skein.core.profile.ZoneStats;
import skein.desktop.flight.FlightReport;

/** The numbers of a profiled flight: those of the flight, and where its time and memory went. */
final class ProfileReport {
  private final FrameSpan span;
  private final Capture capture;

  ProfileReport(FrameSpan span, Capture capture) {
    this.span = span;
    this.capture = capture;
  }

  /** All of it, with the keys of {@code fly --report} first. */
  ObjectNode json(
      FlightReport flown, BudgetWatch budgets, List<MemoryLedger> ledgers, QueueFacts queue) {
    ObjectNode root = flown.json();
    frames(root);
    zones(root.putArray("zones"));
    lane(root.putObject("gc"), "pauses", "GC pauses");
    lane(root.putObject("safepoints"), "count", "safepoints");
    lane(root.putObject("queries"), "count", " SQL");
    violations(root.putArray("violations"), budgets);
    queue.write(root.putArray("queues"));
    memory(root.putArray("memory"), ledgers);
    ArrayNode micros = root.putArray("frameCpuUs");
    for (double millis : span.millis(FrameField.CPU_BUSY)) {
      micros.add(Math.round(millis * 1e3));
    }
    return root;
  }

  private void frames(ObjectNode root) {
    FrameSummary summary = new FrameSummary();
    summary.read(span.log(), FrameField.CPU_BUSY, span.first(), span.end());
    number(root, "onePercentLowFps", summary.onePercentLow());
    summary.read(span.log(), FrameField.INPUT_LATENCY, span.first(), span.end());
    if (summary.count() == 0) {
      root.putNull("inputToPresentMs");
    } else {
      ObjectNode latency = root.putObject("inputToPresentMs");
      latency.put("p50", rounded(summary.percentile(50) / 1e6));
      latency.put("p99", rounded(summary.percentile(99) / 1e6));
      latency.put("max", rounded(summary.max() / 1e6));
    }
    ObjectNode stages = root.putObject("stagesMs");
    for (FrameField stage : FrameField.PARTS) {
      summary.read(span.log(), stage, span.first(), span.end());
      if (summary.count() > 0 && summary.max() != FrameLog.UNKNOWN) {
        ObjectNode out = stages.putObject(stage.part());
        out.put("p50", rounded(summary.percentile(50) / 1e6));
        out.put("p99", rounded(summary.percentile(99) / 1e6));
        out.put("max", rounded(summary.max() / 1e6));
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
    long[] sums = new long[3];
    span.eachZone(
        capture,
        lanes,
        (zone, start, end, depth, value) -> {
          sums[0]++;
          sums[1] += end - start;
          sums[2] = Math.max(sums[2], end - start);
        });
    out.put(count, sums[0]);
    out.put("maxMs", rounded(sums[2] / 1e6));
    out.put("totalMs", rounded(sums[1] / 1e6));
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
    for (MemoryLedger ledger : ledgers) {
      for (Map.Entry<String, Long> owner : ledger.snapshot().entrySet()) {
        ObjectNode row = out.addObject();
        row.put("owner", owner.getKey());
        row.put("bytes", owner.getValue());
        row.put("peakBytes", ledger.peakBytes(owner.getKey()));
      }
    }
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
