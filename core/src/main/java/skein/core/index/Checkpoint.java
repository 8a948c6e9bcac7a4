package skein.core.index;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;
import skein.core.block.RowCounts;

/**
 * What a build has done so far, kept beside its temporary files, so that a later build of the same
 * source in the same state goes on from there. It holds for as long as the machine runs: temporary
 * files are not synced, so after another start of the system a build begins anew.
 *
 * @param stamp state of the source
 * @param scan whether the bounds were found by looking at all rows
 * @param wide whether rows are held as doubles
 * @param chunkBytes bytes of a partition's buffer
 * @param done rows of the source that are in the temporary files, counted from the first
 * @param whole true when those are all rows
 * @param counts what became of those rows
 * @param chunks where they are
 * @param ends bytes of the temporary files
 */
record Checkpoint(
    String stamp,
    boolean scan,
    boolean wide,
    int chunkBytes,
    long done,
    boolean whole,
    RowCounts counts,
    SpoolLevel.Chunks chunks,
    Ends ends) {
  private static final int VERSION = 1;
  private static final String ENDING = ".state";
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** Bytes of each temporary file. */
  static final class Ends {
    final long[] bytes;

    Ends(long[] bytes) {
      this.bytes = bytes;
    }
  }

  /** True where the system says when it was started. */
  static boolean isPossible() {
    return !boot().isEmpty();
  }

  private static String boot() {
    try {
      return Files.readString(BOOT).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private static Path file(Path temporary) {
    return temporary.resolveSibling(temporary.getFileName() + ENDING);
  }

  /** Writes the state of a build whose temporary files begin with a name. */
  void save(Path temporary) throws IOException {
    Path file = file(temporary);
    Path part = file.resolveSibling(file.getFileName() + ".new");
    CRC32C crc = new CRC32C();
    try (DataOutputStream out =
        new DataOutputStream(
            new CheckedOutputStream(
                new BufferedOutputStream(Files.newOutputStream(part), 1 << 16), crc))) {
      out.writeInt(VERSION);
      out.writeUTF(boot());
      out.writeUTF(stamp);
      out.writeBoolean(scan);
      out.writeBoolean(wide);
      out.writeInt(chunkBytes);
      out.writeLong(done);
      out.writeBoolean(whole);
      write(counts, out);
      chunks.write(out);
      out.writeInt(ends.bytes.length);
      for (long end : ends.bytes) {
        out.writeLong(end);
      }
      out.writeLong(crc.getValue());
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The state of an earlier build, or null when there is none that can be gone on from. */
  static @Nullable Checkpoint load(Path temporary, String stamp) {
    CRC32C crc = new CRC32C();
    try (DataInputStream in =
        new DataInputStream(
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file(temporary)), 1 << 16), crc))) {
      String boot = boot();
      if (in.readInt() != VERSION || boot.isEmpty() || !in.readUTF().equals(boot)) {
        return null;
      }
      if (!in.readUTF().equals(stamp)) {
        return null;
      }
      Checkpoint read =
          new Checkpoint(
              stamp,
              in.readBoolean(),
              in.readBoolean(),
              in.readInt(),
              in.readLong(),
              in.readBoolean(),
              counts(in),
              SpoolLevel.Chunks.read(in),
              readEnds(in));
      long sum = crc.getValue();
      return in.readLong() == sum && read.isThere(temporary) ? read : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private boolean isThere(Path temporary) throws IOException {
    for (int i = 0; i < ends.bytes.length; i++) {
      if (Files.size(Spool.file(temporary, i)) < ends.bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static void write(RowCounts c, DataOutputStream out) throws IOException {
    for (long n : new long[] {c.rows, c.nulls, c.nans, c.infinites, c.nonPositive}) {
      out.writeLong(n);
    }
    for (double v : new double[] {c.loX, c.hiX, c.loY, c.hiY}) {
      out.writeDouble(v);
    }
  }

  private static RowCounts counts(DataInputStream in) throws IOException {
    RowCounts c = new RowCounts();
    c.rows = in.readLong();
    c.nulls = in.readLong();
    c.nans = in.readLong();
    c.infinites = in.readLong();
    c.nonPositive = in.readLong();
    c.loX = in.readDouble();
    c.hiX = in.readDouble();
    c.loY = in.readDouble();
    c.hiY = in.readDouble();
    return c;
  }

  private static Ends readEnds(DataInputStream in) throws IOException {
    int n = in.readInt();
    if (n < 0 || n > 1_024) {
      throw new EOFException("no state of a build");
    }
    long[] bytes = new long[n];
    for (int i = 0; i < n; i++) {
      bytes[i] = in.readLong();
    }
    return new Ends(bytes);
  }

  /** Removes a state and its temporary files. */
  static void remove(Path temporary) throws IOException {
    Path folder = temporary.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(folder, temporary.getFileName() + ".*")) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
  }
}
