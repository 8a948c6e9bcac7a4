package skein.desktop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code fly} reports, and which flights it refuses. */
class FlyContractTest {
  private static final int ROWS = 20_000;

  @TempDir private static Path folder;

  private static Path data;

  @BeforeAll
  static void makeRows() throws SQLException {
    try (ContractData made = new ContractData()) {
      data =
          made.parquet(
              folder.resolve("rows.parquet"),
              "SELECT TIMESTAMP '2024-01-01' + INTERVAL 1 MINUTE * i AS ts, i % 173 AS v FROM"
                  + " range("
                  + ROWS
                  + ") AS r(i)");
    }
  }

  @Test
  void reportsWhatItMeasured() throws IOException {
    JsonNode report =
        fly(
            """
            {"size": [400, 300], "views": [
              {"x": ["0%", "100%"], "y": ["0%", "100%"], "hold": 0.3},
              {"x": ["2024-01-02", "2024-01-03T12:00"], "y": [10, "50%"], "seconds": 0.3},
              {"x": ["40%", "60%"], "seconds": 0.2, "hold": 0.2}],
             "filters": []}
            """,
            "--exact");
    List<String> keys = new ArrayList<>();
    report.fieldNames().forEachRemaining(keys::add);
    assertThat(keys)
        .containsExactly(
            "frames",
            "lateFrames",
            "seconds",
            "cpuMs",
            "gpuMs",
            "bytesAllocatedPerFrame",
            "exactShareAtStop",
            "timeToExactMs",
            "blockHitRate",
            "rssPeakBytes",
            "gpuPeakBytes",
            "aggregator",
            "renderer",
            "rows");
    assertThat(report.get("rows").asLong()).isEqualTo(ROWS);
    assertThat(report.get("seconds").asDouble()).isBetween(1.0, 30.0);
    long frames = report.get("frames").asLong();
    assertThat(frames).isBetween(2L, Math.round(report.get("seconds").asDouble() * 60) + 1);
    assertThat(report.get("lateFrames").asLong()).isBetween(0L, frames);
    JsonNode cpu = report.get("cpuMs");
    double before = 0;
    for (String key : List.of("p50", "p95", "p99", "p999", "max")) {
      assertThat(cpu.get(key).asDouble()).as(key).isPositive().isGreaterThanOrEqualTo(before);
      before = cpu.get(key).asDouble();
    }
    assertThat(report.get("timeToExactMs")).hasSize(2);
    for (JsonNode millis : report.get("timeToExactMs")) {
      assertThat(millis.asDouble()).isPositive();
    }
    assertThat(report.get("exactShareAtStop").asDouble()).isEqualTo(1);
    assertThat(report.get("rssPeakBytes").asLong()).isGreaterThan(1 << 20);
    assertThat(report.get("gpuPeakBytes").asLong()).isPositive();
    JsonNode gpu = report.get("gpuMs");
    assertThat(gpu.isNull()).isEqualTo(report.get("renderer").asText().contains("llvmpipe"));
    JsonNode bytes = report.get("bytesAllocatedPerFrame");
    assertThat(bytes.get("max").asLong()).isGreaterThanOrEqualTo(bytes.get("p50").asLong());
  }

  @Test
  void tellsNothingOfStopsWithoutOne() throws IOException {
    JsonNode report = fly("{\"views\": [{\"x\": [\"10%\", \"20%\"], \"seconds\": 0.2}]}");
    assertThat(report.get("timeToExactMs")).isEmpty();
    assertThat(report.get("exactShareAtStop").isNull()).isTrue();
  }

  @Test
  void fliesOverLines() throws IOException {
    JsonNode report =
        fly("{\"views\": [{\"x\": [\"10%\", \"20%\"], \"hold\": 0.3}]}", "--kind=line");
    assertThat(report.get("rows").asLong()).isEqualTo(ROWS);
    assertThat(report.get("timeToExactMs")).hasSize(1);
    assertThat(report.get("timeToExactMs").get(0).asDouble()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"views\": [{\"hold\": 1},]} | line 1, column",
        "{\"views\": []} | views",
        "[] | object",
        "{\"view\": [{\"hold\": 1}]} | view: it means nothing",
        "{\"views\": [{\"hold\": 1, \"z\": [0, 1]}]} | views[0].z",
        "{\"views\": [{\"hold\": -1}]} | views[0].hold",
        "{\"views\": [{\"x\": [1, 2, 3]}]} | views[0].x",
        "{\"views\": [{}, {\"x\": [\"60%\", \"40%\"]}]} | views[1].x",
        "{\"views\": [{\"x\": [\"a%\", \"40%\"]}]} | views[0].x[0]",
        "{\"views\": [{\"y\": [0, \"soon\"]}]} | views[0].y[1]",
        "{\"views\": [{\"y\": [0, null]}]} | views[0].y[1]",
        "{\"size\": [0, 10], \"views\": [{}]} | size[0]",
        "{\"views\": [{}], \"filters\": [{\"channel\": \"v\", \"range\": [2, 1]}]} |"
            + " filters[0].range",
        "{\"views\": [{}], \"filters\": [{\"range\": [1, 2]}]} | filters[0].channel",
      })
  void refusesAFlightInOneLineThatNamesThePlace(String flight, String place) throws IOException {
    SkeinProcess.Result result =
        SkeinProcess.run("fly", write(flight).toString(), data.toString(), "--warm-up=0").failed(3);
    assertThat(result.err()).contains("flight.json").contains(place);
  }

  @Test
  void fliesOverLinesWhoseRowsAreInARange() throws IOException {
    JsonNode report =
        fly(
            """
            {"size": [300, 200], "views": [{"hold": 0.1}, {"x": ["40%", "60%"], "seconds": 0.1}],
             "filters": [{"channel": "v", "range": [20, 29]}]}
            """,
            "--kind=line", "--exact");
    assertThat(report.get("exactShareAtStop").asDouble()).isOne();
    String moving =
        "{\"views\": [{}], \"filters\": [{\"channel\": \"v\", \"range\": [2, 9], \"at\": 1}]}";
    String[] arguments = {
      "fly",
      write(moving).toString(),
      data.toString(),
      "--kind=line",
      "--warm-up=0",
      "--index-rows=1",
      "--index-dir=" + folder.resolve("index")
    };
    SkeinProcess.Result result = SkeinProcess.run(arguments).failed(3);
    assertThat(result.err()).contains("filters[0]").contains("cannot change in flight");
  }

  @Test
  void fliesOverLinesWhileARangeMoves() throws IOException {
    JsonNode report =
        fly(
            """
            {"size": [300, 200], "views": [{"hold": 5}, {"x": ["40%", "60%"], "seconds": 0.2,
               "hold": 0.2}],
             "filters": [
               {"channel": "v", "range": [0, 40], "to": [60, 100], "at": 0.1, "seconds": 0.4}]}
            """,
            "--kind=line", "--exact");
    assertThat(report.get("exactShareAtStop").asDouble()).isOne();
    assertThat(report.get("timeToExactMs")).hasSize(2);
    assertThat(report.get("timeToExactMs").get(0).isNull()).isFalse();
  }

  @Test
  void refusesMissingFiles() throws IOException {
    Path missing = folder.resolve("missing");
    SkeinProcess.run("fly", missing.toString(), data.toString()).failed(3);
    SkeinProcess.run("fly", folder.toString(), data.toString()).failed(3);
    String flight = write("{\"views\": [{\"hold\": 1}]}").toString();
    SkeinProcess.run("fly", flight, missing.toString()).failed(3);
    SkeinProcess.run("fly", flight, data.toString(), "--y", "height").failed(3);
    SkeinProcess.run("fly", flight, data.toString(), "--where", "v < 0").failed(3);
    SkeinProcess.run("fly", flight, data.toString(), "--warm-up=-1").failed(2);
    SkeinProcess.run("fly", flight, data.toString(), "--window").failed(4);
  }

  private static JsonNode fly(String flight, String... options) throws IOException {
    Path report = folder.resolve("report.json");
    List<String> arguments =
        new ArrayList<>(List.of("fly", write(flight).toString(), data.toString()));
    arguments.addAll(List.of("--report", report.toString(), "--warm-up", "0.5"));
    arguments.addAll(List.of(options));
    SkeinProcess.run(arguments.toArray(String[]::new)).succeeded();
    return SkeinProcess.json(SkeinProcess.read(report));
  }

  private static Path write(String flight) throws IOException {
    return Files.writeString(folder.resolve("flight.json"), flight);
  }
}
