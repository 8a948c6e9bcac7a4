package skein.core.generate;

import java.nio.file.Path;
import java.util.List;

/**
 * Rows to make. The same order gives the same rows in the same order on any machine; the first rows
 * of a larger order are those of a smaller one, but for the last row of {@link Shape#ONEHOT}.
 *
 * @param rows 1 to {@link #MOST_ROWS}
 * @param columns the shape's columns to write, in this order; all when empty
 * @param out a file whose name ends in .parquet; replaced when it is there
 */
public record GenerateOrder(Shape shape, long rows, long seed, List<String> columns, Path out) {
  public static final long MOST_ROWS = 20_000_000_000L;

  public GenerateOrder {
    columns = List.copyOf(columns);
  }
}
