package skein.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whether the system understands what it is told of files. */
@EnabledOnOs(OS.LINUX)
class FileAdviceTest {
  @TempDir private Path folder;

  @Test
  void shouldBeTakenForAFileThatIsThere() throws IOException {
    Path file = Files.write(folder.resolve("a"), new byte[10_000]);
    try (FileAdvice advice = new FileAdvice(file)) {
      assertThat(advice.forget(0, 10_000)).isTrue();
    }
    try (FileAdvice absent = new FileAdvice(folder.resolve("none"))) {
      assertThat(absent.forget(0, 1)).isFalse();
    }
  }
}
