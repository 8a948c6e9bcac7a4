package skein.core.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import skein.core.query.SqlFaults;

/** Errors whose names alone tell what is wrong become a line that says it. */
class LibraryFaultsTest {
  @Test
  void namesTheDiskThatIsFull() {
    Throwable cause =
        new ExceptionInInitializerError(
            new IllegalStateException(new IOException("No space left on device")));
    SkeinException fault = SqlFaults.input("trips.parquet", cause);
    assertThat(fault.kind()).isEqualTo(SkeinException.Kind.ENVIRONMENT);
    assertThat(fault.line())
        .contains("DuckDB's library", FullDisk.temporary() + " is full", "TMPDIR")
        .doesNotContain("ExceptionInInitializerError", "\n");
  }

  @Test
  void givesTheInnermostReason() {
    UnsatisfiedLinkError missing = new UnsatisfiedLinkError("libEGL.so.1: no such file");
    LinkageError cause = new ExceptionInInitializerError(new IllegalStateException(missing));
    assertThat(LibraryFaults.in(new IllegalStateException(cause))).isSameAs(cause);
    assertThat(LibraryFaults.loading("OpenGL", cause).line())
        .contains("OpenGL cannot be loaded", "libEGL.so.1: no such file");
    NoClassDefFoundError later = new NoClassDefFoundError("Could not initialize class a.B");
    assertThat(LibraryFaults.loading("OpenGL", later).line()).contains("class a.B");
    assertThat(LibraryFaults.in(new IOException("no"))).isNull();
  }

  @Test
  void tellsAFullDiskFromOtherFailures() {
    assertThat(FullDisk.caused(new IOException("write", new IOException("Disk quota exceeded"))))
        .isTrue();
    assertThat(FullDisk.caused(new IOException("permission denied"))).isFalse();
    assertThat(FullDisk.caused(null)).isFalse();
    assertThat(FullDisk.freeBytes(FullDisk.temporary())).isPositive();
  }
}
