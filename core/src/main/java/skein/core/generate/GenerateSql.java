package skein.core.generate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import skein.core.fault.SkeinException;
import skein.core.query.SqlText;

/**
 * The statements that make an order's rows. Each row is computed from its number alone, so that any
 * part of the rows can be made by itself.
 */
final class GenerateSql {
  private static final String MACROS = "/skein/generate/macros.sql";

  /** Rows of a chunk, which a shape may compute something for; a part begins with a chunk. */
  static final int CHUNK = 256;

  private static final Pattern KEY = Pattern.compile("\\$\\{(\\w+)}");

  private GenerateSql() {}

  /** To be run before the query. */
  static String macros() throws IOException {
    return script(MACROS);
  }

  /**
   * All columns of some rows.
   *
   * @param from the first row, a multiple of {@link #CHUNK}
   * @param to the row behind the last one
   */
  static String query(GenerateOrder order, long from, long to) throws IOException {
    long chunks = (to + CHUNK - 1) / CHUNK;
    String text =
        script(order.shape().script())
            .replace("${numbers}", "(SELECT range AS i FROM range(" + from + ", " + to + "))")
            .replace(
                "${chunks}", "(SELECT range AS n FROM range(" + from / CHUNK + ", " + chunks + "))")
            .replace("${end}", Long.toString(to))
            .replace("${rows}", Long.toString(order.rows()));
    return KEY.matcher(text).replaceAll(m -> SqlText.whole(key(order.seed(), m.group(1))));
  }

  /** The order's columns for a SELECT; they are known by their names without regard to case. */
  static String selection(GenerateOrder order, List<String> known) {
    List<String> chosen = new ArrayList<>();
    for (String wanted : order.columns()) {
      String name =
          known.stream()
              .filter(wanted::equalsIgnoreCase)
              .findFirst()
              .orElseThrow(() -> unknown(wanted, known));
      if (chosen.contains(SqlText.name(name))) {
        throw SkeinException.usage("--columns", "'" + name + "' is given twice", "name it once");
      }
      chosen.add(SqlText.name(name));
    }
    return chosen.isEmpty() ? "*" : String.join(", ", chosen);
  }

  private static SkeinException unknown(String wanted, List<String> known) {
    return SkeinException.usage(
        "--columns",
        "this shape has no column '" + wanted + "'",
        "use some of " + String.join(", ", known));
  }

  /** A key of 64 bits for each use of random numbers; the mixer is SplitMix64's. */
  private static long key(long seed, String use) {
    long z = seed * 0x9E3779B97F4A7C15L + use.hashCode() * 0xD1B54A32D192ED03L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private static String script(String resource) throws IOException {
    try (InputStream in = GenerateSql.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("missing resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
