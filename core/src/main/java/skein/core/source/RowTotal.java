package skein.core.source;

import java.nio.file.Path;
import org.apache.arrow.memory.BufferAllocator;
import skein.core.query.SqlSession;

/** How many rows a source has. */
final class RowTotal {
  private RowTotal() {}

  /** The number where the files tell it without being read, else -1. */
  static long cheap(
      SourceRequest request,
      SourceTarget target,
      SourceInstance instance,
      BufferAllocator allocator) {
    if (request.where() != null || request.sql() != null) {
      return -1;
    }
    return switch (target.format()) {
      case PARQUET -> {
        try (SqlSession session = instance.session()) {
          yield count(session);
        }
      }
      case ARROW_FILE -> {
        long sum = 0;
        for (Path file : target.files()) {
          long rows = ArrowInput.rows(file, allocator);
          sum = rows < 0 || sum < 0 ? -1 : sum + rows;
        }
        yield sum;
      }
      case CSV, JSON, ARROW_STREAM, DUCKDB -> -1;
    };
  }

  /** Counts the rows. */
  static long count(SqlSession session) {
    return session.ask(
        "SELECT count(*) FROM " + SourceInstance.RELATION,
        rows -> rows.next() ? rows.getLong(1) : 0);
  }
}
