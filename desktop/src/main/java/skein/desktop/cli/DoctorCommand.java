package skein.desktop.cli;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import picocli.CommandLine.Command;
import skein.core.aggregate.Aggregator;
import skein.core.fault.SkeinException;
import skein.core.gpu.EglHeadless;
import skein.core.gpu.GpuContext;
import skein.core.memory.MemoryLedger;
import skein.desktop.engine.AggregatorChoice;
import skein.desktop.engine.MemoryLimits;
import skein.desktop.window.Display;

/** Tells what this machine has and lacks, and how to get what is missing. */
@Command(
    name = "doctor",
    description = "Tell what this machine has: JDK, OpenGL, aggregator, memory, display.",
    footer = {"", "Example: skein doctor"})
public final class DoctorCommand implements java.util.concurrent.Callable<Integer> {
  private static final double MIB = 1024.0 * 1024.0;

  @Override
  public Integer call() {
    PrintStream out = System.out;
    Runtime runtime = Runtime.getRuntime();
    row(out, "JDK", Runtime.version() + ", " + System.getProperty("java.vendor", "unknown vendor"));
    row(
        out,
        "System",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", "
            + System.getProperty("os.arch")
            + ", "
            + runtime.availableProcessors()
            + " cores");
    row(out, "Memory", memory(runtime));
    row(out, "Display", Display.describe());
    return gpu(out);
  }

  private static int gpu(PrintStream out) {
    MemoryLedger host = new MemoryLedger();
    MemoryLedger device = new MemoryLedger();
    EglHeadless egl;
    try {
      egl = EglHeadless.open();
    } catch (SkeinException e) {
      row(out, "OpenGL", "missing: " + e.why());
      row(out, "Remedy", e.remedy());
      return e.kind().exitCode();
    }
    try (egl;
        GpuContext gpu = GpuContext.current(device, GpuContext.Errors.COLLECT)) {
      row(out, "OpenGL", gpu.version());
      row(out, "GPU", gpu.vendor() + ", " + gpu.renderer() + software(gpu));
      row(
          out,
          "Limits",
          String.format(
              Locale.ROOT,
              "storage block %.0f MiB, texture %d",
              gpu.maxStorageBlock() / MIB,
              gpu.maxTextureSize()));
      AggregatorChoice choice = AggregatorChoice.make(gpu, host, AggregatorChoice.Wish.AUTO);
      try (Aggregator aggregator = choice.aggregator()) {
        row(out, "Aggregator", aggregator.id() + ", " + aggregator.describe());
        row(out, "", choice.reason());
      }
      MemoryLimits limits = MemoryLimits.DEFAULT;
      row(
          out,
          "Budgets",
          String.format(
              Locale.ROOT,
              "indexed rows: %.1f GiB of memory, %.1f GiB on the GPU (--memory, --gpu-memory)",
              limits.hostBytes() / MIB / 1024,
              limits.gpuBytes(gpu) / MIB / 1024));
      row(out, "Result", "ready");
      return 0;
    }
  }

  private static String software(GpuContext gpu) {
    return gpu.isSoftware() ? " (software)" : "";
  }

  private static String memory(Runtime runtime) {
    String total = "unknown";
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      total =
          String.format(
              Locale.ROOT,
              "%.1f GiB, %.1f GiB free",
              system.getTotalMemorySize() / MIB / 1024,
              system.getFreeMemorySize() / MIB / 1024);
    }
    return total
        + String.format(Locale.ROOT, "; heap up to %.1f GiB", runtime.maxMemory() / MIB / 1024);
  }

  private static void row(PrintStream out, String name, String value) {
    out.printf("%-12s %s%n", name, value);
  }
}
