package skein.desktop.contract;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

  private static void expectFault(Map<String, String> environment, String... arguments) {
    try (SkeinProcess process = SkeinProcess.start(environment, arguments)) {
      process.await(LIMIT).failed(4);
    }
  }
}
