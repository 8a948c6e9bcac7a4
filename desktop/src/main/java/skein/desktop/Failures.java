package skein.desktop;

import java.io.IOException;
import skein.core.fault.LibraryFaults;
import skein.core.fault.SkeinException;
import skein.core.fault.SkeinException.Kind;

/** Turns whatever was thrown into the one line that a user sees. */
public final class Failures {
  private Failures() {}

  /** The failure itself, or its nearest equivalent with something to do about it. */
  public static SkeinException asSkein(Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SkeinException known) {
        return known;
      }
    }
    if (e instanceof OutOfMemoryError) {
      return new SkeinException(
          Kind.ENVIRONMENT,
          "memory",
          String.valueOf(e.getMessage()),
          "close other programs, choose fewer rows with --where, or use a machine with more memory",
          e);
    }
    LinkageError unloaded = LibraryFaults.in(e);
    if (unloaded != null) {
      return LibraryFaults.loading("a library", unloaded);
    }
    if (e instanceof IOException) {
      return new SkeinException(
          Kind.INPUT, "file", text(e), "check the path and its permissions", e);
    }
    return new SkeinException(
        Kind.ENVIRONMENT,
        "internal error",
        text(e),
        "run again with --debug and report the output",
        e);
  }

  private static String text(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
