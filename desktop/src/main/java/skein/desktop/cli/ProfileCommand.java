package skein.desktop.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.core.budget.BudgetWatch;
import skein.core.budget.Budgets;
import skein.core.budget.RunComparison;
import skein.core.fault.SkeinException;
import skein.desktop.flight.FlightReader;
import skein.desktop.flight.FlightScript;
import skein.desktop.profile.ProfiledFlight;

/** Flies a script with everything recorded. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    description = {
      "Fly a scripted flight over a file, record where every frame went, and write it down:",
      "a session, a page with charts, the numbers, a trace for ui.perfetto.dev, a table of frames."
    },
    footer = {
      "",
      "Example: skein profile --flight perf/flights/whole-zoom-pan.json trips.parquet --out run1",
      "         skein profile --flight f.json trips.parquet --out run2 --baseline run1/report.json"
    })
public final class ProfileCommand implements Runnable {
  private static final int MOST_FRAMES = 1_000_000;

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A file, a glob, or file.duckdb::table.")
  private String file = "";

  @Option(
      names = "--flight",
      required = true,
      paramLabel = "FLIGHT.json",
      description = "The flight; see skein fly --help.")
  private Path flight = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where the files go; profile by default.")
  private Path out = Path.of("profile");

  @Option(
      names = "--session",
      paramLabel = "NAME",
      description = "Name of the session's file; session.skeinprof by default.")
  private String session = "session.skeinprof";

  @Option(
      names = "--frames",
      paramLabel = "N",
      description = "Fly over and over until about N frames are measured.")
  private int frames;

  @Option(
      names = "--baseline",
      paramLabel = "JSON",
      description =
          "report.json of an earlier run to compare with; exit code 5 when this is worse.")
  private @Nullable Path baseline;

  @Option(names = "--enforce", description = "Exit code 5 when a budget is broken.")
  private boolean enforce;

  @Mixin private FlightOptions options = new FlightOptions();

  @Override
  public void run() {
    options.check();
    if (frames < 0 || frames > MOST_FRAMES) {
      throw SkeinException.usage(
          "--frames", frames + " is not 0 to " + MOST_FRAMES, "use 1000 or more");
    }
    if (Path.of(session).getNameCount() != 1 || session.isBlank()) {
      throw SkeinException.usage("--session", "it is not a file's name", "use run.skeinprof");
    }
    Budgets limits = options.limits();
    FlightScript script = FlightReader.read(flight);
    FlightScript flown = frames > 0 ? script.repeated(frames / 60.0) : script;
    Size frame = options.frame(script);
    ProfiledFlight.Outcome outcome =
        new ProfiledFlight(
                new ProfiledFlight.Order(
                    flight.getFileName() + " over " + file,
                    options.request(file, script),
                    options.look.look(),
                    options.aggregator,
                    options.memory.limits(),
                    frame.width(),
                    frame.height(),
                    out,
                    session,
                    limits,
                    baseline))
            .fly(options.pilot(flown, false, limits));
    tell(outcome);
    judge(outcome);
  }

  private void tell(ProfiledFlight.Outcome outcome) {
    System.out.print(outcome.flown().text());
    System.out.println();
    for (BudgetWatch.Violation v : outcome.violations().violations()) {
      System.out.printf(
          Locale.ROOT,
          "budget      %-18s %,d times, worst %.3f %s (limit %.3f)%n",
          v.budget().name(),
          v.count(),
          v.worst(),
          v.budget().unit(),
          v.budget().limit());
    }
    RunComparison comparison = outcome.comparison();
    if (comparison != null) {
      ratio("median", comparison.median());
      ratio("p99", comparison.p99());
    }
    System.out.println("written     " + out);
  }

  private static void ratio(String name, RunComparison.Ratio ratio) {
    System.out.printf(
        Locale.ROOT,
        "baseline    %-6s %.3f times (%.3f to %.3f)%s%n",
        name,
        ratio.value(),
        ratio.low(),
        ratio.high(),
        ratio.regressed() ? ", worse" : "");
  }

  private void judge(ProfiledFlight.Outcome outcome) {
    RunComparison comparison = outcome.comparison();
    if (comparison != null && comparison.regressed()) {
      throw new SkeinException(
          SkeinException.Kind.BUDGET,
          "profile",
          "slower than " + baseline,
          "see " + out.resolve("report.html"),
          null);
    }
    int broken = outcome.violations().violations().size();
    if (enforce && broken > 0) {
      throw new SkeinException(
          SkeinException.Kind.BUDGET,
          "profile",
          broken == 1 ? "a budget was broken" : broken + " budgets were broken",
          "see " + out.resolve("report.html") + ", or set other limits with --budgets",
          null);
    }
  }
}
