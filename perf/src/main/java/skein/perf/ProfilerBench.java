package skein.perf;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import skein.perf.jmh.CalibrationBenchmark;
import skein.perf.jmh.PercentileBenchmark;
import skein.perf.jmh.QueueBenchmark;
import skein.perf.jmh.ZoneBenchmark;

/**
 * What the profiler, the queues and percentiles cost, by JMH, as nanoseconds, as multiples of a
 * plain loop's step of the same run, and in bytes allocated. Prints Markdown.
 */
public final class ProfilerBench {
  private ProfilerBench() {}

  public static void main(String[] args) throws RunnerException {
    Machine.printHeader("Zones, queues and percentiles");
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(CalibrationBenchmark.class.getName())
                    .include(ZoneBenchmark.class.getName())
                    .include(QueueBenchmark.class.getName())
                    .include(PercentileBenchmark.class.getName())
                    .addProfiler(GCProfiler.class)
                    .warmupIterations(2)
                    .warmupTime(TimeValue.milliseconds(500))
                    .measurementIterations(4)
                    .measurementTime(TimeValue.milliseconds(500))
                    .shouldFailOnError(true)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    double step = Double.NaN;
    for (RunResult run : results) {
      if (name(run).startsWith(CalibrationBenchmark.class.getSimpleName())) {
        step = run.getPrimaryResult().getScore();
      }
    }
    System.out.println("| what | ns | +- | steps of a plain loop | bytes |");
    System.out.println("|---|---|---|---|---|");
    for (RunResult run : results) {
      Result<?> time = run.getPrimaryResult();
      System.out.printf(
          Locale.ROOT,
          "| %s | %.2f | %.2f | %.2f | %.3f |%n",
          name(run),
          time.getScore(),
          time.getScoreError(),
          time.getScore() / step,
          bytes(run.getSecondaryResults()));
    }
  }

  private static String name(RunResult run) {
    String whole = run.getParams().getBenchmark();
    String kind = run.getParams().getParam("kind");
    String plain = whole.substring(whole.lastIndexOf('.', whole.lastIndexOf('.') - 1) + 1);
    return kind == null ? plain : plain + " " + kind;
  }

  @SuppressWarnings("rawtypes")
  private static double bytes(Map<String, Result> all) {
    for (Map.Entry<String, Result> one : all.entrySet()) {
      if (one.getKey().endsWith("gc.alloc.rate.norm")) {
        return one.getValue().getScore();
      }
    }
    return Double.NaN;
  }
}
