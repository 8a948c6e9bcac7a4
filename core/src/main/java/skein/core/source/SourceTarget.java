package skein.core.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;
import skein.core.query.SqlText;

/**
 * What a location names: files of one format, or a table of a DuckDB file.
 *
 * @param location as the user gave it
 * @param files existing files, in the order of their names
 * @param table the part after {@code ::}, or null
 */
record SourceTarget(
    String location,
    SourceFormat format,
    String compression,
    List<Path> files,
    @Nullable String table) {

  private static final long SMALL_TEXT_BYTES = 4L << 20;

  static SourceTarget of(String location) {
    String path = location;
    @Nullable String table = null;
    int mark = location.indexOf("::");
    if (mark > 0 && !exists(location)) {
      path = location.substring(0, mark);
      table = location.substring(mark + 2);
    }
    List<Path> files = files(path, location);
    FileSniffer.Sniffed sniffed = FileSniffer.sniff(files.getFirst(), location);
    if (table != null && sniffed.format() != SourceFormat.DUCKDB) {
      throw SkeinException.input(
          location, "'::' names a table, but " + path + " is not a DuckDB file", "leave '::' out");
    }
    return new SourceTarget(location, sniffed.format(), sniffed.compression(), files, table);
  }

  /** The bytes of all files, for judging how long opening may take. */
  long bytes() {
    long sum = 0;
    for (Path file : files) {
      sum += file.toFile().length();
    }
    return sum;
  }

  /** True for text that is read once and kept: each query would find out its types again. */
  boolean isSmallText() {
    boolean text = format == SourceFormat.CSV || format == SourceFormat.JSON;
    return text && compression.equals("none") && bytes() < SMALL_TEXT_BYTES;
  }

  /** The table function that scans the files; not for Arrow and DuckDB files. */
  String scan() {
    String list =
        files.stream()
            .map(file -> SqlText.text(escapeGlob(file.toString())))
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
    String compressed = ", compression = '" + compression + "'";
    String together = files.size() > 1 ? ", union_by_name = true" : "";
    return switch (format) {
      case PARQUET -> "read_parquet([" + list + "]" + together + ")";
      case CSV -> "read_csv([" + list + "]" + compressed + together + ")";
      case JSON -> "read_json_auto([" + list + "]" + compressed + together + ")";
      case ARROW_FILE, ARROW_STREAM, DUCKDB -> throw new IllegalStateException("format=" + format);
    };
  }

  private static List<Path> files(String path, String location) {
    if (path.isBlank()) {
      throw SkeinException.usage("no file", "the name is empty", "name a file to open");
    }
    if (exists(path)) {
      return List.of(regular(Path.of(path), location));
    }
    if (path.indexOf('*') < 0 && path.indexOf('?') < 0 && path.indexOf('[') < 0) {
      throw SkeinException.input(location, "there is no such file", "check the name");
    }
    List<Path> found = glob(path, location);
    if (found.isEmpty()) {
      throw SkeinException.input(location, "no file matches the pattern", "check the name");
    }
    return found;
  }

  private static Path regular(Path path, String location) {
    if (Files.isDirectory(path)) {
      throw SkeinException.input(
          location,
          "this is a folder",
          "name a file, or files by a pattern such as folder/*.parquet");
    }
    if (!Files.isReadable(path)) {
      throw SkeinException.input(location, "the file may not be read", "check its permissions");
    }
    return path;
  }

  /** Expands a pattern from its longest literal folder downwards. */
  private static List<Path> glob(String pattern, String location) {
    Path start = Path.of(pattern).isAbsolute() ? Path.of(pattern).getRoot() : Path.of("");
    List<Path> level = List.of(start);
    for (Path part : Path.of(pattern)) {
      List<Path> next = new ArrayList<>();
      for (Path folder : level) {
        step(folder, part.toString(), next, location);
      }
      level = next;
    }
    return level.stream().filter(Files::isRegularFile).sorted().toList();
  }

  private static void step(Path folder, String part, List<Path> out, String location) {
    if (part.equals("**")) {
      try (Stream<Path> walk = Files.walk(folder)) {
        walk.filter(Files::isDirectory).forEach(out::add);
      } catch (IOException | java.io.UncheckedIOException e) {
        throw SkeinException.input(location, "the folders cannot be read", "check the name", e);
      }
      return;
    }
    Path literal = folder.resolve(part);
    if (Files.exists(literal)) {
      out.add(literal);
      return;
    }
    if (!Files.isDirectory(folder.toString().isEmpty() ? Path.of(".") : folder)) {
      return;
    }
    PathMatcher matcher = matcher(part, location);
    Path listed = folder.toString().isEmpty() ? Path.of(".") : folder;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(listed)) {
      for (Path entry : entries) {
        if (matcher.matches(entry.getFileName())) {
          out.add(folder.resolve(entry.getFileName()));
        }
      }
    } catch (IOException e) {
      throw SkeinException.input(location, "the folder cannot be read", "check the name", e);
    }
  }

  private static PathMatcher matcher(String part, String location) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + part);
    } catch (RuntimeException e) {
      throw SkeinException.input(location, "the pattern cannot be understood", "correct it", e);
    }
  }

  private static boolean exists(String path) {
    try {
      return Files.exists(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** DuckDB takes every file name as a pattern; in brackets a character stands for itself. */
  private static String escapeGlob(String path) {
    return path.replaceAll("[\\[*?]", "[$0]");
  }
}
