package skein.desktop.engine;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import skein.core.source.DataSource;

/**
 * From how many rows on a source is shown by an index file, and where those are kept.
 *
 * @param rows sources with fewer rows are held in memory
 * @param folder the folder of indexes, or null for the user's cache folder
 */
public record IndexWish(long rows, @Nullable Path folder) {
  /** Rows that take about a GiB while they are loaded. */
  public static final IndexWish DEFAULT = new IndexWish(50_000_000, null);

  /** Fewest bytes of a row in a text file: a digit, a separator, a digit, an end of line. */
  private static final long LEAST_BYTES = 4;

  /** True when a source should be shown by an index; counts rows where only that can tell. */
  public boolean wants(DataSource source) {
    long known = source.info().rows();
    if (known >= 0 || rows <= 0) {
      return known >= rows || rows <= 0;
    }
    return mayHold(source) && source.countRows() >= rows;
  }

  /** False for files too small to hold so many rows; a query may give any number of them. */
  private boolean mayHold(DataSource source) {
    long bytes = 0;
    for (Path file : source.files()) {
      bytes += file.toFile().length();
    }
    boolean packed =
        !source.info().format().equals("csv") && !source.info().format().equals("json");
    return packed || bytes >= rows * LEAST_BYTES || source.request().sql() != null;
  }
}
