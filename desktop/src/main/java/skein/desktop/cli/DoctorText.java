package skein.desktop.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What the doctor tells, in lines for people. */
final class DoctorText {
  private static final double MIB = 1024.0 * 1024.0;
  private static final double GIB = 1024.0 * MIB;

  private final StringBuilder out = new StringBuilder();

  private DoctorText() {}

  static String of(JsonNode all) {
    DoctorText text = new DoctorText();
    text.machine(all);
    if (all.path("openGl").isNull()) {
      text.row("OpenGL", "missing: " + all.path("why").asText());
      text.row("Remedy", all.path("remedy").asText());
    } else {
      text.gpu(all);
    }
    return text.out.toString();
  }

  private void machine(JsonNode all) {
    JsonNode jdk = all.path("jdk");
    row("JDK", jdk.path("version").asText() + ", " + jdk.path("vendor").asText());
    JsonNode system = all.path("system");
    row(
        "System",
        system.path("name").asText()
            + " "
            + system.path("version").asText()
            + ", "
            + system.path("arch").asText()
            + ", "
            + system.path("cores").asInt()
            + " cores");
    JsonNode memory = all.path("memory");
    String total =
        memory.path("totalBytes").isNull()
            ? "unknown"
            : String.format(
                Locale.ROOT,
                "%.1f GiB, %.1f GiB free",
                memory.path("totalBytes").asDouble() / GIB,
                memory.path("freeBytes").asDouble() / GIB);
    double heap = memory.path("heapMaxBytes").asDouble() / GIB;
    row("Memory", total + String.format(Locale.ROOT, "; heap up to %.1f GiB", heap));
    row("Display", all.path("display").asText());
  }

  private void gpu(JsonNode all) {
    JsonNode gl = all.path("openGl");
    row("OpenGL", gl.path("version").asText());
    String software = gl.path("software").asBoolean() ? " (software)" : "";
    row("GPU", gl.path("vendor").asText() + ", " + gl.path("renderer").asText() + software);
    row(
        "Limits",
        String.format(
            Locale.ROOT,
            "storage block %.0f MiB, texture %d",
            gl.path("maxStorageBlockBytes").asDouble() / MIB,
            gl.path("maxTextureSize").asInt()));
    JsonNode aggregator = all.path("aggregator");
    row("Aggregator", aggregator.path("id").asText() + ", " + aggregator.path("name").asText());
    row("", aggregator.path("reason").asText());
    JsonNode tuning = all.path("tuning");
    row("Tuning", tuning.path("text").asText());
    row("", "in " + tuning.path("file").asText() + " (skein doctor --tune measures again)");
    if (!tuning.path("told").isNull()) {
      row("", tuning.path("told").asText());
    }
    JsonNode budgets = all.path("budgets");
    row(
        "Budgets",
        String.format(
            Locale.ROOT,
            "indexed rows: %.1f GiB of memory, %.1f GiB on the GPU (--memory, --gpu-memory)",
            budgets.path("hostBytes").asDouble() / GIB,
            budgets.path("gpuBytes").asDouble() / GIB));
    row("Result", all.path("result").asText());
  }

  private void row(String name, String value) {
    out.append(String.format(Locale.ROOT, "%-12s %s%n", name, value));
  }
}
