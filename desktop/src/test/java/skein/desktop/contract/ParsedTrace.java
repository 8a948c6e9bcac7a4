package skein.desktop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A trace file as Perfetto's importer takes it: tracks by thread, slices that nest, counters, and
 * flows bound to slices. Reading fails where the file leaves the format.
 */
final class ParsedTrace {
  /** A slice; times in nanoseconds after the trace's first. */
  record Slice(String name, long start, long end, long value, boolean hasSql) {
    boolean encloses(long at) {
      return start <= at && at <= end;
    }
  }

  /** A value of a counter at a time. */
  record Sample(long at, long value) {}

  /** One end of a flow. */
  private record End(String phase, int thread, long at) {}

  private final Map<Integer, String> names = new HashMap<>();
  private final Map<Integer, List<Slice>> slices = new HashMap<>();
  private final Map<String, List<Sample>> counters = new TreeMap<>();
  private final Map<Integer, List<End>> flows = new TreeMap<>();

  static ParsedTrace read(Path file) throws IOException {
    ParsedTrace trace = new ParsedTrace();
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    assertThat(root.get("displayTimeUnit").asText()).isEqualTo("ms");
    root.get("traceEvents").forEach(trace::take);
    assertThat(trace.names.values()).doesNotHaveDuplicates();
    assertThat(trace.names.keySet()).containsAll(trace.slices.keySet());
    trace.slices.forEach((thread, list) -> nests(trace.names.get(thread), list));
    return trace;
  }

  private void take(JsonNode event) {
    assertThat(event.get("pid").asInt()).as("%s", event).isEqualTo(1);
    assertThat(event.get("name").asText()).as("%s", event).isNotEmpty();
    int thread = event.get("tid").asInt();
    switch (event.get("ph").asText()) {
      case "M" -> names.put(thread, event.get("args").get("name").asText());
      case "X" -> slices.computeIfAbsent(thread, t -> new ArrayList<>()).add(slice(event));
      case "C" ->
          counters
              .computeIfAbsent(event.get("name").asText(), n -> new ArrayList<>())
              .add(new Sample(nanos(event, "ts"), event.get("args").get("value").asLong()));
      case "s", "f" ->
          flows
              .computeIfAbsent(event.get("id").asInt(), i -> new ArrayList<>())
              .add(new End(event.get("ph").asText(), thread, nanos(event, "ts")));
      default -> throw new AssertionError("no such phase: " + event);
    }
  }

  private static Slice slice(JsonNode event) {
    long start = nanos(event, "ts");
    JsonNode args = event.path("args");
    return new Slice(
        event.get("name").asText(),
        start,
        start + nanos(event, "dur"),
        args.path("value").asLong(),
        !args.path("sql").asText().isBlank());
  }

  /** The format's microseconds, which have three decimals here. */
  private static long nanos(JsonNode event, String key) {
    long nanos = new BigDecimal(event.get(key).asText()).movePointRight(3).longValueExact();
    assertThat(nanos).as("%s of %s", key, event).isNotNegative();
    return nanos;
  }

  /** Each slice lies inside those that are open when it begins, or begins when they are over. */
  private static void nests(String track, List<Slice> list) {
    List<Slice> ordered = new ArrayList<>(list);
    ordered.sort(Comparator.comparingLong(Slice::start).thenComparing(s -> -s.end()));
    List<Slice> open = new ArrayList<>();
    for (Slice slice : ordered) {
      open.removeIf(around -> around.end() <= slice.start());
      assertThat(open).as("%s: %s", track, slice).allMatch(a -> slice.end() <= a.end());
      open.add(slice);
    }
  }

  List<String> tracks() {
    return List.copyOf(names.values());
  }

  /** The slices of a track; none where there is no such track. */
  List<Slice> slices(String track) {
    List<Slice> found = new ArrayList<>();
    slices.forEach(
        (thread, list) -> {
          if (names.get(thread).equals(track)) {
            found.addAll(list);
          }
        });
    return found;
  }

  List<Sample> counter(String name) {
    return counters.getOrDefault(name, List.of());
  }

  /**
   * Checks that each flow begins once, inside a query, and ends once, later, inside a frame.
   *
   * @return how many there are
   */
  int checkFlows() {
    for (Map.Entry<Integer, List<End>> flow : flows.entrySet()) {
      List<End> ends = flow.getValue();
      assertThat(ends)
          .as("flow %s", flow.getKey())
          .extracting(End::phase)
          .containsExactly("s", "f");
      End from = ends.getFirst();
      End to = ends.getLast();
      assertThat(to.at()).as("flow %s", flow).isGreaterThan(from.at());
      assertThat(names.get(from.thread())).contains(" SQL");
      assertThat(slices.get(from.thread())).anyMatch(s -> s.encloses(from.at()));
      assertThat(names.get(to.thread())).isEqualTo("render");
      assertThat(slices.get(to.thread()))
          .as("flow %s", flow)
          .anyMatch(s -> s.name().equals("frame") && s.encloses(to.at()));
    }
    return flows.size();
  }
}
