package skein.core.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;
import skein.core.query.SqlFaults;
import skein.core.query.SqlText;

/** Finds the table that a location names among those of a DuckDB file. */
final class DuckDbTables {
  private static final int SHOWN = 12;

  private record Table(String schema, String name) {
    String shown() {
      return schema.equals("main") ? name : schema + "." + name;
    }

    boolean is(String wanted, boolean anyCase) {
      return anyCase
          ? name.equalsIgnoreCase(wanted) || (schema + "." + name).equalsIgnoreCase(wanted)
          : shown().equals(wanted) || (schema + "." + name).equals(wanted);
    }
  }

  private DuckDbTables() {}

  /** The quoted full name of the table, out of rows (schema, table). */
  static String choose(ResultSet rows, String catalog, SourceTarget target) throws SQLException {
    List<Table> tables = new ArrayList<>();
    while (rows.next()) {
      tables.add(new Table(rows.getString(1), rows.getString(2)));
    }
    String subject = target.location();
    if (tables.isEmpty()) {
      throw SkeinException.input(
          subject, "the DuckDB file holds no table", "open a file that holds rows");
    }
    Table found = find(tables, target.table());
    if (found == null) {
      String why =
          target.table() == null
              ? "the DuckDB file holds " + tables.size() + " tables"
              : "there is no table '" + SqlFaults.shorten(target.table(), 60) + "'";
      throw SkeinException.input(subject, why, "write FILE::TABLE with one of: " + list(tables));
    }
    return SqlText.name(catalog)
        + "."
        + SqlText.name(found.schema)
        + "."
        + SqlText.name(found.name);
  }

  private static @Nullable Table find(List<Table> tables, @Nullable String wanted) {
    if (wanted == null) {
      return tables.size() == 1 ? tables.getFirst() : null;
    }
    List<Table> exact = tables.stream().filter(t -> t.is(wanted, false)).toList();
    List<Table> alike =
        exact.isEmpty() ? tables.stream().filter(t -> t.is(wanted, true)).toList() : exact;
    return alike.size() == 1 ? alike.getFirst() : null;
  }

  private static String list(List<Table> tables) {
    String names =
        tables.stream()
            .limit(SHOWN)
            .map(t -> SqlFaults.shorten(t.shown(), 60))
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    return tables.size() > SHOWN ? names + ", …" : names;
  }
}
