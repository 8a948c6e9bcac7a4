package skein.perf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures figures of the smoke run in the JVM that {@link SmokeProcess} has made for them, and
 * prints a {@link SmokeResult} for each.
 *
 * <p>Usage: {@code SmokeRun SHARE [FIGURE ...]}: the share by which to slow ours down, 0 for none,
 * and the figures, all without any.
 */
final class SmokeRun {
  /** How long a figure is measured whose floor is not sure. */
  private static final long MOST_NANOS = 6_000_000_000L;

  private final double slower;
  private final List<String> names;

  private SmokeRun(double slower, List<String> names) {
    this.slower = slower;
    this.names = names;
  }

  public static void main(String[] args) throws IOException {
    List<String> all = List.of(args);
    new SmokeRun(Double.parseDouble(all.getFirst()), all.subList(1, all.size())).run();
  }

  private void run() throws IOException {
    try (SmokeWork work = new SmokeWork()) {
      work.figures().forEach(this::measure);
    }
    if (isWanted(SmokeFlight.NAME)) {
      Path folder = Files.createTempDirectory("skein-smoke");
      try (SmokeFlight flight = new SmokeFlight(folder)) {
        measure(flight.figure());
      } finally {
        delete(folder);
      }
    }
  }

  private boolean isWanted(String name) {
    return names.isEmpty() || names.contains(name);
  }

  private void measure(SmokeFigure figure) {
    if (isWanted(figure.name())) {
      SmokeFigure measured = slower > 0 ? figure.slowedBy(slower) : figure;
      System.out.println(measured.measure(MOST_NANOS).line());
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      paths.forEach(all::add);
    }
    for (Path path : all.reversed()) {
      Files.delete(path);
    }
  }
}
