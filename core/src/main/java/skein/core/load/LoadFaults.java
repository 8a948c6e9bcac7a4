package skein.core.load;

import skein.core.fault.SkeinException;
import skein.core.source.DataSource;

/** What a user reads when a load ends for another reason than its source. */
public final class LoadFaults {
  private static final String REPORT = "run again with --debug and report the trace";

  private LoadFaults() {}

  /**
   * A load that had no room or met a bug.
   *
   * @param need what it takes, such as "16 bytes a row are needed while loading"
   * @param rows read so far
   */
  public static SkeinException loading(DataSource source, String need, long rows, Throwable cause) {
    if (!(cause instanceof OutOfMemoryError)) {
      return stopped("loading ", source, REPORT, cause);
    }
    return new SkeinException(
        SkeinException.Kind.ENVIRONMENT,
        "not enough memory for " + source.request().location(),
        need + ", " + rows + " rows were read",
        "use --where or --sql to load fewer rows, or a machine with more memory",
        cause);
  }

  /** An index's build that met a bug or had no room. */
  public static SkeinException indexing(DataSource source, Throwable cause) {
    String remedy =
        cause instanceof OutOfMemoryError
            ? "close other programs, or use a machine with more memory"
            : REPORT;
    return stopped("indexing ", source, remedy, cause);
  }

  private static SkeinException stopped(
      String what, DataSource source, String remedy, Throwable cause) {
    return new SkeinException(
        SkeinException.Kind.ENVIRONMENT,
        what + source.request().location() + " stopped",
        String.valueOf(cause),
        remedy,
        cause);
  }
}
