package skein.core.fault;

import org.jspecify.annotations.Nullable;

/** A failure that a user can act on: what failed, why, and what to do about it. */
public final class SkeinException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Who has to act, which is also the exit code of the process. */
  public enum Kind {
    /** The command line or the request is wrong. */
    USAGE(2),
    /** A file, a column, a query or the data in them is wrong. */
    INPUT(3),
    /** The machine lacks something: OpenGL 4.5, a display, memory. */
    ENVIRONMENT(4),
    /** A budget was broken, or a run is slower than the one before. */
    BUDGET(5);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;
  private final String what;
  private final String why;
  private final String remedy;

  public SkeinException(
      Kind kind, String what, String why, String remedy, @Nullable Throwable cause) {
    super(what + ": " + why + " (" + remedy + ")", cause);
    this.kind = kind;
    this.what = oneLine(what);
    this.why = oneLine(why);
    this.remedy = oneLine(remedy);
  }

  public static SkeinException usage(String what, String why, String remedy) {
    return new SkeinException(Kind.USAGE, what, why, remedy, null);
  }

  public static SkeinException input(String what, String why, String remedy) {
    return new SkeinException(Kind.INPUT, what, why, remedy, null);
  }

  public static SkeinException input(String what, String why, String remedy, Throwable cause) {
    return new SkeinException(Kind.INPUT, what, why, remedy, cause);
  }

  public static SkeinException environment(String what, String why, String remedy) {
    return new SkeinException(Kind.ENVIRONMENT, what, why, remedy, null);
  }

  public Kind kind() {
    return kind;
  }

  public String what() {
    return what;
  }

  public String why() {
    return why;
  }

  public String remedy() {
    return remedy;
  }

  /** The whole error as the single line that a user sees. */
  public String line() {
    return "skein: " + what + ": " + why + " (" + remedy + ")";
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
  }
}
