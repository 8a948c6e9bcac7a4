package skein.desktop.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.load.SlabLoader;
import skein.core.measure.DataStage;
import skein.core.measure.StageMeters;
import skein.core.profile.JvmFacts;
import skein.core.profile.JvmWatch;
import skein.core.profile.ThreadAllocation.Allocated;
import skein.core.session.RunTotals;

/** Totals of a run: taken, in its report, and out of it again. */
final class Totals {
  private static final String HIT_RATE = "blockHitRate";
  private static final int MOST_THREADS = 32;
  private static final JvmFacts.Sum NONE = new JvmFacts.Sum(0, 0, 0, 0);

  private Totals() {}

  /**
   * As they stand; without a watch or a load there is nothing of it.
   *
   * @param frames what went through the stages that frames do
   */
  static RunTotals of(
      @Nullable JvmWatch watch, @Nullable SlabLoader loader, StageMeters frames, double hitRate) {
    StageMeters stages = new StageMeters();
    stages.addAll(frames);
    List<RunTotals.Queue> queues = new ArrayList<>();
    if (loader != null) {
      loader.queues().forEach(meter -> queues.add(RunTotals.Queue.of(meter)));
      loader.addStages(stages);
    }
    return watch == null
        ? new RunTotals(NONE, NONE, NONE, hitRate, queues, stages, List.of())
        : new RunTotals(
            watch.facts().pauses(),
            watch.facts().safepoints(),
            watch.facts().queries(),
            hitRate,
            queues,
            stages,
            watch.allocation().most());
  }

  /**
   * Adds {@code queues}, {@code stages} and {@code allocation} to a report, and the hit rate where
   * it is not.
   */
  static void write(ObjectNode root, RunTotals totals) {
    if (!root.has(HIT_RATE)) {
      root.put(HIT_RATE, Double.isNaN(totals.hitRate()) ? null : (Double) totals.hitRate());
    }
    ArrayNode queues = root.putArray("queues");
    for (RunTotals.Queue queue : totals.queues()) {
      ObjectNode node = queues.addObject();
      node.put("name", queue.name());
      node.put("capacity", queue.capacity());
      node.put("depthMax", queue.mostDepth());
      node.put("items", queue.taken());
      node.put("dropped", queue.dropped());
      if (queue.waitP99() < 0) {
        node.putNull("waitP99Us");
      } else {
        node.put("waitP99Us", queue.waitP99() / 1e3);
      }
      node.put("producerWaitMs", queue.producer() / 1e6);
    }
    stages(root.putArray("stages"), totals.stages());
    ArrayNode threads = root.putArray("allocation");
    for (Allocated thread : totals.threads().stream().limit(MOST_THREADS).toList()) {
      threads.addObject().put("thread", thread.thread()).put("bytes", thread.bytes());
    }
  }

  private static void stages(ArrayNode out, StageMeters stages) {
    for (DataStage stage : DataStage.values()) {
      ObjectNode node = out.addObject();
      node.put("name", stage.label());
      node.put("pieces", stages.pieces(stage));
      node.put("bytes", stages.bytes(stage));
      node.put("ms", stages.nanos(stage) / 1e6);
    }
  }

  private static StageMeters stages(JsonNode list) {
    StageMeters out = new StageMeters();
    for (JsonNode node : list) {
      for (DataStage stage : DataStage.values()) {
        if (stage.label().equals(node.path("name").asText())) {
          long nanos = Math.round(node.path("ms").asDouble() * 1e6);
          out.add(stage, node.path("pieces").asLong(), node.path("bytes").asLong(), nanos);
        }
      }
    }
    return out;
  }

  /**
   * What was written.
   *
   * @param recorded what the recording tells, as in a report
   * @param report what was said of the run; a missing node when nothing was
   */
  static RunTotals read(JsonNode recorded, JsonNode report) {
    List<RunTotals.Queue> queues = new ArrayList<>();
    List<Allocated> threads = new ArrayList<>();
    for (JsonNode node : report.path("queues")) {
      queues.add(
          new RunTotals.Queue(
              node.path("name").asText(),
              node.path("capacity").asInt(),
              node.path("depthMax").asInt(),
              node.path("items").asLong(),
              node.path("dropped").asLong(),
              Math.round(node.path("waitP99Us").asDouble(-1e-3) * 1e3),
              Math.round(node.path("producerWaitMs").asDouble() * 1e6)));
    }
    for (JsonNode node : report.path("allocation")) {
      threads.add(new Allocated(node.path("thread").asText(), node.path("bytes").asLong()));
    }
    return new RunTotals(
        sum(recorded.path("gc"), "pauses"),
        sum(recorded.path("safepoints"), "count"),
        sum(recorded.path("queries"), "count"),
        report.path(HIT_RATE).asDouble(Double.NaN),
        queues,
        stages(report.path("stages")),
        threads);
  }

  private static JvmFacts.Sum sum(JsonNode of, String count) {
    return new JvmFacts.Sum(
        of.path(count).asLong(),
        Math.round(of.path("totalMs").asDouble() * 1e6),
        Math.round(of.path("p99Ms").asDouble() * 1e6),
        Math.round(of.path("maxMs").asDouble() * 1e6));
  }
}
