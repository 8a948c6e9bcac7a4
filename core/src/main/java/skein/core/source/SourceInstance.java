package skein.core.source;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;
import skein.core.query.SqlFaults;
import skein.core.query.SqlSession;
import skein.core.query.SqlText;

/**
 * One DuckDB database in memory that reads one source and nothing else's. The file is the view
 * {@code source}; the rows after {@code --sql} and {@code --where} are {@link #RELATION}. Sessions
 * may be opened from any thread.
 */
final class SourceInstance implements AutoCloseable {
  /** What all queries select from. */
  static final String RELATION = "skein_rows";

  private static final String FILE = "skein_file";

  private final SourceRequest request;
  private final SourceTarget target;
  private final BufferAllocator allocator;
  private final DuckDBConnection root;
  private String views = "";
  private boolean materialised;
  private volatile boolean broken;

  private SourceInstance(
      SourceRequest request,
      SourceTarget target,
      BufferAllocator allocator,
      DuckDBConnection root) {
    this.request = request;
    this.target = target;
    this.allocator = allocator;
    this.root = root;
  }

  static SourceInstance open(
      SourceRequest request, SourceTarget target, BufferAllocator allocator) {
    DuckDBConnection connection = connect(target.location());
    SourceInstance made = new SourceInstance(request, target, allocator, connection);
    try {
      made.define();
      return made;
    } catch (RuntimeException | OutOfMemoryError e) {
      made.close();
      throw SqlFaults.input(target.location(), e);
    }
  }

  private static DuckDBConnection connect(String subject) {
    Properties properties = new Properties();
    properties.setProperty("jdbc_stream_results", "false");
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    try {
      DuckDBConnection connection =
          (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", properties);
      Path spill = Path.of(System.getProperty("java.io.tmpdir"), "skein-spill");
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET TimeZone = 'UTC'");
        // moves TRY_CAST into the CSV reader as CAST, which then fails on the first blank
        statement.execute("SET disabled_optimizers = 'type_pushdown'");
        statement.execute("SET temp_directory = " + SqlText.text(spill.toString()));
      }
      return connection;
    } catch (SQLException e) {
      throw SqlFaults.input(subject, e);
    }
  }

  /** True once DuckDB has said that this database is lost. */
  boolean isBroken() {
    return broken;
  }

  /** A session whose results are whole before they are read. */
  SqlSession session() {
    return session(false, null);
  }

  /**
   * A session on a connection of its own, with the source's rows in view.
   *
   * @param streaming whether results are computed while they are read
   * @param wanted the columns that will be asked for, or null for all; others may be missing
   */
  SqlSession session(boolean streaming, @Nullable Set<String> wanted) {
    List<AutoCloseable> inputs = new ArrayList<>();
    DuckDBConnection connection;
    try {
      connection = root.duplicate();
    } catch (SQLException e) {
      throw fail(e);
    }
    SqlSession session = null;
    try {
      if (target.format().isArrow() && !materialised) {
        registerArrow(connection, inputs, whole() ? wanted : null);
      }
      session = new SqlSession(target.location(), connection, inputs, this::note);
      session.run("SET SESSION enable_progress_bar = true");
      session.run("SET SESSION enable_progress_bar_print = false");
      session.run("SET SESSION jdbc_stream_results = " + streaming);
      if (streaming) {
        // twice as fast; a global setting, and DESCRIBE needs the order: not before the first
        // stream
        session.run("SET preserve_insertion_order = false");
        // its threads go on while a reader works on what it has read
        session.run("SET streaming_buffer_size = '64MB'");
      }
      if (!views.isEmpty()) {
        session.run(views);
      }
      return session;
    } catch (RuntimeException e) {
      SqlSession failed =
          session == null
              ? new SqlSession(target.location(), connection, inputs, this::note)
              : session;
      failed.close();
      throw e;
    }
  }

  /** True when the rows are the file's own, so that columns may be left out. */
  private boolean whole() {
    return request.sql() == null && request.where() == null && target.files().size() == 1;
  }

  private void registerArrow(
      DuckDBConnection connection, List<AutoCloseable> inputs, @Nullable Set<String> wanted) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < target.files().size(); i++) {
      String name = target.files().size() == 1 ? "source" : "skein_arrow_" + i;
      inputs.add(
          ArrowInput.register(
              connection,
              name,
              target.files().get(i),
              target.format(),
              wanted,
              allocator.getListener(),
              target.location()));
      all.append(i == 0 ? "" : " UNION ALL BY NAME ").append("SELECT * FROM ").append(name);
    }
    if (inputs.size() > 1) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE TEMP VIEW source AS " + all);
      } catch (SQLException e) {
        throw fail(e);
      }
    }
  }

  private void define() {
    String bound = bindSource();
    try (SqlSession session = session()) {
      SqlGuard guard = new SqlGuard(session, target.location());
      String relation = "SELECT * FROM source";
      SqlGuard.Query query = request.sql() == null ? null : guard.query(request.sql());
      if (query != null) {
        if (query.sourceUses() > 0 && !bound.isEmpty()) {
          throw SkeinException.input(target.location(), bound, "correct the file or the SQL");
        }
        relation = "SELECT * FROM (" + query.text() + "\n)";
      } else if (!bound.isEmpty()) {
        throw SkeinException.input(
            target.location(), bound, "check that the file is complete and undamaged");
      }
      String condition = request.where() == null ? null : guard.predicate(request.where());
      if (query != null
          && target.format().isArrow()
          && (query.sourceUses() > 1 || (query.sourceUses() > 0 && query.hasCtes()))) {
        session.run("CREATE TABLE memory.main.skein_arrow_rows AS SELECT * FROM source");
        materialised = true;
      }
      define(relation, condition);
    }
  }

  private void define(String relation, @Nullable String condition) {
    String rows =
        condition == null ? relation : "SELECT * FROM (" + relation + ") WHERE " + condition;
    if (materialised) {
      runOnRoot("CREATE VIEW source AS SELECT * FROM skein_arrow_rows");
    }
    if (target.format().isArrow() && !materialised) {
      views = "CREATE TEMP VIEW " + RELATION + " AS " + rows;
    } else {
      runOnRoot("CREATE VIEW " + RELATION + " AS " + rows);
    }
  }

  /**
   * Makes the view {@code source}; with a query of its own the source may fail to, and says why.
   */
  private String bindSource() {
    try {
      if (target.format() == SourceFormat.DUCKDB) {
        runOnRoot(
            "ATTACH "
                + SqlText.text(target.files().getFirst().toString())
                + " AS "
                + FILE
                + " (READ_ONLY)");
        if (request.sql() != null && target.table() == null) {
          return "";
        }
        runOnRoot("CREATE VIEW source AS SELECT * FROM " + table());
      } else if (!target.format().isArrow()) {
        String kind = target.isSmallText() ? "TABLE" : "VIEW";
        runOnRoot("CREATE " + kind + " source AS SELECT * FROM " + target.scan());
      }
      return "";
    } catch (SkeinException e) {
      if (request.sql() == null) {
        throw e;
      }
      return e.why();
    }
  }

  private String table() {
    try (SqlSession session =
        new SqlSession(target.location(), root.duplicate(), List.of(), this::note)) {
      return session.ask(
          "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = '"
              + FILE
              + "' UNION ALL SELECT schema_name, view_name FROM duckdb_views()"
              + " WHERE NOT internal AND database_name = '"
              + FILE
              + "' ORDER BY ALL",
          rows -> DuckDbTables.choose(rows, FILE, target));
    } catch (SQLException e) {
      throw fail(e);
    }
  }

  private void runOnRoot(String sql) {
    try (Statement statement = root.createStatement()) {
      statement.execute(sql);
    } catch (SQLException | RuntimeException e) {
      throw fail(e);
    }
  }

  private SkeinException fail(Throwable cause) {
    note(cause);
    return SqlFaults.input(target.location(), cause);
  }

  private void note(Throwable cause) {
    if (SqlFaults.isFatal(cause)) {
      broken = true;
    }
  }

  /** Columns of the rows, in order. */
  List<ColumnInfo> columns() {
    try (SqlSession session = session()) {
      return session.ask(
          "DESCRIBE " + RELATION,
          (ResultSet rows) -> {
            List<ColumnInfo> columns = new ArrayList<>();
            while (rows.next()) {
              String name = rows.getString(1);
              if (name.indexOf('\0') >= 0) {
                throw SkeinException.input(
                    target.location(), "a column's name holds a NUL character", "rename it");
              }
              columns.add(ColumnTypes.column(name, rows.getString(2)));
            }
            return columns;
          });
    }
  }

  @Override
  public void close() {
    try {
      root.close();
    } catch (SQLException e) {
      note(e);
    }
  }
}
