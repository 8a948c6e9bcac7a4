package skein.desktop.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import skein.core.budget.Budgets;
import skein.core.memory.MemoryLedger;

/**
 * What a session file says beside its recording.
 *
 * @param title what was recorded
 * @param about rows, aggregator, renderer
 * @param machine and versions, in the order in which they are shown
 * @param first number of the first frame that counts
 * @param end number after that of the last
 * @param limits that the frames are held against
 * @param report as in {@code report.json}; null where nothing was flown
 */
record SessionFacts(
    String title,
    String about,
    Map<String, String> machine,
    long first,
    long end,
    Budgets limits,
    @Nullable ObjectNode report) {
  private static final String TITLE = "title";
  private static final String ABOUT = "about";
  private static final String MACHINE = "machine";
  private static final String FIRST = "firstFrame";
  private static final String END = "endFrame";
  private static final String LIMITS = "limits";
  private static final String REPORT = "report";

  ObjectNode json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put(TITLE, title);
    root.put(ABOUT, about);
    ObjectNode rows = root.putObject(MACHINE);
    machine.forEach(rows::put);
    root.put(FIRST, first);
    root.put(END, end);
    root.set(LIMITS, limits.json());
    root.set(REPORT, report);
    return root;
  }

  /** What {@link #json} wrote; what is missing is as if nothing had been flown. */
  static SessionFacts of(JsonNode root, String file) {
    Map<String, String> machine = new LinkedHashMap<>();
    root.path(MACHINE).properties().forEach(e -> machine.put(e.getKey(), e.getValue().asText()));
    JsonNode limits = root.path(LIMITS);
    return new SessionFacts(
        root.path(TITLE).asText(file),
        root.path(ABOUT).asText(),
        machine,
        root.path(FIRST).asLong(0),
        root.path(END).asLong(Long.MAX_VALUE),
        limits.isObject() ? Budgets.of(limits, file) : Budgets.usual(),
        root.path(REPORT) instanceof ObjectNode flown ? flown : null);
  }

  /** What the owners of a side held at the end. */
  MemoryLedger memory(String side) {
    Map<String, Long> bytes = new TreeMap<>();
    if (report == null) {
      return new MemoryLedger();
    }
    for (JsonNode row : report.path("memory")) {
      if (row.path("side").asText().equals(side)) {
        bytes.put(row.path("owner").asText(), row.path("bytes").asLong());
      }
    }
    return MemoryLedger.recalled(bytes, report.path("memoryPeakBytes").path(side).asLong());
  }

  double hitRate() {
    return report == null ? Double.NaN : report.path("blockHitRate").asDouble(Double.NaN);
  }
}
