package skein.core.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the system is told to forget of files that are read one after another. */
class ReadOnceTest {
  private static final long MORE_THAN_MEMORY = Long.MAX_VALUE >> 1;

  @TempDir private Path folder;

  private final List<String> told = new ArrayList<>();

  @Test
  void shouldForgetEachByteOnceAndKeepTheMargin() throws IOException {
    List<Path> files = List.of(file("a", 1_000), folder.resolve("none"), file("c", 3_000));
    try (ReadOnce read = new ReadOnce(files, MORE_THAN_MEMORY, 500, this::adviser)) {
      assertThat(after(read, -1)).as("not known").isEmpty();
      assertThat(after(read, 0.125)).as("within the margin").isEmpty();
      assertThat(after(read, 0.25)).containsExactly("a 0 500");
      assertThat(after(read, 0.25)).as("nothing new").isEmpty();
      assertThat(after(read, 0.125)).as("backwards").isEmpty();
      assertThat(after(read, 0.5)).containsExactly("a 500 500", "c 0 500");
      assertThat(after(read, 1)).containsExactly("c 500 2000");
    }
    assertThat(told).containsExactly("a closed", "none closed", "c closed");
  }

  @Test
  void shouldForgetNothingOfWhatFitsIntoMemory() throws IOException {
    try (ReadOnce read = new ReadOnce(List.of(file("a", 1_000)), 0, 0, this::adviser)) {
      assertThat(after(read, 1)).isEmpty();
    }
    assertThat(told).isEmpty();
  }

  private List<String> after(ReadOnce read, double share) {
    read.read(share);
    List<String> now = List.copyOf(told);
    told.clear();
    return now;
  }

  private Path file(String name, int bytes) throws IOException {
    return Files.write(folder.resolve(name), new byte[bytes]);
  }

  private ReadOnce.Adviser adviser(Path file) {
    return new ReadOnce.Adviser() {
      @Override
      public void forget(long from, long bytes) {
        told.add(file.getFileName() + " " + from + " " + bytes);
      }

      @Override
      public void close() {
        told.add(file.getFileName() + " closed");
      }
    };
  }
}
