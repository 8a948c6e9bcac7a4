package skein.core.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import skein.core.fault.LibraryFaults;
import skein.core.fault.SkeinException;

/** Turns what DuckDB, Arrow and the JVM throw into the one line that a user can act on. */
public final class SqlFaults {
  private static final int MAX_LENGTH = 320;

  /** What DuckDB, JDBC and Arrow put before a message: classes of errors and of exceptions. */
  private static final Pattern PREFIX =
      Pattern.compile(
          "^(?:Failed to create view '\\w+': |arrow_scan: get_next failed\\(\\): "
              + "|(?:java|org)\\.[\\w.$]+: ?|[A-Z][\\w-]*(?: [\\w-]+){0,3} Error: |Failed: )");

  /** Where the helpful part of a message ends. */
  private static final Pattern STOP =
      Pattern.compile(
          "(?:LINE \\d+:|Possible |Potential |The search space used was|Try increasing |Candidate"
              + " functions|Candidate macros|\\* |file ?=|delimiter ?=|This error signals|Stack"
              + " Trace|To set the sample|at [\\w.$]+\\(|Caused by:).*");

  /** What DuckDB's reader of Parquet metadata throws; its words say nothing to a user. */
  private static final Pattern METADATA = Pattern.compile("TProtocolException|TTransportException");

  private SqlFaults() {}

  /** A failure of a query over {@code subject}, the name by which the user knows the source. */
  public static SkeinException input(String subject, Throwable cause) {
    if (cause instanceof SkeinException known) {
      return known;
    }
    if (cause instanceof OutOfMemoryError || isOutOfMemory(cause)) {
      return SkeinException.input(
          subject,
          "the file asks for more memory than there is",
          "check that it is not damaged, or read fewer columns or rows",
          cause);
    }
    if (cause instanceof StackOverflowError) {
      return SkeinException.input(
          subject, "the file is nested too deeply", "check that it is not damaged", cause);
    }
    LinkageError unloaded = LibraryFaults.in(cause);
    if (unloaded != null) {
      return LibraryFaults.loading("DuckDB's library", unloaded);
    }
    String why = reason(cause);
    return SkeinException.input(subject, why, remedy(why), cause);
  }

  /** True when the DuckDB instance that threw this must not be used any more. */
  public static boolean isFatal(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("FATAL") || message.contains("database has been invalidated");
  }

  /** The helpful part of a message, on one line, without the class of the error and the quote. */
  public static String reason(Throwable cause) {
    @Nullable String message = cause.getMessage();
    if (message == null || message.isBlank()) {
      return "it cannot be read: " + cause.getClass().getSimpleName();
    }
    if (METADATA.matcher(message).find()) {
      return "its metadata are damaged";
    }
    List<String> kept = new ArrayList<>();
    for (String line : message.strip().split("\\R", -1)) {
      String text = strip(line.strip());
      if (STOP.matcher(text).matches()) {
        break;
      }
      if (!text.isEmpty() && !text.startsWith("Original Line:")) {
        kept.add(text);
      }
    }
    String joined = kept.isEmpty() ? strip(message.strip()) : join(kept);
    return shorten(printable(joined), MAX_LENGTH);
  }

  /** Cuts a text to a length and marks the cut. */
  public static String shorten(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }

  private static String strip(String text) {
    String rest = text;
    for (int i = 0; i < 8; i++) {
      String next = PREFIX.matcher(rest).replaceFirst("");
      if (next.equals(rest)) {
        break;
      }
      rest = next;
    }
    return rest;
  }

  private static String join(List<String> lines) {
    StringBuilder out = new StringBuilder();
    for (String line : lines) {
      if (!out.isEmpty()) {
        char last = out.charAt(out.length() - 1);
        out.append(".!?:;,".indexOf(last) >= 0 ? " " : "; ");
      }
      out.append(line);
    }
    return out.toString();
  }

  private static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> out.appendCodePoint(Character.isISOControl(c) || c == 0xFFFD ? '?' : c));
    return out.toString();
  }

  private static boolean isOutOfMemory(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    String message = String.valueOf(cause.getMessage());
    return name.equals("OutOfMemoryException") || message.startsWith("Out of Memory Error");
  }

  private static String remedy(String why) {
    String lower = why.toLowerCase(Locale.ROOT);
    if (lower.contains("not found in from clause") || lower.contains("did you mean")) {
      return "check the names; 'skein info' lists the columns";
    }
    if (lower.contains("encrypt")) {
      return "decrypt the file first";
    }
    if (lower.contains("syntax error") || lower.contains("no function matches")) {
      return "correct the SQL";
    }
    if (lower.contains("unicode") || lower.contains("utf-8") || lower.contains("utf8")) {
      return "convert the file to UTF-8, or name its encoding with --sql over read_csv";
    }
    if (lower.contains("csv") || lower.contains("converting column")) {
      return "correct the file, or describe it with --sql over read_csv";
    }
    if (lower.contains("could not convert") || lower.contains("conversion")) {
      return "correct the values, or convert them with --sql and TRY_CAST";
    }
    if (lower.contains("lock")) {
      return "close the program that holds the file";
    }
    return "check that the file is complete and undamaged";
  }
}
