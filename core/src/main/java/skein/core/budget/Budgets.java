package skein.core.budget;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import skein.core.fault.SkeinException;

/**
 * The limits that hold: those of a frame at 60 a second, or what a file says instead. The file is a
 * JSON object of names and limits, {@code {"frame": 16.67, "hitRate": 0.9, "query": null}}; null
 * takes a limit away.
 */
public record Budgets(List<Budget> all) {
  /** Frame time in milliseconds. */
  public static final String FRAME = "frame";

  /** From an event of mouse or keys to its picture, in milliseconds. */
  public static final String INPUT_LATENCY = "inputLatency";

  /** Duration of a query in milliseconds. */
  public static final String QUERY = "query";

  /** From a live row's arrival to its picture, in milliseconds. */
  public static final String TICK_LATENCY = "tickLatency";

  /** Pause of the collector in milliseconds. */
  public static final String GC_PAUSE = "gcPause";

  /** Share of the needed blocks that were there. */
  public static final String HIT_RATE = "hitRate";

  /** Share of the memory budget in use. */
  public static final String MEMORY = "memory";

  /** Share of frames that the display did not get in time. */
  public static final String DROP_RATE = "dropRate";

  /** Bytes that the render thread allocates in a frame. */
  public static final String ALLOCATED = "allocatedPerFrame";

  /** Prefix of the stages of a frame, in milliseconds. */
  public static final String SYSTEM = "system.";

  /** The limits without a file; the stages are those of DESIGN's frame budget. */
  public static Budgets usual() {
    return new Budgets(
        List.of(
            new Budget(FRAME, "ms", 16.667, false),
            new Budget(SYSTEM + "input", "ms", 0.5, false),
            new Budget(SYSTEM + "ingest", "ms", 1, false),
            new Budget(SYSTEM + "upload", "ms", 1, false),
            new Budget(SYSTEM + "lod", "ms", 1, false),
            new Budget(SYSTEM + "aggregate", "ms", 8, false),
            new Budget(SYSTEM + "draw", "ms", 2, false),
            new Budget(SYSTEM + "overlay", "ms", 2, false),
            new Budget(INPUT_LATENCY, "ms", 50, false),
            new Budget(QUERY, "ms", 500, false),
            new Budget(TICK_LATENCY, "ms", 50, false),
            new Budget(GC_PAUSE, "ms", 1, false),
            new Budget(HIT_RATE, "share", 0.8, true),
            new Budget(MEMORY, "share", 0.8, false),
            new Budget(DROP_RATE, "share", 0.001, false),
            new Budget(ALLOCATED, "bytes", 0, false)));
  }

  /**
   * The usual limits with what a file says in their place.
   *
   * @throws SkeinException when the file cannot be read, is no such object, or names no measure
   */
  public static Budgets read(Path file) {
    return of(parse(file), file.toString());
  }

  /**
   * The usual limits with what an object of names and limits says in their place.
   *
   * @param where what it was read from, for errors
   * @throws SkeinException when it names no measure
   */
  public static Budgets of(JsonNode json, String where) {
    Map<String, Budget> byName = new LinkedHashMap<>();
    usual().all().forEach(b -> byName.put(b.name(), b));
    json.properties()
        .forEach(
            entry -> {
              Budget usual = byName.get(entry.getKey());
              JsonNode limit = entry.getValue();
              if (usual == null) {
                throw SkeinException.input(
                    where,
                    "no budget is named \"" + entry.getKey() + "\"",
                    "use some of " + String.join(", ", byName.keySet()));
              }
              if (limit.isNull()) {
                byName.remove(entry.getKey());
              } else if (limit.isNumber() && limit.asDouble() >= 0) {
                byName.put(
                    usual.name(),
                    new Budget(usual.name(), usual.unit(), limit.asDouble(), usual.atLeast()));
              } else {
                throw SkeinException.input(
                    where,
                    "the budget \"" + entry.getKey() + "\" is not a number",
                    "write a number of " + usual.unit() + ", or null for no limit");
              }
            });
    return new Budgets(new ArrayList<>(byName.values()));
  }

  /** What {@link #of} reads: each usual limit, null for one that was taken away. */
  public ObjectNode json() {
    ObjectNode out = new ObjectMapper().createObjectNode();
    usual().all().forEach(b -> out.putNull(b.name()));
    all.forEach(b -> out.put(b.name(), b.limit()));
    return out;
  }

  private static JsonNode parse(Path file) {
    try {
      JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(file));
      if (json == null || !json.isObject()) {
        throw SkeinException.input(
            file.toString(), "not a JSON object", "write {\"frame\": 16.67} or the like");
      }
      return json;
    } catch (JacksonException e) {
      throw SkeinException.input(
          file.toString(),
          "not JSON: " + e.getOriginalMessage(),
          "write {\"frame\": 16.67} or the like",
          e);
    } catch (IOException e) {
      throw SkeinException.input(
          file.toString(), "cannot be read", "name a file of budgets that exists", e);
    }
  }
}
