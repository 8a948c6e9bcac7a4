package skein.perf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What each submission is measured by: every JMH benchmark runs once, so that none rots; a few
 * figures and a short flight are held, as ratios to plain loops of the same run, against those that
 * are stored. A figure over the limit is measured again, three times, before it counts.
 *
 * <p>Usage: {@code Smoke FILE [--record] [--strict] [--no-jmh]}. The file holds the ratios and the
 * limits. {@code --strict} fails from the strict limit on, a quarter over what is stored: for a
 * machine that nobody else uses. Without, the limit is one that no noise reaches.
 */
public final class Smoke {
  private static final int TRIES = 4;

  private final ObjectNode stored;
  private final double limit;
  private final double strictLimit;
  private final boolean record;
  private final List<String> failures = new ArrayList<>();

  private Smoke(ObjectNode stored, boolean strict, boolean record) {
    this.stored = stored;
    this.strictLimit = stored.path("strictLimit").asDouble();
    this.limit = strict ? strictLimit : stored.path("limit").asDouble();
    this.record = record;
  }

  public static void main(String[] args) throws IOException, RunnerException {
    List<String> options = List.of(args);
    Path file = Path.of(options.getFirst());
    if (!options.contains("--no-jmh")) {
      System.out.println(runBenchmarksOnce() + " JMH benchmarks run");
    }
    boolean record = options.contains("--record");
    Smoke smoke = new Smoke(read(file), options.contains("--strict"), record);
    smoke.run();
    if (record) {
      String text =
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(smoke.stored);
      Files.writeString(file, text + "\n");
    }
    System.exit(smoke.failures.isEmpty() ? 0 : 1);
  }

  /** The figures over the limit of a file of ratios, none when all is well. */
  static List<String> failures(Path file) throws IOException {
    Smoke smoke = new Smoke(read(file), false, false);
    smoke.run();
    return smoke.failures;
  }

  private static ObjectNode read(Path file) throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(Files.readAllBytes(file));
  }

  /** Runs each JMH benchmark for a moment in this JVM; returns how many. */
  static int runBenchmarksOnce() throws RunnerException {
    System.setProperty("jmh.ignoreLock", "true");
    return new Runner(
            new OptionsBuilder()
                .include("skein\\.perf\\.jmh\\..*")
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(20))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .run()
        .size();
  }

  private void run() throws IOException {
    System.out.println("| figure | ratio to a plain loop | stored | of stored |");
    System.out.println("|---|---|---|---|");
    try (SmokeWork work = new SmokeWork()) {
      work.figures().forEach(this::check);
    }
    Path folder = Files.createTempDirectory("skein-smoke");
    try (SmokeFlight flight = new SmokeFlight(folder)) {
      check(flight.figure());
    } finally {
      delete(folder);
    }
  }

  private void check(SmokeFigure figure) {
    ObjectNode ratios = stored.withObject("/ratios");
    double known = ratios.path(figure.name()).asDouble(Double.NaN);
    double most = record ? 0 : known * limit;
    SmokeFigure.Measured best = figure.measure();
    for (int i = 1; i < TRIES && !(best.ratio() <= most); i++) {
      SmokeFigure.Measured again = figure.measure();
      best = again.ratio() < best.ratio() ? again : best;
    }
    String line =
        String.format(
            Locale.ROOT,
            "| %s | %s | %.3f | %.2f |",
            figure.name(),
            best,
            known,
            best.ratio() / known);
    if (record) {
      ratios.put(figure.name(), Math.round(best.ratio() * 1e3) / 1e3);
    } else if (!(best.ratio() <= most)) {
      failures.add(line);
    }
    System.out.println(best.ratio() > known * strictLimit ? line + " slower" : line);
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
