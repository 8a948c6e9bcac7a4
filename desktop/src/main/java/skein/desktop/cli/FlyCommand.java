package skein.desktop.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.core.budget.BudgetWatch;
import skein.core.budget.Budgets;
import skein.core.fault.SkeinException;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.flight.FlightPilot;
import skein.desktop.flight.FlightReader;
import skein.desktop.flight.FlightReport;
import skein.desktop.flight.FlightScript;
import skein.desktop.headless.HeadlessSession;
import skein.desktop.headless.PilotedRun;
import skein.desktop.window.Display;
import skein.desktop.window.SkeinWindow;
import skein.desktop.window.WindowOptions;

/** Flies a script over a file and measures the frames. */
@Command(
    name = "fly",
    mixinStandardHelpOptions = true,
    description = {
      "Fly a scripted flight over a file and measure its frames; without a display by default.",
      "",
      "A flight is JSON: {\"size\": [1280, 720], \"views\": [",
      "  {\"x\": [\"0%%\", \"100%%\"], \"y\": [\"0%%\", \"100%%\"], \"hold\": 2},",
      "  {\"x\": [0.2, 0.3], \"y\": [\"40%%\", \"50%%\"], \"seconds\": 3, \"hold\": 1}]}",
      "Ends of ranges are numbers, ISO times, or shares of the data's range; without a range the",
      "axis stays as it is. seconds is the way there, hold the stay; a view with a hold is a stop.",
      "",
      "\"filters\" beside \"views\" brushes while it flies: [{\"channel\": \"fare\",",
      "  \"range\": [5, 20], \"to\": [30, 45], \"at\": 1, \"seconds\": 2}]: from at on, in seconds"
          + " since",
      "take-off, only rows in the range are shown; it moves to the second one, if there is one.",
      "Ends are included, written as those of views; \"range\": null lets all rows pass again."
    },
    footer = {
      "",
      "Example: skein fly perf/flights/whole-zoom-pan.json trips.parquet --report report.json"
    })
public final class FlyCommand implements Runnable {
  @Parameters(index = "0", paramLabel = "FLIGHT.json", description = "The flight.")
  private Path flight = Path.of("");

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "A file, a glob, or file.duckdb::table.")
  private String file = "";

  @Mixin private FlightOptions options = new FlightOptions();

  @Option(names = "--report", paramLabel = "JSON", description = "Also write what was measured.")
  private @Nullable Path report;

  @Option(names = "--window", description = "Fly in a window, at the display's pace.")
  private boolean window;

  @Option(
      names = "--exact",
      description = "Stay at each stop until the picture is exact, 120 s at most.")
  private boolean exact;

  @Option(names = "--enforce", description = "Exit code 5 when a budget of the frames is broken.")
  private boolean enforce;

  @Override
  public void run() {
    options.check();
    Budgets limits = options.limits();
    FlightScript script = FlightReader.read(flight);
    FlightPilot pilot = options.pilot(script, exact, limits);
    Size frame = options.frame(script);
    SeriesRequest request = options.request(file, script);
    FlightReport flown = window ? inWindow(pilot, request, frame) : headless(pilot, request, frame);
    System.out.print(flown.text());
    if (report != null) {
      flown.write(report);
    }
    if (enforce) {
      judge(flown.violations());
    }
  }

  private static void judge(List<BudgetWatch.Violation> violations) {
    if (!violations.isEmpty()) {
      BudgetWatch.Violation first = violations.getFirst();
      throw new SkeinException(
          SkeinException.Kind.BUDGET,
          "budget " + first.budget().name(),
          String.format(
              Locale.ROOT,
              "broken %,d times, worst %.3f %s (limit %.3f)",
              first.count(),
              first.worst(),
              first.budget().unit(),
              first.budget().limit()),
          "see where the time went with skein profile, or set other limits with --budgets",
          null);
    }
  }

  private FlightReport headless(FlightPilot pilot, SeriesRequest request, Size frame) {
    try (HeadlessSession session =
        HeadlessSession.open(options.aggregator, options.memory.limits())) {
      return new PilotedRun(session, pilot, options.look.look(), frame.width(), frame.height())
          .fly(request);
    }
  }

  private FlightReport inWindow(FlightPilot pilot, SeriesRequest request, Size frame) {
    if (!Display.present()) {
      throw SkeinException.environment(
          "window", "there is no display", "set DISPLAY, or fly without --window");
    }
    SkeinWindow.run(
        WindowOptions.flown(
            request,
            options.look.look(),
            options.aggregator,
            options.memory.limits(),
            frame.width(),
            frame.height(),
            pilot));
    FlightReport flown = pilot.report();
    if (flown == null) {
      throw SkeinException.usage(
          "flight", "the window was closed before its end", "leave it open until it closes itself");
    }
    return flown;
  }
}
