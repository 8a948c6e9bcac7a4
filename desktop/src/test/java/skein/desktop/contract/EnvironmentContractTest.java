package skein.desktop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.source.DemoData;

/** A machine that lacks something gets exit code 4 and one line that says what to do. */
class EnvironmentContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(180);

  @Test
  void windowWithoutDisplay() {
    expectFault(Map.of(), "open", "missing.parquet");
  }

  @Test
  void windowOnADisplayThatDoesNotAnswer() {
    expectFault(Map.of("DISPLAY", ":987"), "open", "missing.parquet");
  }

  @Test
  void pictureWithoutOpenGl45() {
    expectFault(
        Map.of("MESA_GL_VERSION_OVERRIDE", "3.3", "LIBGL_ALWAYS_SOFTWARE", "1"),
        "render",
        "missing.parquet",
        "--out",
        "unwritten.png");
  }

  /** OpenGL's bindings are unpacked into the folder for temporary files. */
  @Test
  void pictureWithoutRoomForItsLibraries(@TempDir Path folder) throws Exception {
    assertThat(onSmallDisk(folder, 1, "render", "missing.parquet", "--out", folder + "/p.png"))
        .contains("the disk of " + folder + " is full");
  }

  /** The JVM ends where a flight recording meets the end of a disk. */
  @Test
  void profileWithoutRoomForItsRecording(@TempDir Path folder, @TempDir Path data)
      throws Exception {
    Path flight = data.resolve("flight.json");
    Files.writeString(flight, "{\"views\": [{\"x\": [\"0%\", \"100%\"], \"hold\": 0.1}]}");
    String file = DemoData.galaxy(data, 1_000, 1).toString();
    String out = data.resolve("out").toString();
    assertThat(onSmallDisk(folder, 48, "profile", "--flight", "" + flight, file, "--out", out))
        .contains("flight recorder", "the disk of ", "is full");
  }

  private static String onSmallDisk(Path folder, int megabytes, String... arguments)
      throws Exception {
    List<String> options = List.of("-Djava.io.tmpdir=" + folder);
    try (SmallDisk _ = SmallDisk.at(folder, megabytes);
        SkeinProcess process = SkeinProcess.start(options, Map.of(), arguments)) {
      return process.await(LIMIT).failed(4).err();
    }
  }

  private static void expectFault(Map<String, String> environment, String... arguments) {
    try (SkeinProcess process = SkeinProcess.start(environment, arguments)) {
      process.await(LIMIT).failed(4);
    }
  }
}
