package skein.desktop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.memory.MemoryLedger;
import skein.core.profile.Capture;
import skein.core.session.SessionFile;
import skein.core.session.SessionReader;

/** What {@code profile} leaves behind, and its verdicts. */
class ProfileContractTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private static Path data;
  private static Path flight;
  private static Path lenient;
  private static Path out;
  private static SkeinProcess.Result first;

  @BeforeAll
  static void profileOnce() throws SQLException, IOException {
    try (ContractData made = new ContractData()) {
      data =
          made.parquet(
              folder.resolve("rows.parquet"),
              "SELECT random() AS x, random() AS y FROM range(200000)");
    }
    flight = folder.resolve("flight.json");
    Files.writeString(
        flight,
        """
        {"size": [400, 300], "views": [
          {"x": ["0%", "100%"], "y": ["0%", "100%"], "hold": 0.4},
          {"x": ["20%", "40%"], "y": ["10%", "50%"], "seconds": 0.6, "hold": 0.2}]}
        """);
    lenient = folder.resolve("budgets.json");
    Files.writeString(
        lenient,
        """
        {"frame": 100000, "allocatedPerFrame": null, "system.input": null, "system.ingest": null,
         "system.upload": null, "system.lod": null, "system.aggregate": null, "system.draw": null,
         "system.overlay": null, "inputLatency": null, "query": null, "tickLatency": null,
         "gcPause": null, "hitRate": null, "memory": null, "dropRate": null}
        """);
    out = folder.resolve("out");
    first = profile(out, "--session", "run.skeinprof", "--enforce", "--budgets", "" + lenient);
  }

  private static SkeinProcess.Result profile(Path to, String... more) {
    List<String> all = new ArrayList<>(List.of("profile", "--flight", "" + flight, "" + data));
    all.addAll(List.of("--out", "" + to, "--warm-up", "0.5"));
    all.addAll(List.of(more));
    return SkeinProcess.run(all.toArray(String[]::new));
  }

  private static JsonNode report() throws IOException {
    return JSON.readTree(out.resolve("report.json").toFile());
  }

  @Test
  void reportsWhereTheTimeWent() throws IOException {
    assertThat(first.out()).contains("frames", "written");
    JsonNode report = report();
    for (String key :
        List.of("frames", "cpuMs", "gpuMs", "bytesAllocatedPerFrame", "renderer", "rows")) {
      assertThat(report.has(key)).as(key).isTrue();
    }
    long frames = report.get("frames").asLong();
    assertThat(report.get("frameCpuUs")).hasSize((int) frames);
    JsonNode whole = zone(report, "frame", "render");
    JsonNode count = zone(report, "Aggregate", "render");
    assertThat(whole.get("count").asLong()).isBetween(frames - 1, frames + 1);
    assertThat(count.get("count").asLong()).isBetween(frames - 1, frames + 1);
    assertThat(count.get("totalMs").asDouble()).isLessThan(whole.get("totalMs").asDouble());
    assertThat(count.get("p50Us").asDouble()).isLessThanOrEqualTo(count.get("p99Us").asDouble());
    assertThat(count.get("p99Us").asDouble()).isLessThanOrEqualTo(count.get("maxUs").asDouble());
    for (String key : List.of("pauses", "maxMs", "totalMs")) {
      assertThat(report.get("gc").has(key)).as(key).isTrue();
    }
    assertThat(report.get("safepoints").has("count")).isTrue();
    JsonNode queue = report.get("queues").get(0);
    assertThat(queue.get("depthMax").asInt()).isPositive();
    assertThat(queue.get("dropped").asInt()).isZero();
    assertThat(queue.get("waitP99Us").asDouble()).isPositive();
    JsonNode stages = report.get("stages");
    assertThat(stages.findValuesAsText("name"))
        .containsExactly(
            "source", "block", "queue", "ingest", "upload", "aggregate", "draw", "overlay");
    for (JsonNode stage : stages) {
      assertThat(stage.get("ms").asDouble()).as("%s", stage).isNotNegative();
    }
    assertThat(stages.get(0).get("bytes").asLong()).isBetween(3_200_000L, 3_500_000L);
    assertThat(stages.get(2).get("bytes").asLong()).isBetween(800_000L, 1_000_000L);
    // what is clustered before it was taken in comes with the clustered rows
    assertThat(stages.get(3).get("bytes").asLong()).isBetween(0L, 1_000_000L);
    assertThat(stages.get(1).get("bytes").asLong()).isGreaterThan(1_600_000L);
    for (int used : new int[] {0, 1, 2, 5}) {
      assertThat(stages.get(used).get("bytes").asLong()).as("%s", stages.get(used)).isPositive();
      assertThat(stages.get(used).get("ms").asDouble()).as("%s", stages.get(used)).isPositive();
    }
    boolean coords = false;
    for (JsonNode owner : report.get("memory")) {
      assertThat(owner.get("peakBytes").asLong())
          .isGreaterThanOrEqualTo(owner.get("bytes").asLong());
      coords |= owner.get("owner").asText().equals("block.coords");
    }
    assertThat(coords).isTrue();
  }

  private static JsonNode zone(JsonNode report, String name, String lane) {
    for (JsonNode zone : report.get("zones")) {
      if (zone.get("name").asText().equals(name) && zone.get("lane").asText().equals(lane)) {
        return zone;
      }
    }
    throw new AssertionError("no zone " + name + " in " + report.get("zones"));
  }

  @Test
  void leavesASessionATraceATableAndAPage() throws IOException {
    List<String> lanes = new ArrayList<>();
    List<String> zones = new ArrayList<>();
    try (SessionFile session =
        SessionReader.read(out.resolve("run.skeinprof"), new MemoryLedger())) {
      for (Capture.Track track : session.capture().tracks()) {
        lanes.add(track.name());
        track
            .history()
            .between(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                (zone, start, end, depth, value) ->
                    zones.add(session.capture().zones().name(zone)));
      }
      assertThat(session.facts().get("report")).isEqualTo(report());
    }
    assertThat(lanes).contains("render", "GPU", "skein-load");
    assertThat(zones).contains("Aggregate", "DensityDraw", "source.batch", "load.build");
    List<String> table = Files.readAllLines(out.resolve("frames.csv"));
    assertThat(table).hasSize(report().get("frames").asInt() + 1);
    assertThat(table.getFirst()).startsWith("frame,startNs,");
    long flown = 0;
    long systems = 0;
    for (RecordedEvent event : RecordingFile.readAllEvents(out.resolve("recording.jfr"))) {
      String type = event.getEventType().getName();
      flown += type.equals("skein.Frame") ? 1 : 0;
      systems += type.equals("skein.Zone") && event.getString("zone").equals("Aggregate") ? 1 : 0;
    }
    assertThat(flown).isGreaterThanOrEqualTo(report().get("frames").asInt());
    assertThat(systems).isGreaterThanOrEqualTo(report().get("frames").asInt());
    String page = Files.readString(out.resolve("report.html"));
    assertThat(page).doesNotContain("/*DATA*/", "src=\"", "href=\"").contains("flight.json over");
  }

  @Test
  void leavesATraceThatPerfettoTakes() throws IOException {
    ParsedTrace trace = ParsedTrace.read(out.resolve("trace.json"));
    List<String> table = Files.readAllLines(out.resolve("frames.csv"));
    List<String> heads = List.of(table.getFirst().split(","));
    List<ParsedTrace.Slice> frames =
        trace.slices("render").stream().filter(s -> s.name().equals("frame")).toList();
    List<ParsedTrace.Sample> busy = trace.counter("cpuBusyNs");
    String[] first = table.get(1).split(",", -1);
    int start = heads.indexOf("startNs");
    for (String row : table.subList(1, table.size())) {
      String[] cells = row.split(",", -1);
      ParsedTrace.Sample sample = busy.get(Integer.parseInt(cells[0]));
      assertThat("" + sample.value()).isEqualTo(cells[heads.indexOf("cpuBusyNs")]);
      assertThat(sample.at() - busy.get(Integer.parseInt(first[0])).at())
          .as("nanoseconds from the first frame to %s", cells[0])
          .isEqualTo(Long.parseLong(cells[start]) - Long.parseLong(first[start]));
    }
    assertThat(frames.size()).isGreaterThanOrEqualTo(table.size() - 1);
    for (ParsedTrace.Slice frame : frames) {
      int at = Math.toIntExact(frame.value());
      assertThat(frame.start()).as("%s", frame).isGreaterThanOrEqualTo(busy.get(at).at());
      if (at + 1 < busy.size()) {
        assertThat(frame.end()).as("%s", frame).isLessThanOrEqualTo(busy.get(at + 1).at());
      }
    }
    assertThat(trace.slices("render")).anyMatch(s -> s.name().equals("Aggregate"));
    boolean timed = !report().get("gpuMs").isNull();
    assertThat(trace.slices("GPU").isEmpty()).as("a track of the GPU").isEqualTo(!timed);
    assertThat(trace.counter("gpuBusyNs").isEmpty()).isEqualTo(!timed);
    assertThat(trace.tracks()).contains("Skein", "render", "skein-load", "skein-open SQL");
    assertThat(trace.slices("skein-open SQL")).isNotEmpty().allMatch(ParsedTrace.Slice::hasSql);
    assertThat(trace.checkFlows()).as("answers that a frame came after").isPositive();
  }

  @Test
  void saysThatABudgetIsBroken() throws IOException {
    Path strict = folder.resolve("strict.json");
    Files.writeString(strict, "{\"frame\": 0.000001}");
    SkeinProcess.Result result =
        profile(folder.resolve("strict"), "--enforce", "--budgets", strict.toString());
    assertThat(result.exitCode()).isEqualTo(5);
    assertThat(result.err()).matches("skein: profile: [^\n]+ \\([^\n]+\\)\n");
    JsonNode report = JSON.readTree(folder.resolve("strict/report.json").toFile());
    JsonNode broken = report.get("violations").get(0);
    assertThat(broken.get("budget").asText()).isEqualTo("frame");
    assertThat(broken.get("count").asLong()).isEqualTo(report.get("frames").asLong());
    SkeinProcess.Result flown =
        SkeinProcess.run(
            "fly", "" + flight, "" + data, "--warm-up=0", "--enforce", "--budgets=" + strict);
    assertThat(flown.exitCode()).isEqualTo(5);
    assertThat(flown.err()).startsWith("skein: budget frame: broken ");
  }

  @Test
  void comparesWithABaseline() throws IOException {
    Path fast = scaled("fast.json", 0.05);
    SkeinProcess.Result worse = profile(folder.resolve("b1"), "--baseline", fast.toString());
    assertThat(worse.exitCode()).isEqualTo(5);
    assertThat(worse.out()).contains(", worse");
    Path slow = scaled("slow.json", 20);
    SkeinProcess.Result better = profile(folder.resolve("b2"), "--baseline", slow.toString());
    better.succeeded();
    JsonNode rows =
        JSON.readTree(folder.resolve("b2/report.json").toFile()).get("baseline").get("rows");
    assertThat(rows.get(0).get("ratio").asDouble()).isLessThan(1);
    assertThat(rows.get(0).get("low").asDouble())
        .isLessThanOrEqualTo(rows.get(0).get("high").asDouble());
  }

  private static Path scaled(String name, double factor) throws IOException {
    ObjectNode report = (ObjectNode) report();
    ArrayNode times = JSON.createArrayNode();
    report.get("frameCpuUs").forEach(t -> times.add(Math.max(1, t.asDouble() * factor)));
    report.set("frameCpuUs", times);
    Path file = folder.resolve(name);
    Files.write(file, JSON.writeValueAsBytes(report));
    return file;
  }

  @Test
  void opensASessionAgain() throws IOException {
    Path session = out.resolve("run.skeinprof");
    Path again = folder.resolve("again");
    SkeinProcess.Result shown =
        SkeinProcess.run("profile", "" + session, "--out", "" + again, "--compare", "" + session);
    shown.succeeded();
    assertThat(shown.out())
        .contains("flight.json over", "Aggregate", "gc pauses", "block.coords")
        .containsPattern("frames +" + report().get("frames").asInt() + "\n")
        .containsPattern("frame, CPU +1\\.00 ")
        .contains("written     " + again);
    assertThat(JSON.readTree(again.resolve("report.json").toFile())).isEqualTo(report());
    for (String file : List.of("trace.json", "frames.csv", "report.html", "recording.jfr")) {
      assertThat(again.resolve(file)).as(file).hasSameBinaryContentAs(out.resolve(file));
    }
  }

  @Test
  void refusesWhatIsNoSession() throws IOException {
    Path session = out.resolve("run.skeinprof");
    byte[] half = Files.readAllBytes(session);
    Path damaged = folder.resolve("damaged.skeinprof");
    Files.write(damaged, java.util.Arrays.copyOf(half, half.length / 2));
    SkeinProcess.run("profile", "--headless", "" + damaged).failed(3);
    SkeinProcess.run("profile", "--headless", "" + folder.resolve("none.skeinprof")).failed(3);
    SkeinProcess.run("profile", "--headless", "" + session, "--compare", "" + data).failed(3);
    SkeinProcess.run("profile", "--headless", "" + session, "--enforce").failed(2);
  }

  @Test
  void refusesWhatCannotBe() {
    profile(out, "--baseline", "" + data).failed(3);
    profile(out, "--budgets", "" + flight).failed(3);
    profile(out, "--frames=-1").failed(2);
    profile(out, "--session=a/b").failed(2);
    SkeinProcess.run("profile", "" + data).failed(2);
  }
}
