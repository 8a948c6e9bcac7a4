package skein.core.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skein.core.export.WholeFile;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;

/** Writes a run as one page with charts that needs nothing but a browser. */
public final class HtmlReport {
  private static final String PAGE = "/report/report.html";
  private static final String PLACE = "/*DATA*/";

  private HtmlReport() {}

  /**
   * What the page says beside its charts.
   *
   * @param title what was flown over what
   * @param report keys as in {@code report.json}
   * @param comparison rows against a baseline, or null
   * @param facts what was measured and where, for the last table
   */
  public record Page(
      String title,
      String about,
      double budgetMillis,
      ObjectNode report,
      @Nullable ObjectNode comparison,
      Map<String, String> facts) {}

  /**
   * Writes the page with the frames from {@code from} to before {@code to}.
   *
   * @throws skein.core.fault.SkeinException when the file cannot be written
   */
  public static void write(Path file, Page page, FrameLog frames, long from, long to) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("title", page.title());
    root.put("about", page.about());
    root.put("budgetMs", page.budgetMillis());
    root.set("report", page.report());
    root.set("comparison", page.comparison());
    ArrayNode rows = root.putArray("facts");
    page.facts().forEach((name, value) -> rows.addArray().add(name).add(value));
    new Series(frames, from, to).write(root.putObject("series"));
    WholeFile.write(
        file,
        "the page",
        out -> {
          String json = mapper.writeValueAsString(root).replace("<", "\\u003c");
          out.write(template().replace(PLACE, json).getBytes(StandardCharsets.UTF_8));
        });
  }

  private record Series(FrameLog log, long from, long to) {
    private void write(ObjectNode out) {
      ArrayNode frame = out.putArray("frame");
      ArrayNode seconds = out.putArray("seconds");
      long origin = log.get(from, FrameField.START);
      for (long f = from; f < to; f++) {
        frame.add(f - from);
        seconds.add(Math.round((log.get(f, FrameField.START) - origin) / 1e6) / 1e3);
      }
      millis(out.putArray("cpuMs"), FrameField.CPU_BUSY);
      if (known(FrameField.GPU_BUSY)) {
        millis(out.putArray("gpuMs"), FrameField.GPU_BUSY);
      } else {
        out.putNull("gpuMs");
      }
      ObjectNode stages = out.putObject("stagesMs");
      for (FrameField stage : FrameField.PARTS) {
        if (known(stage)) {
          millis(stages.putArray(stage.part()), stage);
        }
      }
    }

    private boolean known(FrameField field) {
      for (long f = from; f < to; f++) {
        if (log.get(f, field) != FrameLog.UNKNOWN) {
          return true;
        }
      }
      return false;
    }

    private void millis(ArrayNode out, FrameField field) {
      for (long f = from; f < to; f++) {
        long nanos = log.get(f, field);
        if (nanos == FrameLog.UNKNOWN) {
          out.addNull();
        } else {
          out.add(Math.round(nanos / 1e3) / 1e3);
        }
      }
    }
  }

  private static String template() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(PAGE)) {
      if (in == null) {
        throw new IOException(PAGE + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
