package skein.core.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import skein.core.channel.Channel;
import skein.core.fault.SkeinException;
import skein.core.source.ColumnInfo;
import skein.core.source.DataSource;
import skein.core.source.LineColumn;
import skein.core.source.LineProjection;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;

/**
 * What an index is of. The name says which rows and columns of which files, in which order; the
 * stamp says in which state the files were: sizes, times of change, columns with their types, and
 * the version of the format. An index of the same name with another stamp is stale.
 *
 * @param name of the file without its ending, safe in any file system
 * @param stamp hexadecimal
 */
public record IndexKey(String name, String stamp) {
  private static final int NAME_BYTES = 16;

  /** The key of a source as it is now. */
  public static IndexKey of(DataSource source, Projection projection, IndexOrder order) {
    MessageDigest name = digest();
    MessageDigest stamp = digest();
    source(source, name, stamp);
    add(name, "x", projection.x());
    add(name, "y", projection.y());
    add(name, "scales", projection.xScale() + " " + projection.yScale());
    add(name, "order", order.name());
    add(stamp, "types", projection.xType() + " " + projection.yType());
    return key(name, stamp);
  }

  /** The key of lines of a source as it is now. */
  public static IndexKey of(DataSource source, LineProjection lines) {
    MessageDigest name = digest();
    MessageDigest stamp = digest();
    source(source, name, stamp);
    add(name, "x", lines.x());
    for (LineColumn y : lines.ys()) {
      add(name, "y", y.column());
      add(stamp, "type", y.type().toString());
    }
    add(name, "by", lines.by());
    for (String category : lines.categories()) {
      add(stamp, "category", category);
    }
    add(name, "scales", lines.xScale() + " " + lines.yScale());
    add(name, "order", IndexOrder.SEQUENTIAL.name());
    add(stamp, "type", lines.xType().toString());
    return key(name, stamp);
  }

  private static void source(DataSource source, MessageDigest name, MessageDigest stamp) {
    SourceRequest request = source.request();
    add(stamp, "version", Integer.toString(IndexMeta.VERSION));
    for (Path file : source.files()) {
      add(name, "file", file.toAbsolutePath().normalize().toString());
      state(stamp, file, request.location());
    }
    int table = request.location().indexOf("::");
    add(name, "table", table < 0 ? null : request.location().substring(table));
    add(name, "where", request.where());
    add(name, "sql", request.sql());
    for (ColumnInfo column : source.info().columns()) {
      add(stamp, column.name(), column.sqlType());
    }
  }

  private static IndexKey key(MessageDigest name, MessageDigest stamp) {
    return new IndexKey(
        HexFormat.of().formatHex(name.digest(), 0, NAME_BYTES),
        HexFormat.of().formatHex(stamp.digest()));
  }

  /**
   * Compares with the key of the source after the build.
   *
   * @throws SkeinException when it has changed meanwhile
   */
  void check(IndexKey now, DataSource source) {
    if (!now.equals(this)) {
      throw SkeinException.input(
          source.request().location(),
          "it changed while it was indexed",
          "wait until it is written, then open it again");
    }
  }

  /** The key of the colour's channel of this index. */
  IndexKey ofChannel(Projection projection) {
    MessageDigest own = digest();
    add(own, "column", projection.colour());
    add(own, "mode", projection.colourMode().name());
    MessageDigest all = digest();
    add(all, "index", name + stamp);
    add(all, "column", projection.colour());
    add(all, "mode", projection.colourMode().name());
    add(all, "range", projection.colourMin() + " " + projection.colourMax());
    for (String category : projection.categories()) {
      add(all, "category", category);
    }
    return ofChannel(own, all);
  }

  /** The key of a column to filter by; another file where ranges have borders of their own. */
  IndexKey ofChannel(Channel channel) {
    MessageDigest own = digest();
    add(own, "filter", channel.column());
    add(own, "places", Integer.toString(channel.places()));
    MessageDigest all = digest();
    add(all, "index", name + stamp);
    add(all, "filter", channel.column());
    add(all, "coding", channel.coding());
    return ofChannel(own, all);
  }

  private IndexKey ofChannel(MessageDigest own, MessageDigest all) {
    HexFormat hex = HexFormat.of();
    return new IndexKey(
        name + "-" + hex.formatHex(own.digest(), 0, NAME_BYTES / 2), hex.formatHex(all.digest()));
  }

  private static void state(MessageDigest stamp, Path file, String subject) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      add(stamp, "size", Long.toString(now.size()));
      add(stamp, "time", now.lastModifiedTime().toString());
    } catch (IOException e) {
      throw SkeinException.input(
          subject, "it cannot be found any more: " + file, "check the file", e);
    }
  }

  private static void add(MessageDigest digest, String what, @Nullable String value) {
    String text = value == null ? what + "-" : what + "=" + value.length() + ":" + value;
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
