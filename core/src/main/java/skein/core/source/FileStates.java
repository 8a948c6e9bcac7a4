package skein.core.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;

/** Sizes and times of change of a source's files as they were once. Immutable, any thread. */
public final class FileStates {
  private record Entry(Path file, long bytes, FileTime time) {}

  private final String subject;
  private final List<Entry> entries;

  private FileStates(String subject, List<Entry> entries) {
    this.subject = subject;
    this.entries = List.copyOf(entries);
  }

  /** Looks at the files of a source; those that cannot be looked at now are left out. */
  public static FileStates of(DataSource source) {
    List<Entry> found = new ArrayList<>();
    for (Path file : source.files()) {
      try {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        found.add(new Entry(file, now.size(), now.lastModifiedTime()));
      } catch (IOException e) {
        // It went between being opened and now: whoever reads it next says so.
      }
    }
    return new FileStates(source.request().location(), found);
  }

  /** Looks again; what has become of the files, or null while they are what they were. */
  public @Nullable SkeinException change() {
    for (Entry was : entries) {
      try {
        BasicFileAttributes now = Files.readAttributes(was.file(), BasicFileAttributes.class);
        if (now.size() != was.bytes() || !now.lastModifiedTime().equals(was.time())) {
          return SkeinException.input(
              subject,
              "it has changed since it was opened; the plot shows it as it was",
              "open it again to see it as it is");
        }
      } catch (NoSuchFileException e) {
        return SkeinException.input(
            subject,
            "it has been removed; the plot shows what was read, but no records",
            "put it back, or open another file",
            e);
      } catch (IOException e) {
        // A disk that is away for a moment is no change.
      }
    }
    return null;
  }
}
