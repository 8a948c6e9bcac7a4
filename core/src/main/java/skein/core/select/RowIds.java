package skein.core.select;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import skein.core.fault.SkeinException;
import skein.core.query.SqlSession;
import skein.core.query.SqlText;

/**
 * The row ids of a selection: the places of its rows in the source, under its filter, counted from
 * 0 in the order of a scan. They are the ids that an index file keeps in its column {@code row}.
 * One thread.
 */
final class RowIds {
  private static final String PLACE = "skein_row_place";

  private final SqlSession session;
  private final String query;

  /**
   * Prepares the session, which stays the caller's.
   *
   * @param relation the name to select from
   * @param predicate the selection as a condition
   */
  RowIds(SqlSession session, String relation, String predicate) {
    this.session = session;
    this.query =
        "SELECT "
            + PLACE
            + " AS row FROM (SELECT *, row_number() OVER () - 1 AS "
            + PLACE
            + " FROM "
            + relation
            + ") WHERE "
            + predicate;
    // a stream may have given the order up for the whole database
    session.run("SET preserve_insertion_order = true");
  }

  /** The first ids, each in a line, under a heading. */
  String text(int most) {
    return session.ask(
        query + " LIMIT " + most,
        rows -> {
          StringBuilder out = new StringBuilder("row\n");
          while (rows.next()) {
            out.append(rows.getLong(1)).append('\n');
          }
          return out.toString();
        });
  }

  /**
   * Writes all ids to a file, whole or not at all.
   *
   * @throws SkeinException when the file cannot be written
   */
  void save(Path file) {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      session.run("COPY (" + query + ") TO " + SqlText.text(part.toString()) + " (FORMAT csv)");
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw SkeinException.environment(
          file.toString(), "the row ids cannot be written: " + e.getMessage(), "choose a folder");
    } finally {
      remove(part);
    }
  }

  private static void remove(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      part.toFile().deleteOnExit();
    }
  }
}
