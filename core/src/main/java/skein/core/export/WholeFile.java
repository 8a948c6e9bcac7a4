package skein.core.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import skein.core.fault.SkeinException;

/** Writes files whole or not at all: under a temporary name first, then renamed. */
public final class WholeFile {
  /** What fills the file. */
  @FunctionalInterface
  public interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes a file and makes its folder when that is missing.
   *
   * @param what for the error, such as "the picture"
   */
  public static void write(Path file, String what, Body body) {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
      if (Files.isDirectory(target)) {
        throw new IOException("it is a directory");
      }
      Path part =
          target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid());
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
          body.writeTo(out);
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw SkeinException.input(
          file.toString(),
          "cannot write " + what + ": " + why,
          "choose another place or free some space",
          e);
    }
  }
}
