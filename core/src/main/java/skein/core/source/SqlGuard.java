package skein.core.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.util.Set;
import java.util.regex.Pattern;
import skein.core.fault.SkeinException;
import skein.core.query.SqlFaults;
import skein.core.query.SqlSession;
import skein.core.query.SqlText;

/**
 * Lets through one query that only reads. It looks at DuckDB's own syntax tree of the text: DuckDB
 * accepts COPY and INSERT inside a WITH clause, so that asking for the statement's type is not
 * enough.
 */
final class SqlGuard {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> READING_NODES =
      Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");
  private static final Pattern READING_FUNCTION =
      Pattern.compile(
          "read_\\w+|parquet_\\w+|sniff_csv|glob|range|generate_series|unnest|repeat|repeat_row"
              + "|json_each|json_tree|summary|query_table|duckdb_\\w+|test_all_types"
              + "|pg_timezone_names|icu_calendar_names");
  private static final Set<String> ACTING_FUNCTIONS = Set.of("write_log", "nextval", "setseed");

  /**
   * A checked query.
   *
   * @param text one SELECT without what ends it
   * @param sourceUses how often it names the table {@code source}
   * @param hasCtes whether it has a WITH clause
   */
  record Query(String text, int sourceUses, boolean hasCtes) {}

  private final SqlSession session;
  private final String subject;

  SqlGuard(SqlSession session, String subject) {
    this.session = session;
    this.subject = subject;
  }

  /** Checks a whole query. */
  Query query(String sql) {
    JsonNode statements = parse(sql, "--sql");
    Counter counter = new Counter();
    walk(statements, counter, "--sql");
    return new Query(withoutEnd(sql), counter.sourceUses, counter.hasCtes);
  }

  /** Checks a predicate and returns the text that may stand after WHERE. */
  String predicate(String where) {
    String condition = "(" + where + "\n)";
    JsonNode statements = parse("SELECT * FROM source WHERE " + condition, "--where");
    JsonNode node = statements.get(0).path("node");
    boolean plain =
        node.path("type").asText().equals("SELECT_NODE")
            && node.path("from_table").path("type").asText().equals("BASE_TABLE")
            && !node.path("where_clause").isMissingNode()
            && node.path("modifiers").isEmpty()
            && node.path("group_expressions").isEmpty()
            && absent(node, "having")
            && absent(node, "qualify")
            && absent(node, "sample");
    if (!plain) {
      throw SkeinException.input(
          subject, "--where is not one condition", "write a condition such as \"price > 10\"");
    }
    walk(statements, new Counter(), "--where");
    return condition;
  }

  private JsonNode parse(String sql, String option) {
    String answer =
        session.ask(
            "SELECT json_serialize_sql(" + SqlText.text(sql) + ")",
            (ResultSet rows) -> rows.next() ? rows.getString(1) : "{}");
    JsonNode tree;
    try {
      tree = JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      throw SkeinException.input(subject, option + " is nested too deeply", "simplify the SQL", e);
    }
    if (tree.path("error").asBoolean(true)) {
      String message = tree.path("error_message").asText().replaceAll("\\s+", " ");
      if (message.startsWith("Only SELECT")) {
        throw notReading(option);
      }
      throw SkeinException.input(
          subject, option + ": " + SqlFaults.shorten(message, 200), "correct the SQL");
    }
    JsonNode statements = tree.path("statements");
    if (statements.size() != 1) {
      throw SkeinException.input(
          subject,
          option + " holds " + statements.size() + " statements",
          "write one query without ';'");
    }
    return statements;
  }

  private void walk(JsonNode node, Counter counter, String option) {
    if (node.isObject()) {
      inspect(node, counter, option);
    }
    for (JsonNode child : node) {
      walk(child, counter, option);
    }
  }

  private void inspect(JsonNode node, Counter counter, String option) {
    String type = node.path("type").asText();
    if (type.endsWith("_NODE") && !READING_NODES.contains(type)) {
      throw notReading(option);
    }
    if (type.equals("BASE_TABLE") && node.path("table_name").asText().equalsIgnoreCase("source")) {
      counter.sourceUses++;
    }
    counter.hasCtes |= !node.path("cte_map").path("map").isEmpty();
    String function = node.path("function_name").asText();
    if (type.equals("TABLE_FUNCTION")) {
      String name = node.path("function").path("function_name").asText();
      if (!READING_FUNCTION.matcher(name).matches()) {
        throw SkeinException.input(
            subject, option + " may not call " + name + "()", "use functions that only read");
      }
    } else if (ACTING_FUNCTIONS.contains(function)) {
      throw SkeinException.input(
          subject, option + " may not call " + function + "()", "use functions that only read");
    }
  }

  private SkeinException notReading(String option) {
    return SkeinException.input(
        subject, option + " is not a query that only reads", "write one SELECT");
  }

  private static boolean absent(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isMissingNode() || value.isNull();
  }

  /** Drops the semicolon that may end a single statement. */
  private static String withoutEnd(String sql) {
    String text = sql.strip();
    while (text.endsWith(";")) {
      text = text.substring(0, text.length() - 1).strip();
    }
    return text;
  }

  private static final class Counter {
    private int sourceUses;
    private boolean hasCtes;
  }
}
