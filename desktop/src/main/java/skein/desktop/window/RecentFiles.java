package skein.desktop.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The locations opened last, newest first, one a line in a file. Loss of the file loses nothing
 * else.
 */
final class RecentFiles {
  private static final int MOST = 8;

  private final Path file;
  private final List<String> locations = new ArrayList<>();

  RecentFiles(Path file) {
    this.file = file;
    try {
      if (Files.isRegularFile(file)) {
        locations.addAll(Files.readAllLines(file).stream().limit(MOST).toList());
      }
    } catch (IOException e) {
      locations.clear();
    }
  }

  /** A copy, newest first. */
  List<String> list() {
    return List.copyOf(locations);
  }

  /** Puts a location first. */
  void add(String location) {
    if (location.indexOf('\n') >= 0) {
      return;
    }
    String kept = absolute(location);
    locations.remove(kept);
    locations.addFirst(kept);
    while (locations.size() > MOST) {
      locations.removeLast();
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, locations);
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger(RecentFiles.class).debug("recent files", e);
    }
  }

  private static String absolute(String location) {
    try {
      return Path.of(location).toAbsolutePath().toString();
    } catch (java.nio.file.InvalidPathException e) {
      return location;
    }
  }
}
