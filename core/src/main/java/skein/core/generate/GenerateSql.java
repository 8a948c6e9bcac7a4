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
 * number of threads gives the same rows; the numbers come from a table of chunks, which DuckDB,
 * unlike range(), scans with all threads and in order.
 */
final class GenerateSql {
  private static final String MACROS = "/skein/generate/macros.sql";

  /** Rows a line of the table of chunks. */
  private static final long CHUNK = 256;

  private static final String NUMBERS =
      "(SELECT i FROM (SELECT n * 256 + unnest(range(256)) AS i FROM work.chunk)"
          + " WHERE i < ${rows})";

  private static final Pattern KEY = Pattern.compile("\\$\\{(\\w+)}");

  private GenerateSql() {}

  /** To be run before the query. A row group is what a thread takes at a time. */
  static List<String> preparations(GenerateOrder order) throws IOException {
    long chunks = (order.rows() + CHUNK - 1) / CHUNK;
    return List.of(
        "ATTACH ':memory:' AS work (ROW_GROUP_SIZE 2048)",
        "CREATE TABLE work.chunk AS SELECT n FROM range(" + chunks + ") AS r(n)",
        script(MACROS));
  }

  /** All columns of all rows. */
  static String query(GenerateOrder order) throws IOException {
    String text =
        script(order.shape().script())
            .replace("${numbers}", NUMBERS)
            .replace("${rows}", Long.toString(order.rows()));
    return KEY.matcher(text).replaceAll(m -> SqlText.whole(key(order.seed(), m.group(1))));
  }

  /** Selects the order's columns, which are known by their names without regard to case. */
  static String selection(GenerateOrder order, List<String> known) throws IOException {
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
    String list = chosen.isEmpty() ? "*" : String.join(", ", chosen);
    return "SELECT " + list + " FROM (" + query(order) + ")";
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
