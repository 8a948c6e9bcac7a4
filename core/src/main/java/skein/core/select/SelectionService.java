package skein.core.select;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers about the rows of a selection, beside everything else that runs. The newest selection
 * wins: what runs for an older one is cancelled. All methods but {@link #close} return at once and
 * are called from one thread.
 */
public interface SelectionService extends AutoCloseable {
  /** The columns that answers are about, in the source's order. */
  List<SelectColumn> columns();

  /** The selection as a condition over the source's columns, with the one of {@link #only}. */
  String predicate(Selection selection);

  /** Lets later requests be about rows alone for which a condition holds; empty for all rows. */
  void only(String predicate);

  /**
   * Asks for row count and statistics.
   *
   * @return the request's number, which answers carry
   */
  long request(Selection selection);

  /** Drops the selection and what runs for it. */
  void cancel();

  /**
   * The newest answer not polled before, or null; several come for a request, each knowing more.
   */
  @Nullable SelectionSummary poll();

  /** Asks for a page of the newest request's rows, in an order that stays. */
  void page(long first, int limit);

  /** The newest page not polled before, or null. */
  @Nullable RowPage pollPage();

  /** Asks for the rows that can be paged through as CSV, at most {@link #CSV_ROWS} of them. */
  void csv();

  /**
   * Asks for the places of the rows in the source, counted from 0 under its filter, as CSV: at most
   * {@link #COPIED_IDS} of them.
   */
  void ids();

  /** Asks for a file with the places of all rows. */
  void saveIds(Path file);

  /**
   * The CSV asked for, once: a header and lines ended by a newline; null while there is none, empty
   * when the query failed.
   */
  @Nullable String pollCsv();

  /** What came of the file asked for, in a line, once; null while nothing did. */
  @Nullable String pollSaved();

  /** Waits for the thread to end. */
  @Override
  void close();

  /** Rows that are copied at once. */
  int CSV_ROWS = 10_000;

  /** Places of rows that are copied at once. */
  int COPIED_IDS = 100_000;
}
