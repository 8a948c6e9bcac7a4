package skein.desktop.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.core.fault.SkeinException;
import skein.core.generate.GenerateOrder;
import skein.core.generate.RowGenerator;
import skein.core.generate.Shape;

/** Writes made-up rows into a Parquet file. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = {
      "Write a Parquet file of made-up rows, for measuring and trying things.",
      "The same options give the same rows in the same order, on any machine.",
      "",
      "uniform    noise over the unit square: x, y, value, category",
      "gaussians  eight tight clusters: x, y, value, category",
      "onehot     all rows within one cell, one alone far away: x, y, value, category",
      "diagonal   a thin line: x, y, value, category",
      "walk       three random walks over time: ts, a, b, c, state",
      "trips      taxi trips over time: pickup_time, lon, lat, dropoff_lon, dropoff_lat,",
      "           duration_s, distance_km, fare, payment"
    },
    footer = {
      "",
      "Example: skein generate --rows 20M --shape trips trips.parquet",
      "         skein generate --rows 1e9 --shape gaussians --columns x,y gaussians.parquet"
    })
public final class GenerateCommand implements Runnable {
  private static final long TICK_MILLIS = 200;

  @Option(
      names = "--rows",
      required = true,
      paramLabel = "N",
      converter = RowsConverter.class,
      description = "How many, such as 1e9, 1_000_000 or 20M.")
  private long rows;

  @Option(
      names = "--shape",
      required = true,
      paramLabel = "SHAPE",
      description = "One of the shapes above.")
  private Shape shape = Shape.UNIFORM;

  @Option(names = "--seed", paramLabel = "N", description = "Another seed, other rows; 0 if none.")
  private long seed;

  @Option(
      names = "--columns",
      paramLabel = "A,B",
      split = ",",
      description = "Write these columns of the shape only.")
  private List<String> columns = List.of();

  @Parameters(paramLabel = "OUT.parquet", description = "The file; replaced when it is there.")
  private Path out = Path.of("");

  @Override
  public void run() {
    if (rows > GenerateOrder.MOST_ROWS) {
      throw SkeinException.usage(
          "--rows",
          String.format(Locale.ROOT, "%,d are too many", rows),
          String.format(Locale.ROOT, "use at most %,d", GenerateOrder.MOST_ROWS));
    }
    long start = System.nanoTime();
    List<String> named = columns.stream().map(String::strip).toList();
    RowGenerator generator = new RowGenerator(new GenerateOrder(shape, rows, seed, named, out));
    Thread stop = new Thread(generator::cancel, "skein-stop");
    Runtime.getRuntime().addShutdownHook(stop);
    boolean made;
    try (TerminalProgress _ =
        TerminalProgress.start("generate", rows, TICK_MILLIS, generator::progress)) {
      made = generator.run();
    } finally {
      forget(stop);
    }
    if (made) {
      tell((System.nanoTime() - start) / 1e9);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down and runs the hook.
    }
  }

  private void tell(double seconds) {
    try {
      System.out.printf(
          Locale.ROOT,
          "%,d rows, %.1f MB, %.1f s, %.1f M rows/s: %s%n",
          rows,
          Files.size(out) / 1e6,
          seconds,
          rows / seconds / 1e6,
          out);
    } catch (IOException e) {
      throw SkeinException.input(out.toString(), "it is gone already", "generate it again", e);
    }
  }
}
