package skein.desktop.profile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import skein.desktop.flight.FlightReport;

/** The numbers of a session as a table for terminals. */
final class SessionText {
  private static final int MOST_ZONES = 24;
  private static final int MOST_OWNERS = 16;

  private final Formatter out = new Formatter(Locale.ROOT);

  private SessionText() {}

  static List<String> lines(SessionFacts facts, JsonNode report) {
    SessionText text = new SessionText();
    text.out.format("%-12s%s%n", "recorded", facts.title());
    facts.machine().forEach((name, value) -> text.out.format("%-12s%s%n", name, value));
    text.frames(report);
    text.zones(report.path("zones"));
    text.jvm(report);
    text.stages(report.path("stages"));
    text.queues(report.path("queues"));
    text.budgets(report.path("violations"));
    text.memory(report.path("memory"));
    return text.out.toString().lines().map(String::stripTrailing).toList();
  }

  private void frames(JsonNode report) {
    out.format("%n");
    out.format("%-12s%,12d%n", "frames", report.path("frames").asLong());
    out.format("%-12s%,12d%n", "late", report.path("lateFrames").asLong());
    JsonNode low = report.path("onePercentLowFps");
    out.format("%-12s%12s%n", "1 % low", low.isNumber() ? number(low) + " fps" : "n/a");
    out.format("%n");
    out.format("%-12s%10s%10s%10s%10s%10s%10s%n", "ms", "p50", "p90", "p95", "p99", "p99.9", "max");
    spread("cpu", report.path("cpuMs"));
    spread("gpu", report.path("gpuMs"));
    report.path("stagesMs").properties().forEach(s -> spread("  " + s.getKey(), s.getValue()));
  }

  private void spread(String name, JsonNode of) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-12s", name));
    for (String key : FlightReport.NAMES) {
      line.append(String.format(Locale.ROOT, "%10s", number(of.path(key))));
    }
    line.append(String.format(Locale.ROOT, "%10s", number(of.path("max"))));
    if (of.isObject()) {
      out.format("%s%n", line);
    } else {
      out.format("%-12s%10s%n", name, "n/a");
    }
  }

  private static String number(JsonNode value) {
    return value.isNumber() ? String.format(Locale.ROOT, "%,.2f", value.asDouble()) : "";
  }

  private void zones(JsonNode zones) {
    List<JsonNode> rows = new ArrayList<>();
    zones.forEach(rows::add);
    rows.sort(Comparator.comparingDouble((JsonNode z) -> z.path("totalMs").asDouble()).reversed());
    out.format("%n");
    out.format(
        "%-28s %-20s%9s%11s%11s%11s%12s%n",
        "zone", "lane", "count", "p50 us", "p99 us", "max us", "total ms");
    for (JsonNode z : rows.subList(0, Math.min(MOST_ZONES, rows.size()))) {
      out.format(
          "%-28s %-20s%,9d%11s%11s%11s%12s%n",
          z.path("name").asText(),
          z.path("lane").asText(),
          z.path("count").asLong(),
          number(z.path("p50Us")),
          number(z.path("p99Us")),
          number(z.path("maxUs")),
          number(z.path("totalMs")));
    }
    if (rows.size() > MOST_ZONES) {
      out.format("and %d more zones%n", rows.size() - MOST_ZONES);
    }
  }

  private void jvm(JsonNode report) {
    out.format("%n");
    out.format("%-12s%9s%12s%12s%n", "", "count", "max ms", "total ms");
    lane("gc pauses", report.path("gc"), "pauses");
    lane("safepoints", report.path("safepoints"), "count");
    lane("queries", report.path("queries"), "count");
  }

  private void lane(String name, JsonNode of, String count) {
    out.format(
        "%-12s%,9d%12s%12s%n",
        name, of.path(count).asLong(), number(of.path("maxMs")), number(of.path("totalMs")));
  }

  private void stages(JsonNode stages) {
    out.format("%n%-12s%9s%16s%12s%n", "stage", "pieces", "bytes", "ms");
    for (JsonNode s : stages) {
      out.format(
          "%-12s%,9d%,16d%12s%n",
          s.path("name").asText(),
          s.path("pieces").asLong(),
          s.path("bytes").asLong(),
          number(s.path("ms")));
    }
  }

  private void queues(JsonNode queues) {
    out.format("%n%-12s%9s%10s%10s%14s%n", "queue", "items", "deepest", "dropped", "wait p99 us");
    for (JsonNode q : queues) {
      JsonNode wait = q.path("waitP99Us");
      out.format(
          "%-12s%,9d%10d%10d%14s%n",
          q.path("name").asText(),
          q.path("items").asLong(),
          q.path("depthMax").asLong(),
          q.path("dropped").asLong(),
          wait.isNumber() ? number(wait) : "n/a");
    }
  }

  private void budgets(JsonNode violations) {
    out.format("%n");
    if (violations.isEmpty()) {
      out.format("no budget was broken%n");
    }
    for (JsonNode v : violations) {
      out.format(
          "budget %-18s broken %,d times, worst %s %s (limit %s)%n",
          v.path("budget").asText(),
          v.path("count").asLong(),
          number(v.path("worst")),
          v.path("unit").asText(),
          number(v.path("limit")));
    }
  }

  private void memory(JsonNode memory) {
    List<JsonNode> rows = new ArrayList<>();
    memory.forEach(rows::add);
    rows.sort(Comparator.comparingLong((JsonNode m) -> m.path("peakBytes").asLong()).reversed());
    if (!rows.isEmpty()) {
      out.format("%n");
      out.format("%-28s %-6s%16s%16s%n", "memory", "side", "bytes", "peak bytes");
    }
    for (JsonNode m : rows.subList(0, Math.min(MOST_OWNERS, rows.size()))) {
      out.format(
          "%-28s %-6s%,16d%,16d%n",
          m.path("owner").asText(),
          m.path("side").asText(),
          m.path("bytes").asLong(),
          m.path("peakBytes").asLong());
    }
  }
}
