package skein.desktop.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import skein.core.measure.FrameRecorder;
import skein.core.source.DemoData;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.Flight;
import skein.desktop.engine.Look;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.headless.FlightRun;
import skein.desktop.headless.HeadlessSession;
import skein.desktop.window.Display;
import skein.desktop.window.SkeinWindow;
import skein.desktop.window.WindowOptions;

/** Shows a generated galaxy: in a window, or without a display as a measured flight. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Fly through a generated galaxy of 20 million stars.",
      "Without a display: a scripted flight of 600 frames, its frame times, and pictures."
    },
    footer = {"", "Example: skein demo --headless --out pictures"})
public final class DemoCommand implements Runnable {
  @Option(names = "--headless", description = "Fly without a window even when there is a display.")
  private boolean headless;

  @Option(names = "--rows", paramLabel = "N", description = "Stars; 20000000 by default.")
  private long rows = 20_000_000;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where pictures go; here by default.")
  private Path out = Path.of("");

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = SizeConverter.class,
      description = "Size of the pictures; 1280x720 by default.")
  private Size size = new Size(1280, 720);

  @Option(names = "--aggregator", paramLabel = "WHICH", description = "gpu or cpu.")
  private Wish aggregator = Wish.AUTO;

  @Option(names = "--data", paramLabel = "FOLDER", description = "Where the galaxy is kept.")
  private @Nullable Path data;

  @Override
  public void run() {
    Path folder = data == null ? DemoData.cacheFolder() : data;
    System.err.printf(Locale.ROOT, "skein: galaxy of %,d stars in %s%n", rows, folder);
    Path file = DemoData.galaxy(folder, rows, 0);
    SeriesRequest request = SeriesRequest.points(file.toString(), "x", "y");
    if (!headless && Display.present()) {
      SkeinWindow.run(
          WindowOptions.plain(request, Look.DEFAULT, aggregator, size.width(), size.height()));
      return;
    }
    try (HeadlessSession session = HeadlessSession.open(aggregator)) {
      FlightRun run = new FlightRun(session, Flight.demo(), size.width(), size.height(), out);
      print(System.out, session, run.fly(request));
    }
  }

  private static void print(PrintStream out, HeadlessSession session, FlightRun.Outcome o) {
    FrameRecorder r = o.frames();
    out.printf(Locale.ROOT, "aggregator  %s%n", session.aggregatorName());
    out.printf(Locale.ROOT, "renderer    %s%n", session.gl().renderer());
    out.printf(Locale.ROOT, "loaded      %,d rows in %.2f s%n", o.rows(), o.loadNanos() / 1e9);
    out.printf(Locale.ROOT, "%nframes  late   p50 ms   p95 ms   p99 ms   max ms%n");
    out.printf(
        Locale.ROOT,
        "%6d  %4d  %7.2f  %7.2f  %7.2f  %7.2f%n",
        r.frames(),
        r.lateFrames(),
        r.percentile(50),
        r.percentile(95),
        r.percentile(99),
        r.maxMillis());
    out.printf(Locale.ROOT, "%nallocated   %d bytes by the render thread%n", o.allocatedBytes());
    for (Path picture : o.pictures()) {
      out.printf("picture     %s%n", picture);
    }
  }
}
