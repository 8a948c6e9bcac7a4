package skein.perf;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a figure came to.
 *
 * @param ours nanoseconds of processor time of one run
 * @param plain the same of the plain loop
 * @param steady true when several slices of each agree on that
 */
record SmokeResult(String name, double ours, double plain, boolean steady) {
  private static final String MARK = "figure";
  private static final String GAP = "\t";

  double ratio() {
    return ours / plain;
  }

  /** A line that {@link #parse} reads. */
  String line() {
    return String.join(
        GAP, MARK, name, Double.toString(ours), Double.toString(plain), Boolean.toString(steady));
  }

  /** The result of a line, or null where it holds none. */
  static @Nullable SmokeResult parse(String line) {
    List<String> parts = List.of(line.split(GAP, -1));
    if (parts.size() != 5 || !parts.getFirst().equals(MARK)) {
      return null;
    }
    return new SmokeResult(
        parts.get(1),
        Double.parseDouble(parts.get(2)),
        Double.parseDouble(parts.get(3)),
        Boolean.parseBoolean(parts.get(4)));
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.3f (%.4f ms / %.4f ms%s)",
        ratio(),
        ours / 1e6,
        plain / 1e6,
        steady ? "" : ", unsteady");
  }
}
