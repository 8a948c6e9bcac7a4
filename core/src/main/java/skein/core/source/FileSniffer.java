package skein.core.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;

/** Tells a file's format by its first bytes, then by the end of its name. */
final class FileSniffer {
  private static final int HEAD = 4096;

  /**
   * What a file is.
   *
   * @param compression "none", "gzip" or "zstd": the layer around CSV and JSON
   */
  record Sniffed(SourceFormat format, String compression) {}

  private FileSniffer() {}

  static Sniffed sniff(Path path, String subject) {
    byte[] head;
    try (InputStream in = Files.newInputStream(path)) {
      head = in.readNBytes(HEAD);
    } catch (IOException e) {
      throw SkeinException.input(
          subject, "the file cannot be read", "check its permissions and its disk", e);
    }
    if (head.length == 0) {
      throw SkeinException.input(subject, "the file is empty", "open a file that holds rows");
    }
    String name = path.toString().toLowerCase(Locale.ROOT);
    if (starts(head, 0, 0x1f, 0x8b)) {
      return new Sniffed(inside(path, stripped(name, ".gz"), subject), "gzip");
    }
    if (starts(head, 0, 0x28, 0xb5, 0x2f, 0xfd)) {
      SourceFormat named = byName(stripped(name, ".zst"));
      return new Sniffed(named == SourceFormat.JSON ? named : SourceFormat.CSV, "zstd");
    }
    return new Sniffed(plain(head, name, subject), "none");
  }

  private static SourceFormat plain(byte[] head, String name, String subject) {
    SourceFormat magic = byMagic(head, name);
    if (magic != null) {
      return magic;
    }
    if (startsWith(head, "PARE")) {
      throw SkeinException.input(
          subject, "the Parquet file is encrypted", "decrypt the file first");
    }
    SourceFormat named = byName(name);
    if (named == SourceFormat.PARQUET) {
      throw SkeinException.input(
          subject,
          "this is not a Parquet file: it does not begin with PAR1",
          "check that the file is complete and undamaged");
    }
    if (named == SourceFormat.DUCKDB) {
      throw SkeinException.input(
          subject, "this is not a DuckDB file", "check that the file is complete and undamaged");
    }
    if (named != null) {
      return named;
    }
    if (!isText(head)) {
      throw SkeinException.input(
          subject,
          "the format is not known",
          "open Parquet, CSV, TSV, Arrow, JSON or a DuckDB table");
    }
    return byText(head);
  }

  private static @Nullable SourceFormat byMagic(byte[] head, String name) {
    if (startsWith(head, "PAR1")) {
      return SourceFormat.PARQUET;
    }
    if (startsWith(head, "ARROW1")) {
      return SourceFormat.ARROW_FILE;
    }
    if (starts(head, 8, 'D', 'U', 'C', 'K')) {
      return SourceFormat.DUCKDB;
    }
    if (starts(head, 0, 0xff, 0xff, 0xff, 0xff)) {
      return SourceFormat.ARROW_STREAM;
    }
    boolean arrowName =
        name.endsWith(".arrow")
            || name.endsWith(".arrows")
            || name.endsWith(".ipc")
            || name.endsWith(".feather")
            || name.endsWith(".stream")
            || name.endsWith(".arrow_file");
    return arrowName ? SourceFormat.ARROW_STREAM : null;
  }

  private static @Nullable SourceFormat byName(String name) {
    int dot = name.lastIndexOf('.');
    return switch (dot < 0 ? "" : name.substring(dot + 1)) {
      case "parquet", "parq", "pq" -> SourceFormat.PARQUET;
      case "json", "jsonl", "ndjson", "geojson", "geojsonl" -> SourceFormat.JSON;
      case "csv", "tsv", "txt", "tab", "psv" -> SourceFormat.CSV;
      case "duckdb", "ddb" -> SourceFormat.DUCKDB;
      default -> null;
    };
  }

  private static SourceFormat inside(Path path, String name, String subject) {
    byte[] head;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
      head = in.readNBytes(HEAD);
    } catch (IOException e) {
      throw SkeinException.input(
          subject, "the gzip data are damaged", "check that the file is complete and undamaged", e);
    }
    SourceFormat magic = head.length == 0 ? null : byMagic(head, "");
    if (magic != null) {
      throw SkeinException.input(
          subject, "a compressed " + magic.id() + " file cannot be read", "run gunzip on it first");
    }
    SourceFormat named = byName(name);
    return named == SourceFormat.CSV || named == SourceFormat.JSON ? named : byText(head);
  }

  private static SourceFormat byText(byte[] head) {
    for (byte b : head) {
      if (b == '{' || b == '[') {
        return SourceFormat.JSON;
      }
      if (b > ' ') {
        break;
      }
    }
    return SourceFormat.CSV;
  }

  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
        return false;
      }
    }
    return true;
  }

  private static String stripped(String name, String suffix) {
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }

  private static boolean startsWith(byte[] head, String magic) {
    byte[] bytes = magic.getBytes(StandardCharsets.US_ASCII);
    if (head.length < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (head[i] != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean starts(byte[] head, int at, int... magic) {
    if (head.length < at + magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[at + i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
