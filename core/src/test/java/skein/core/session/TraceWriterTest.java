package skein.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.profile.FrameField;

/** The trace parsed back: units, nesting, names, counters and flows as the format wants them. */
@ExtendWith(NoLeaks.class)
class TraceWriterTest {
  private record Slice(long start, long end) {}

  @Test
  void shouldKeepToTheFormat(@TempDir Path folder, MemoryLedger ledger) throws Exception {
    Path file = folder.resolve("trace.json");
    Path csv = folder.resolve("frames.csv");
    int frames = 700;
    try (SessionFile session = Captures.random(3, frames, ledger)) {
      TraceWriter.write(file, session.capture());
      FrameCsv.write(csv, session.capture().frames(), 0, frames);
    }
    JsonNode root = new ObjectMapper().readTree(file.toFile());
    Map<Integer, String> threads = new HashMap<>();
    Map<Integer, List<Slice>> slices = new HashMap<>();
    Map<Integer, List<String>> flows = new HashMap<>();
    Map<String, Integer> counters = new HashMap<>();
    for (JsonNode event : root.get("traceEvents")) {
      assertThat(event.get("pid").asInt()).isEqualTo(1);
      int thread = event.get("tid").asInt();
      switch (event.get("ph").asText()) {
        case "M" -> threads.put(thread, event.get("args").get("name").asText());
        case "X" -> slices.computeIfAbsent(thread, t -> new ArrayList<>()).add(slice(event));
        case "C" -> counters.merge(event.get("name").asText(), 1, Integer::sum);
        case "s", "f" ->
            flows
                .computeIfAbsent(event.get("id").asInt(), i -> new ArrayList<>())
                .add(event.get("ph").asText() + threads.get(thread));
        default -> throw new AssertionError(event);
      }
    }
    assertThat(threads).containsEntry(0, "Skein").containsEntry(1, "render");
    assertThat(threads.values()).contains("GC", "GC 2", "skein-lookup SQL");
    assertThat(slices.get(1)).hasSize(3 * frames);
    assertThat(slices.get(1).stream().mapToLong(Slice::start).min()).hasValue(0);
    slices.forEach((thread, list) -> checkNesting(threads.get(thread), list));
    assertThat(flows).hasSize(frames / 7);
    flows.values().forEach(f -> assertThat(f).containsExactly("sskein-lookup SQL", "frender"));
    assertThat(counters).containsEntry(FrameField.CPU_BUSY.key(), frames);
    assertThat(counters.get(FrameField.GPU_BUSY.key())).isEqualTo(frames - (frames + 2) / 3);
    List<String> lines = Files.readAllLines(csv);
    assertThat(lines).hasSize(frames + 1);
    assertThat(lines.get(1).split(",", -1)).hasSize(FrameField.values().length);
  }

  private static Slice slice(JsonNode event) {
    long start = nanos(event.get("ts"));
    return new Slice(start, start + nanos(event.get("dur")));
  }

  private static long nanos(JsonNode micros) {
    return new BigDecimal(micros.asText()).movePointRight(3).longValueExact();
  }

  private static void checkNesting(String lane, List<Slice> slices) {
    Deque<Slice> around = new ArrayDeque<>();
    long last = Long.MIN_VALUE;
    for (Slice slice : slices) {
      assertThat(slice.start()).as(lane).isGreaterThanOrEqualTo(last);
      last = slice.start();
      while (!around.isEmpty() && around.peek().end() <= slice.start()) {
        around.pop();
      }
      if (!around.isEmpty()) {
        assertThat(slice.end()).as(lane).isLessThanOrEqualTo(around.peek().end());
      }
      around.push(slice);
    }
  }
}
