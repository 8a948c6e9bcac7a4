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
 * are stored. A figure over its limit is measured for a minute before it counts.
 *
 * <p>Usage: {@code Smoke FILE [--record] [--no-jmh]}. The file holds the ratios, the processor on
 * which they were recorded, and limits as multiples of the ratios: one for each figure on that
 * processor, and a wide one for any other, whose ratios differ without a cause.
 */
public final class Smoke {
  /** How long a figure above its limit is measured again before it counts. */
  private static final long MOST_NANOS = 60_000_000_000L;

  private static final long RECORD_NANOS = 8_000_000_000L;

  private final ObjectNode stored;
  private final boolean record;
  private final boolean known;
  private final List<String> failures = new ArrayList<>();

  private Smoke(ObjectNode stored, boolean record) {
    this.stored = stored;
    this.record = record;
    this.known = stored.path("processor").asText().equals(Machine.processor());
  }

  public static void main(String[] args) throws IOException, RunnerException {
    List<String> options = List.of(args);
    Path file = Path.of(options.getFirst());
    if (!options.contains("--no-jmh")) {
      System.out.println(runBenchmarksOnce() + " JMH benchmarks run");
    }
    boolean record = options.contains("--record");
    Smoke smoke = new Smoke(read(file), record);
    smoke.run();
    if (record) {
      smoke.stored.put("processor", Machine.processor());
      String text =
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(smoke.stored);
      Files.writeString(file, text + "\n");
    }
    System.exit(smoke.failures.isEmpty() ? 0 : 1);
  }

  /** The figures over the limit of a file of ratios, none when all is well. */
  static List<String> failures(Path file) throws IOException {
    Smoke smoke = new Smoke(read(file), false);
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
    System.out.println("| figure | ratio to a plain loop | stored | of stored | limit |");
    System.out.println("|---|---|---|---|---|");
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
    double held = ratios.path(figure.name()).asDouble(Double.NaN);
    double limit = limit(figure.name());
    double most = record ? 0 : held * limit;
    SmokeFigure.Measured best = figure.measure(most, record ? RECORD_NANOS : MOST_NANOS);
    String line =
        String.format(
            Locale.ROOT,
            "| %s | %s | %.3f | %.2f | %.2f |",
            figure.name(),
            best,
            held,
            best.ratio() / held,
            limit);
    if (record) {
      ratios.put(figure.name(), Math.round(best.ratio() * 1e3) / 1e3);
    } else if (!(best.ratio() <= most)) {
      failures.add(line);
    }
    System.out.println(line);
  }

  private double limit(String figure) {
    double others = stored.path("limitOnOthers").asDouble();
    return known ? stored.path("limits").path(figure).asDouble(others) : others;
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
