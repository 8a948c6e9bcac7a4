package skein.core.fault;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException.Kind;

/** Says why a library cannot be used: the JVM tells it in the names of its errors alone. */
public final class LibraryFaults {
  /** With less no library can be unpacked. */
  private static final long LEAST_BYTES = 2 << 20;

  private LibraryFaults() {}

  /** The error of loading classes or native code in a chain of causes, or null. */
  public static @Nullable LinkageError in(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof LinkageError error) {
        return error;
      }
    }
    return null;
  }

  /**
   * A library that cannot be loaded.
   *
   * @param library what a user knows it by, such as "DuckDB's library"
   */
  public static SkeinException loading(String library, LinkageError cause) {
    Path folder = FullDisk.temporary();
    if (lacksRoom(cause)) {
      return new SkeinException(
          Kind.ENVIRONMENT,
          library + " cannot be loaded",
          "the disk of " + folder + " is full, where it is unpacked",
          "free some space there, or set TMPDIR to a folder on another disk",
          cause);
    }
    return new SkeinException(
        Kind.ENVIRONMENT, library + " cannot be loaded", reason(cause), "run skein doctor", cause);
  }

  /** True when a library lacks the room to be unpacked. */
  public static boolean lacksRoom(LinkageError cause) {
    return FullDisk.caused(cause) || FullDisk.freeBytes(FullDisk.temporary()) < LEAST_BYTES;
  }

  /** What the innermost cause says that says something. */
  private static String reason(Throwable cause) {
    String reason = cause.getClass().getSimpleName();
    for (Throwable t = cause; t != null; t = t.getCause()) {
      String message = t.getMessage();
      if (message != null && !message.isBlank()) {
        reason = message;
      }
    }
    return reason;
  }
}
