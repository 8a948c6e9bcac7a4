package skein.perf;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What each submission is measured by: every JMH benchmark runs once, so that none rots; a few
 * figures and a short flight are held, as ratios to plain loops of the same run, against those that
 * are stored. A figure over its limit, or without a result since its JVM failed, is measured again
 * in another JVM, twice at most, and its least ratio counts.
 *
 * <p>Usage: {@code Smoke FILE [--record] [--no-jmh] [--slower=SHARE]}. The file holds the ratios,
 * the processor on which they were recorded, and limits as multiples of the ratios: for that
 * processor, for figures there whose slices do not agree, and for any other processor, whose ratios
 * differ without a cause. {@code --slower=0.3} adds 30 % to each run of ours, to see it found.
 */
public final class Smoke {
  /** JVMs that a figure is measured in before it counts as slow. */
  private static final int ROUNDS = 3;

  private static final String SLOWER = "--slower=";

  private final ObjectNode stored;
  private final SmokeProcess process;
  private final boolean known;

  private Smoke(ObjectNode stored, double slower) {
    this.stored = stored;
    this.process = new SmokeProcess(slower);
    this.known = stored.path("processor").asText().equals(Machine.processor());
  }

  public static void main(String[] args) throws IOException, RunnerException {
    List<String> options = List.of(args);
    Path file = Path.of(options.getFirst());
    if (!options.contains("--no-jmh")) {
      System.out.println(runBenchmarksOnce() + " JMH benchmarks run");
    }
    double slower = 0;
    for (String option : options) {
      slower =
          option.startsWith(SLOWER)
              ? Double.parseDouble(option.substring(SLOWER.length()))
              : slower;
    }
    Smoke smoke = new Smoke(read(file), slower);
    if (options.contains("--record")) {
      smoke.record();
      String text =
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(smoke.stored);
      Files.writeString(file, text + "\n");
      return;
    }
    System.exit(smoke.run().isEmpty() ? 0 : 1);
  }

  /** The figures over the limit of a file of ratios, none when all is well. */
  static List<String> failures(Path file) throws IOException {
    return new Smoke(read(file), 0).run();
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

  /** Stores of each figure the least of what several JVMs measure, since that counts in a run. */
  private void record() throws IOException {
    ObjectNode ratios = stored.putObject("ratios");
    for (int round = 0; round < ROUNDS; round++) {
      for (SmokeResult result : process.measure(List.of())) {
        System.out.println("| " + result.name() + " | " + result + " |");
        double least = ratios.path(result.name()).asDouble(Double.MAX_VALUE);
        ratios.put(result.name(), Math.min(least, Math.round(result.ratio() * 1e3) / 1e3));
      }
    }
    if (ratios.isEmpty()) {
      throw new IllegalStateException("no round gave a result");
    }
    stored.put("processor", Machine.processor());
  }

  private List<String> run() throws IOException {
    System.out.println("| figure | ratio to a plain loop | stored | of stored | limit |");
    System.out.println("|---|---|---|---|---|");
    Map<String, String> slow = new LinkedHashMap<>();
    stored
        .path("ratios")
        .fieldNames()
        .forEachRemaining(name -> slow.put(name, name + ": no result"));
    for (int round = 0; round < ROUNDS && !slow.isEmpty(); round++) {
      for (SmokeResult result : process.measure(List.copyOf(slow.keySet()))) {
        String line = line(result);
        System.out.println(line);
        if (share(result) <= limit(result)) {
          slow.remove(result.name());
        } else {
          slow.put(result.name(), line);
        }
      }
    }
    return List.copyOf(slow.values());
  }

  private String line(SmokeResult result) {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.3f | %.2f | %.2f |",
        result.name(),
        result,
        held(result),
        share(result),
        limit(result));
  }

  private double held(SmokeResult result) {
    return stored.path("ratios").path(result.name()).asDouble(Double.NaN);
  }

  private double share(SmokeResult result) {
    return result.ratio() / held(result);
  }

  private double limit(SmokeResult result) {
    String which = !known ? "limitOnOthers" : result.steady() ? "limit" : "limitUnsteady";
    return stored.path(which).asDouble();
  }
}
