package skein.core.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.fault.SkeinException;
import skein.core.memory.MemoryLedger;

class CancelledSourceTest {
  @TempDir Path folder;

  @Test
  void whatHasNotBegunIsCancelledToo() throws Exception {
    String location = SourceFiles.write(folder.resolve("a.parquet"), "SELECT 1 AS x, 2 AS y");
    try (Sources sources = new Sources(new MemoryLedger());
        DataSource source = sources.open(new SourceRequest(location, null, null))) {
      source.cancel();
      assertThatThrownBy(source::statistics).isInstanceOf(SkeinException.class);
    }
  }
}
