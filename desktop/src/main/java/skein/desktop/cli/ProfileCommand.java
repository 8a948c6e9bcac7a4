package skein.desktop.cli;

import java.nio.file.Files;
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
import skein.core.memory.MemoryLedger;
import skein.core.session.SessionReader;
import skein.desktop.flight.FlightReader;
import skein.desktop.flight.FlightScript;
import skein.desktop.profile.ProfiledFlight;
import skein.desktop.profile.ReopenedSession;
import skein.desktop.window.Display;
import skein.desktop.window.SkeinWindow;
import skein.desktop.window.WindowOptions;

/** Flies a script with everything recorded, or shows what was recorded. */
@Command(
    name = "profile",
    mixinStandardHelpOptions = true,
    description = {
      "Fly a scripted flight over a file, record where every frame went, and write it down:",
      "a session, a page with charts, the numbers, a trace for ui.perfetto.dev, a table of frames.",
      "",
      "Without --flight: open a session again, in a window, or as a table without a display; with",
      "--out write its page, numbers, trace and table of frames anew."
    },
    footer = {
      "",
      "Example: skein profile --flight perf/flights/whole-zoom-pan.json trips.parquet --out run1",
      "         skein profile --flight f.json trips.parquet --out run2 --baseline run1/report.json",
      "         skein profile run1/session.skeinprof --compare run2/session.skeinprof"
    })
public final class ProfileCommand implements Runnable {
  private static final int MOST_FRAMES = 1_000_000;
  private static final Size WINDOW = new Size(1440, 900);

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A file, a glob, file.duckdb::table; without --flight a session.")
  private String file = "";

  @Option(
      names = "--flight",
      paramLabel = "FLIGHT.json",
      description = "The flight; see skein fly --help.")
  private @Nullable Path flight;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where the files go; by default profile, for a session nowhere.")
  private @Nullable Path out;

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

  @Option(
      names = "--compare",
      paramLabel = "SESSION",
      description = "Show a session beside another one.")
  private @Nullable Path compare;

  @Option(names = "--headless", description = "Show a session as a table even with a display.")
  private boolean headless;

  @Option(names = "--ui-scale", paramLabel = "FACTOR", description = "Size of text and lines.")
  private float uiScale = 1;

  @Option(names = "--trace", hidden = true, description = "Append a JSON line per change shown.")
  private @Nullable Path trace;

  @Mixin private FlightOptions options = new FlightOptions();

  @Override
  public void run() {
    Path script = flight;
    if (script == null) {
      show();
    } else {
      fly(script, out == null ? Path.of("profile") : out);
    }
  }

  private void show() {
    if (baseline != null || enforce || frames != 0) {
      throw SkeinException.usage(
          "--flight", "missing: --baseline, --enforce and --frames need one", "name a flight");
    }
    MemoryLedger ledger = new MemoryLedger();
    try (ReopenedSession opened = ReopenedSession.open(sessionFile(), ledger)) {
      Path other = compare;
      if (other == null) {
        show(opened, null);
      } else {
        try (ReopenedSession compared = ReopenedSession.open(other, ledger)) {
          show(opened, compared);
        }
      }
    }
  }

  private void show(ReopenedSession opened, @Nullable ReopenedSession compared) {
    Path folder = out;
    if (folder == null && !headless && Display.present()) {
      Size size = options.size == null ? WINDOW : options.size;
      SkeinWindow.run(
          WindowOptions.session(
              opened.run(),
              compared == null ? null : compared.run(),
              options.look.look(),
              size.width(),
              size.height(),
              uiScale,
              trace));
      return;
    }
    opened.text().forEach(System.out::println);
    if (compared != null) {
      System.out.println();
      opened.against(compared).forEach(System.out::println);
    }
    if (folder != null) {
      opened.rewrite(folder);
      System.out.println();
      System.out.println("written     " + folder);
    }
  }

  /** A session by its content: data without a flight is a wrong command line, not a wrong file. */
  private Path sessionFile() {
    Path named = Path.of(file);
    if (Files.isRegularFile(named) && !SessionReader.isSession(named)) {
      throw SkeinException.usage(
          "--flight", "missing, and " + file + " is no session", "name a flight, or a .skeinprof");
    }
    return named;
  }

  private void fly(Path script, Path folder) {
    options.check();
    if (frames < 0 || frames > MOST_FRAMES) {
      throw SkeinException.usage(
          "--frames", frames + " is not 0 to " + MOST_FRAMES, "use 1000 or more");
    }
    if (Path.of(session).getNameCount() != 1 || session.isBlank()) {
      throw SkeinException.usage("--session", "it is not a file's name", "use run.skeinprof");
    }
    Budgets limits = options.limits();
    FlightScript read = FlightReader.read(script);
    FlightScript flown = frames > 0 ? read.repeated(frames / 60.0) : read;
    Size frame = options.frame(read);
    ProfiledFlight.Outcome outcome =
        new ProfiledFlight(
                new ProfiledFlight.Order(
                    script.getFileName() + " over " + file,
                    options.request(file, read),
                    options.look.look(),
                    options.aggregator,
                    options.memory.limits(),
                    frame.width(),
                    frame.height(),
                    folder,
                    session,
                    limits,
                    baseline))
            .fly(options.pilot(flown, false, limits));
    tell(outcome, folder);
    judge(outcome, folder.resolve("report.html"));
  }

  private void tell(ProfiledFlight.Outcome outcome, Path folder) {
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
    System.out.println("written     " + folder);
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

  private void judge(ProfiledFlight.Outcome outcome, Path page) {
    RunComparison comparison = outcome.comparison();
    if (comparison != null && comparison.regressed()) {
      throw new SkeinException(
          SkeinException.Kind.BUDGET, "profile", "slower than " + baseline, "see " + page, null);
    }
    int broken = outcome.violations().violations().size();
    if (enforce && broken > 0) {
      throw new SkeinException(
          SkeinException.Kind.BUDGET,
          "profile",
          broken == 1 ? "a budget was broken" : broken + " budgets were broken",
          "see " + page + ", or set other limits with --budgets",
          null);
    }
  }
}
