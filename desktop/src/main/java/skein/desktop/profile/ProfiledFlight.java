package skein.desktop.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skein.core.budget.BudgetWatch;
import skein.core.budget.Budgets;
import skein.core.budget.RunComparison;
import skein.core.fault.SkeinException;
import skein.core.profile.Capture;
import skein.core.profile.FrameField;
import skein.core.profile.FrameSpan;
import skein.core.profile.JvmWatch;
import skein.core.profile.Profiler;
import skein.core.session.RunTotals;
import skein.core.session.SessionWriter;
import skein.desktop.engine.AggregatorChoice;
import skein.desktop.engine.Look;
import skein.desktop.engine.MemoryLimits;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Visualizer;
import skein.desktop.flight.FlightPilot;
import skein.desktop.flight.FlightReport;
import skein.desktop.headless.HeadlessSession;
import skein.desktop.headless.PilotedRun;

/** Flies without a window with everything recorded, and writes down what was. */
public final class ProfiledFlight {
  /**
   * What to do.
   *
   * @param title what is flown over what
   * @param session name of the session's file
   * @param baseline report of an earlier run, or null
   */
  public record Order(
      String title,
      SeriesRequest request,
      Look look,
      AggregatorChoice.Wish aggregator,
      MemoryLimits memory,
      int width,
      int height,
      Path folder,
      String session,
      Budgets budgets,
      @Nullable Path baseline) {}

  /**
   * What came of it.
   *
   * @param violations of the budgets
   * @param comparison with the baseline, null without one
   */
  public record Outcome(
      FlightReport flown, BudgetWatch violations, @Nullable RunComparison comparison) {}

  /** About 10 minutes of a render thread with 30 zones a frame. */
  private static final long ZONES = 1 << 20;

  private final Order order;

  public ProfiledFlight(Order order) {
    this.order = order;
  }

  /**
   * Flies and writes session, page, report, trace and table of frames into the folder.
   *
   * @throws SkeinException when the flight or one of the files fails
   */
  public Outcome fly(FlightPilot pilot) {
    Baseline baseline = order.baseline == null ? null : Baseline.read(order.baseline);
    try (HeadlessSession session = HeadlessSession.open(order.aggregator, order.memory)) {
      Visualizer v = session.visualizer(order.look);
      Profiler profiler = v.book().profiler();
      profiler.record(ZONES);
      try (JvmWatch watch = new JvmWatch(profiler)) {
        PilotedRun run = new PilotedRun(session, pilot, order.look, order.width, order.height);
        FlightReport flown = run.fly(order.request);
        watch.settle();
        profiler.collect();
        profiler.stop();
        Capture capture = Capture.of(profiler, v.book().log(), watch.queries());
        FrameSpan span = new FrameSpan(v.book().log(), run.firstFrame(), run.endFrame());
        return write(session, v, flown, watch, capture, span, baseline);
      }
    }
  }

  private Outcome write(
      HeadlessSession session,
      Visualizer v,
      FlightReport flown,
      JvmWatch watch,
      Capture capture,
      FrameSpan span,
      @Nullable Baseline baseline) {
    BudgetWatch violations = BudgetAudit.of(order.budgets, span, capture, flown.hitRate());
    RunTotals totals = Totals.of(watch, v.series().loader, v.frame().stages, flown.hitRate());
    ObjectNode report =
        new ProfileReport(span, capture)
            .json(
                flown,
                violations,
                List.of(session.hostLedger(), session.gpuLedger()),
                v.memory(),
                totals);
    double[] now = span.millis(FrameField.CPU_BUSY);
    RunComparison comparison = baseline == null ? null : baseline.compare(now);
    ObjectNode compared =
        baseline == null || comparison == null ? null : baseline.json(comparison, now);
    report.set("baseline", compared);
    SessionFacts facts =
        new SessionFacts(
            order.title,
            about(flown),
            machine(session, flown),
            span.first(),
            span.end(),
            order.budgets,
            report);
    Path recording = order.folder.resolve(ProfileFiles.RECORDING);
    watch.dump(recording);
    SessionWriter.write(order.folder.resolve(order.session), capture, facts.json(), recording);
    new ProfileFiles(order.title, facts.about(), capture, span, report, compared, facts.machine())
        .write(order.folder);
    return new Outcome(flown, violations, comparison);
  }

  private static String about(FlightReport flown) {
    return String.format(
        Locale.ROOT,
        "%,d rows, %s aggregator, %s",
        flown.rows(),
        flown.aggregator(),
        flown.renderer());
  }

  private Map<String, String> machine(HeadlessSession session, FlightReport flown) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("flight", order.title);
    facts.put("size", order.width + " x " + order.height);
    facts.put("aggregator", session.aggregatorName());
    facts.put("renderer", flown.renderer());
    facts.put("OpenGL", session.gl().version());
    facts.putAll(MachineFacts.now());
    return facts;
  }
}
