package skein.desktop.profile;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import skein.core.budget.RunComparison;
import skein.core.fault.SkeinException;

/** An earlier run's frame times, from its {@code report.json}. */
final class Baseline {
  private final Path file;
  private final double[] millis;

  private Baseline(Path file, double[] millis) {
    this.file = file;
    this.millis = millis;
  }

  /** Reads a report; one without frame times is refused. */
  static Baseline read(Path file) {
    JsonNode times;
    try {
      times = new ObjectMapper().readTree(Files.readAllBytes(file)).path("frameCpuUs");
    } catch (JacksonException e) {
      throw SkeinException.input(
          file.toString(), "not JSON", "name a report.json of skein profile", e);
    } catch (IOException e) {
      throw SkeinException.input(
          file.toString(), "cannot be read", "name a report.json of skein profile", e);
    }
    if (!times.isArray() || times.isEmpty()) {
      throw SkeinException.input(
          file.toString(), "it holds no frame times", "name a report.json of skein profile");
    }
    double[] millis = new double[times.size()];
    for (int i = 0; i < millis.length; i++) {
      if (!(times.get(i).asDouble() > 0)) {
        throw SkeinException.input(
            file.toString(), "it holds a frame time of 0", "name a report.json of skein profile");
      }
      millis[i] = times.get(i).asDouble() / 1e3;
    }
    return new Baseline(file, millis);
  }

  RunComparison compare(double[] now) {
    return RunComparison.of(millis, now);
  }

  /** For the page and the report: a row for each measure. */
  ObjectNode json(RunComparison comparison, double[] now) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put(
        "about",
        String.format(
            Locale.ROOT,
            "%s: %,d frames then, %,d now. Worse is more than %.0f %% over, with the whole"
                + " interval above 1.",
            file.getFileName(),
            millis.length,
            now.length,
            RunComparison.TOLERANCE * 100));
    root.put("regressed", comparison.regressed());
    ArrayNode rows = root.putArray("rows");
    row(rows, "median frame, ms", 50, now, comparison.median());
    row(rows, "p99 frame, ms", 99, now, comparison.p99());
    return root;
  }

  private void row(
      ArrayNode rows, String name, double percent, double[] now, RunComparison.Ratio ratio) {
    ObjectNode row = rows.addObject();
    row.put("measure", name);
    row.put("before", percentile(millis, percent));
    row.put("now", percentile(now, percent));
    row.put("ratio", rounded(ratio.value()));
    row.put("low", rounded(ratio.low()));
    row.put("high", rounded(ratio.high()));
    row.put("regressed", ratio.regressed());
  }

  private static double percentile(double[] values, double percent) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int index = (int) Math.ceil(percent / 100 * sorted.length) - 1;
    return rounded(sorted[Math.max(0, index)]);
  }

  private static double rounded(double value) {
    return Math.round(value * 1e3) / 1e3;
  }
}
