package skein.core.source;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import skein.core.fault.SkeinException;
import skein.core.query.SqlFaults;

/** Finds columns by the names that users type. */
final class ColumnNames {
  private static final int SHOWN = 3;
  private static final int LONGEST = 60;

  private ColumnNames() {}

  /** Exact, else case-insensitively where one column alone fits. */
  static ColumnInfo find(List<ColumnInfo> columns, String name, String subject) {
    ColumnInfo found = null;
    int alike = 0;
    for (ColumnInfo column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
      if (column.name().equalsIgnoreCase(name)) {
        found = column;
        alike++;
      }
    }
    if (found != null && alike == 1) {
      return found;
    }
    String wanted = "'" + SqlFaults.shorten(name, LONGEST) + "'";
    if (alike > 1) {
      throw SkeinException.input(
          subject,
          alike + " columns are named like " + wanted + " but for their case",
          "write the name exactly");
    }
    throw SkeinException.input(
        subject, "there is no column " + wanted, "nearest: " + nearest(columns, name));
  }

  private static String nearest(List<ColumnInfo> columns, String name) {
    String wanted = key(name);
    return columns.stream()
        .map(ColumnInfo::name)
        .sorted(Comparator.comparingInt(other -> distance(wanted, key(other))))
        .limit(SHOWN)
        .map(other -> "'" + SqlFaults.shorten(other, LONGEST) + "'")
        .reduce((a, b) -> a + ", " + b)
        .orElse("none");
  }

  private static String key(String name) {
    return SqlFaults.shorten(name.toLowerCase(Locale.ROOT), LONGEST);
  }

  /** Levenshtein's distance; a part of the other name counts as near. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(swap, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    boolean part = !b.isEmpty() && (a.contains(b) || b.contains(a));
    return part ? row[b.length()] / 2 : row[b.length()];
  }
}
