package skein.desktop.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import skein.core.export.WholeFile;
import skein.core.fault.SkeinException;
import skein.core.measure.FrameRecorder;
import skein.core.profile.Capture;
import skein.core.profile.FrameField;
import skein.core.profile.JvmWatch;
import skein.core.profile.Profiler;
import skein.core.session.FrameCsv;
import skein.core.session.HtmlReport;
import skein.core.session.SessionWriter;
import skein.core.session.TraceWriter;
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

  private static final double BUDGET_MILLIS = FrameRecorder.BUDGET_NANOS / 1e6;

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
        return write(session, v, flown, capture, span, baseline);
      }
    }
  }

  private Outcome write(
      HeadlessSession session,
      Visualizer v,
      FlightReport flown,
      Capture capture,
      FrameSpan span,
      @Nullable Baseline baseline) {
    BudgetWatch violations = BudgetAudit.of(order.budgets, span, capture, flown.hitRate());
    QueueFacts queue =
        v.series().loader == null ? new QueueFacts(List.of()) : QueueFacts.of(v.series().loader);
    ObjectNode report =
        new ProfileReport(span, capture)
            .json(flown, violations, List.of(session.hostLedger(), session.gpuLedger()), queue);
    double[] now = span.millis(FrameField.CPU_BUSY);
    RunComparison comparison = baseline == null ? null : baseline.compare(now);
    ObjectNode compared =
        baseline == null || comparison == null ? null : baseline.json(comparison, now);
    report.set("baseline", compared);
    Map<String, String> facts = facts(session, flown);
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode told = mapper.createObjectNode();
    facts.forEach(told::put);
    told.set("report", report);
    Path folder = order.folder;
    WholeFile.write(
        folder.resolve("report.json"),
        "the report",
        out -> out.write(mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(report)));
    SessionWriter.write(folder.resolve(order.session), capture, told);
    TraceWriter.write(folder.resolve("trace.json"), capture);
    FrameCsv.write(folder.resolve("frames.csv"), capture.frames(), span.first(), span.end());
    HtmlReport.write(
        folder.resolve("report.html"),
        new HtmlReport.Page(order.title, about(flown), BUDGET_MILLIS, report, compared, facts),
        capture.frames(),
        span.first(),
        span.end());
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

  private Map<String, String> facts(HeadlessSession session, FlightReport flown) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("flight", order.title);
    facts.put("size", order.width + " x " + order.height);
    facts.put("aggregator", session.aggregatorName());
    facts.put("renderer", flown.renderer());
    facts.put("OpenGL", session.gl().version());
    facts.put(
        "system",
        String.join(
            " ",
            System.getProperty("os.name", ""),
            System.getProperty("os.version", ""),
            System.getProperty("os.arch", "")));
    facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put("JDK", Runtime.version().toString());
    facts.put("heap limit", (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
    return facts;
  }
}
