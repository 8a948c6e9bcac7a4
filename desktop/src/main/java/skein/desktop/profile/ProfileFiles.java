package skein.desktop.profile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skein.core.export.WholeFile;
import skein.core.measure.FrameRecorder;
import skein.core.profile.Capture;
import skein.core.profile.FrameSpan;
import skein.core.session.FrameCsv;
import skein.core.session.HtmlReport;
import skein.core.session.TraceWriter;

/**
 * The files that a recording leaves beside its session.
 *
 * @param compared with a baseline, null without one
 * @param facts what was measured and where, for people
 */
record ProfileFiles(
    String title,
    String about,
    Capture capture,
    FrameSpan span,
    ObjectNode report,
    @Nullable ObjectNode compared,
    Map<String, String> facts) {
  /** Name of the JFR recording. */
  static final String RECORDING = "recording.jfr";

  private static final double BUDGET_MILLIS = FrameRecorder.BUDGET_NANOS / 1e6;

  /**
   * Writes {@code report.json}, {@code report.html}, {@code trace.json} and {@code frames.csv}.
   *
   * @throws skein.core.fault.SkeinException when one cannot be written
   */
  void write(Path folder) {
    ObjectMapper mapper = new ObjectMapper();
    WholeFile.write(
        folder.resolve("report.json"),
        "the report",
        out -> out.write(mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(report)));
    TraceWriter.write(folder.resolve("trace.json"), capture);
    FrameCsv.write(folder.resolve("frames.csv"), capture.frames(), span.first(), span.end());
    HtmlReport.write(
        folder.resolve("report.html"),
        new HtmlReport.Page(title, about, BUDGET_MILLIS, report, compared, facts),
        capture.frames(),
        span.first(),
        span.end());
  }
}
