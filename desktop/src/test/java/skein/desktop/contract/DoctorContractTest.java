package skein.desktop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor tells, and how the machine's measurements are kept from start to start. */
class DoctorContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(120);

  @TempDir private Path cache;

  private SkeinProcess.Result doctor(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "doctor";
    System.arraycopy(options, 0, arguments, 1, options.length);
    try (SkeinProcess process =
        SkeinProcess.start(Map.of("XDG_CACHE_HOME", cache.toString()), arguments)) {
      return process.await(LIMIT).succeeded();
    }
  }

  private Path file() {
    return cache.resolve("skein").resolve("tuning.json");
  }

  @Test
  void tellsEverythingAsJson() {
    JsonNode told = doctor("--json").json();
    assertThat(told.get("version").asText()).isNotEmpty();
    assertThat(told.get("jdk").get("version").asText()).startsWith("25");
    assertThat(told.get("system").get("cores").asInt()).isPositive();
    assertThat(told.get("memory").get("totalBytes").asLong()).isPositive();
    assertThat(told.get("memory").get("heapMaxBytes").asLong()).isPositive();
    assertThat(told.get("display").asText()).startsWith("none");
    JsonNode gl = told.get("openGl");
    assertThat(gl.get("version").asText()).isNotEmpty();
    assertThat(gl.get("renderer").asText()).isNotEmpty();
    assertThat(gl.get("maxTextureSize").asInt()).isGreaterThanOrEqualTo(4_096);
    assertThat(told.get("budgets").get("hostBytes").asLong()).isPositive();
    JsonNode tuning = told.get("tuning");
    assertThat(tuning.get("cpuRowsPerSecond").asDouble()).isPositive();
    assertThat(tuning.get("directRows").asLong()).isPositive();
    assertThat(tuning.get("gpuRowsPerSecond").isNull()).isEqualTo(gl.get("software").asBoolean());
    assertThat(tuning.get("aggregator").asText())
        .isEqualTo(told.get("aggregator").get("id").asText());
    assertThat(tuning.get("file").asText()).isEqualTo(file().toString());
    assertThat(told.get("result").asText()).isEqualTo("ready");
  }

  @Test
  void keepsItsMeasurementsAndRepeatsThemWhenAsked() throws IOException {
    doctor();
    ObjectNode kept = (ObjectNode) SkeinProcess.json(SkeinProcess.read(file()));
    kept.put("cpuRowsPerSecond", 123_456_789);
    Files.writeString(file(), kept.toString());
    JsonNode told = doctor("--json").json().get("tuning");
    assertThat(told.get("cpuRowsPerSecond").asLong()).isEqualTo(123_456_789);
    assertThat(told.get("told").isNull()).isTrue();
    assertThat(doctor("--tune").out()).contains("Tuning", file().toString());
    assertThat(SkeinProcess.json(SkeinProcess.read(file())).get("cpuRowsPerSecond").asLong())
        .isPositive()
        .isNotEqualTo(123_456_789);
  }

  @Test
  void measuresAgainWhereTheFileIsDamagedOrForeign() throws IOException {
    Files.createDirectories(file().getParent());
    for (String damaged : new String[] {"", "{", "[1]", "{\"key\": \"a\"}", "\0\1\2"}) {
      Files.writeString(file(), damaged);
      JsonNode told = doctor("--json").json().get("tuning");
      assertThat(told.get("told").asText()).as(damaged).contains("damaged", "measured again");
      assertThat(told.get("cpuRowsPerSecond").asDouble()).isPositive();
    }
    ObjectNode kept = (ObjectNode) SkeinProcess.json(SkeinProcess.read(file()));
    kept.put("key", "another machine");
    Files.writeString(file(), kept.toString());
    assertThat(doctor().out()).contains("is of another machine, GPU or version");
    assertThat(doctor().out()).doesNotContain("another machine");
  }

  @Test
  void tellsWhatIsMissingAsJsonToo() {
    Map<String, String> without =
        Map.of(
            "MESA_GL_VERSION_OVERRIDE", "3.3",
            "LIBGL_ALWAYS_SOFTWARE", "1",
            "XDG_CACHE_HOME", cache.toString());
    try (SkeinProcess process = SkeinProcess.start(without, "doctor", "--json")) {
      SkeinProcess.Result result = process.await(LIMIT);
      assertThat(result.exitCode()).isEqualTo(4);
      assertThat(result.json().get("openGl").isNull()).isTrue();
      assertThat(result.json().get("why").asText()).isNotEmpty();
      assertThat(result.json().get("remedy").asText()).isNotEmpty();
      assertThat(result.json().get("result").asText()).isEqualTo("not ready");
    }
  }
}
