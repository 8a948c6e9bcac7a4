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
  private static final FrameField[] STAGES = {
    FrameField.INPUT,
    FrameField.INGEST,
    FrameField.UPLOAD,
    FrameField.LOD,
    FrameField.AGGREGATE,
    FrameField.DRAW,
    FrameField.OVERLAY
  };

  private HtmlReport() {}

  /**
   * Writes the page.
   *
   * @param title what was flown over what
   * @param report keys as in {@code report.json}
   * @param comparison rows against a baseline, or null
   * @param facts what was measured and where, for the last table
   */
  public static void write(
      Path file,
      String title,
      String about,
      double budgetMillis,
      ObjectNode report,
      @Nullable ObjectNode comparison,
      Map<String, String> facts,
      FrameLog frames) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("title", title);
    root.put("about", about);
    root.put("budgetMs", budgetMillis);
    root.set("report", report);
    root.set("comparison", comparison);
    ArrayNode rows = root.putArray("facts");
    facts.forEach((name, value) -> rows.addArray().add(name).add(value));
    series(root.putObject("series"), frames);
    WholeFile.write(
        file,
        "the page",
        out -> {
          String json = mapper.writeValueAsString(root).replace("<", "\\u003c");
          out.write(page().replace(PLACE, json).getBytes(StandardCharsets.UTF_8));
        });
  }

  private static void series(ObjectNode out, FrameLog log) {
    ArrayNode frame = out.putArray("frame");
    ArrayNode seconds = out.putArray("seconds");
    long origin = log.get(log.first(), FrameField.START);
    for (long f = log.first(); f < log.next(); f++) {
      frame.add(f);
      seconds.add(Math.round((log.get(f, FrameField.START) - origin) / 1e6) / 1e3);
    }
    millis(out.putArray("cpuMs"), log, FrameField.CPU_BUSY);
    if (known(log, FrameField.GPU_BUSY)) {
      millis(out.putArray("gpuMs"), log, FrameField.GPU_BUSY);
    } else {
      out.putNull("gpuMs");
    }
    ObjectNode stages = out.putObject("stagesMs");
    for (FrameField stage : STAGES) {
      if (known(log, stage)) {
        String key = stage.key();
        millis(stages.putArray(key.substring(0, key.length() - "Ns".length())), log, stage);
      }
    }
  }

  private static boolean known(FrameLog log, FrameField field) {
    for (long f = log.first(); f < log.next(); f++) {
      if (log.get(f, field) != FrameLog.UNKNOWN) {
        return true;
      }
    }
    return false;
  }

  private static void millis(ArrayNode out, FrameLog log, FrameField field) {
    for (long f = log.first(); f < log.next(); f++) {
      long nanos = log.get(f, field);
      if (nanos == FrameLog.UNKNOWN) {
        out.addNull();
      } else {
        out.add(Math.round(nanos / 1e3) / 1e3);
      }
    }
  }

  private static String page() throws IOException {
    try (InputStream in = HtmlReport.class.getResourceAsStream(PAGE)) {
      if (in == null) {
        throw new IOException(PAGE + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
