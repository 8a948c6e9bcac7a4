package skein.desktop.flight;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import skein.core.budget.BudgetWatch;
import skein.core.export.WholeFile;
import skein.core.measure.ProcessMemory;
import skein.core.measure.Spread;
import skein.desktop.engine.Visualizer;

/**
 * What a flight measured, as JSON and as a table. What could not be measured is null, never 0.
 *
 * @param rows of the source
 * @param hitRate share of the blocks that came into view in the flight and were in memory at that
 *     moment ({@link FlightPilot#blockHitRate}); NaN where nothing counts it
 * @param violations of the limits by the frames that were measured
 */
public record FlightReport(
    FlightMeter meter,
    String aggregator,
    String renderer,
    long rows,
    double hitRate,
    OptionalLong rssPeakBytes,
    long gpuPeakBytes,
    List<BudgetWatch.Violation> violations) {
  /** Percentages that reports give, and the names of their keys. */
  public static final List<Double> PERCENTS = List.of(50.0, 90.0, 95.0, 99.0, 99.9);

  public static final List<String> NAMES = List.of("p50", "p90", "p95", "p99", "p999");

  /** What is known at the end of a flight; while the engine is still open. */
  public static FlightReport of(FlightPilot pilot, Visualizer v) {
    var loader = v.series().loader;
    return new FlightReport(
        pilot.meter(),
        v.frame().aggregator.id(),
        v.frame().renderer,
        loader == null ? 0 : loader.progress().rows,
        pilot.blockHitRate(v),
        ProcessMemory.peakResidentBytes(),
        v.frame().gpu.peakBytes(),
        v.book().limits().watch().violations());
  }

  /** Writes {@link #json} to a file. */
  public void write(Path file) {
    ObjectNode root = json();
    WholeFile.write(
        file,
        "the report",
        out ->
            out.write(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(root)));
  }

  /** All of it; what was not measured is null. */
  public ObjectNode json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("frames", meter.frames());
    root.put("lateFrames", meter.lateFrames());
    root.put("seconds", rounded(meter.seconds()));
    times(root, "cpuMs", meter.cpuNanos());
    times(root, "gpuMs", meter.gpuNanos());
    bytes(root);
    put(root, "exactShareAtStop", meter.exactShareAtStop());
    ArrayNode exact = root.putArray("timeToExactMs");
    for (int i = 0; i < meter.stops(); i++) {
      double millis = meter.millisToExact(i);
      if (Double.isNaN(millis)) {
        exact.addNull();
      } else {
        exact.add(rounded(millis));
      }
    }
    put(root, "blockHitRate", hitRate);
    root.put("rssPeakBytes", rssPeakBytes.isPresent() ? (Long) rssPeakBytes.getAsLong() : null);
    root.put("gpuPeakBytes", gpuPeakBytes);
    root.put("aggregator", aggregator);
    root.put("renderer", renderer);
    root.put("rows", rows);
    return root;
  }

  private static void times(ObjectNode root, String key, Spread nanos) {
    if (nanos.isEmpty()) {
      root.putNull(key);
      return;
    }
    ObjectNode out = root.putObject(key);
    for (int i = 0; i < PERCENTS.size(); i++) {
      out.put(NAMES.get(i), rounded(nanos.percentile(PERCENTS.get(i)) / 1e6));
    }
    out.put("max", rounded(nanos.max() / 1e6));
  }

  private void bytes(ObjectNode root) {
    if (meter.bytes().isEmpty()) {
      root.putNull("bytesAllocatedPerFrame");
      return;
    }
    ObjectNode out = root.putObject("bytesAllocatedPerFrame");
    out.put("p50", meter.bytes().percentile(50));
    out.put("max", meter.bytes().max());
  }

  private static void put(ObjectNode root, String key, double value) {
    if (Double.isNaN(value)) {
      root.putNull(key);
    } else {
      root.put(key, value);
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 1e3) / 1e3;
  }

  /** For people. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append(String.format(Locale.ROOT, "aggregator  %s%n", aggregator));
    out.append(String.format(Locale.ROOT, "renderer    %s%n", renderer));
    out.append(String.format(Locale.ROOT, "rows        %,d%n%n", rows));
    out.append("frames  late      p50 ms   p90 ms   p95 ms   p99 ms p99.9 ms   max ms\n");
    out.append(String.format(Locale.ROOT, "%6d  %4d  cpu ", meter.frames(), meter.lateFrames()));
    line(out, meter.cpuNanos());
    if (!meter.gpuNanos().isEmpty()) {
      out.append("              gpu ");
      line(out, meter.gpuNanos());
    }
    for (int i = 0; i < meter.stops(); i++) {
      double millis = meter.millisToExact(i);
      String exact =
          Double.isNaN(millis)
              ? "not exact before it ended"
              : String.format(Locale.ROOT, "exact after %.1f ms", millis);
      out.append(
          String.format(Locale.ROOT, "%sstop %d      %s%n", i == 0 ? "\n" : "", i + 1, exact));
    }
    return out.toString();
  }

  private static void line(StringBuilder out, Spread nanos) {
    for (double percent : PERCENTS) {
      out.append(String.format(Locale.ROOT, " %8.2f", nanos.percentile(percent) / 1e6));
    }
    out.append(String.format(Locale.ROOT, " %8.2f%n", nanos.max() / 1e6));
  }
}
