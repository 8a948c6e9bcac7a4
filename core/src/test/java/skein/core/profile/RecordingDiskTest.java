package skein.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.fault.SkeinException;

/** A recording ends while there is still room for its end. */
class RecordingDiskTest {
  private static final int MEGABYTES = 80;

  @TempDir private Path folder;

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Test
  void endsBeforeTheDiskIsFull() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    String size = "size=" + MEGABYTES + "m";
    int rc = run("mount", "-t", "tmpfs", "-o", size, "tmpfs", small.toString());
    Assumptions.assumeTrue(rc == 0, "this user may not mount a tmpfs");
    CountDownLatch ended = new CountDownLatch(1);
    try (RecordingDisk disk = new RecordingDisk(small)) {
      disk.watch(ended::countDown);
      disk.check();
      assertThat(ended.getCount()).isOne();
      Files.write(small.resolve("others"), new byte[32 << 20]);
      assertThat(ended.await(120, TimeUnit.SECONDS)).as("ended").isTrue();
      assertThatThrownBy(disk::check)
          .isInstanceOf(SkeinException.class)
          .hasMessageContaining(small + " is full");
      assertThatThrownBy(() -> new RecordingDisk(small)).isInstanceOf(SkeinException.class);
    } finally {
      run("umount", small.toString());
    }
  }
}
