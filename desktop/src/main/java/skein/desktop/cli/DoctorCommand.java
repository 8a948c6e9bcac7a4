package skein.desktop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import skein.core.aggregate.Aggregator;
import skein.core.fault.SkeinException;
import skein.core.gpu.EglHeadless;
import skein.core.gpu.GpuContext;
import skein.core.memory.MemoryLedger;
import skein.core.source.DemoData;
import skein.desktop.Product;
import skein.desktop.engine.AggregatorChoice;
import skein.desktop.engine.MemoryLimits;
import skein.desktop.tune.MachineTuning;
import skein.desktop.tune.Tuning;
import skein.desktop.tune.TuningFile;
import skein.desktop.window.Display;

/** Tells what this machine has and lacks, and how to get what is missing. */
@Command(
    name = "doctor",
    description = "Tell what this machine has: JDK, OpenGL, aggregator, memory, display.",
    footer = {"", "Example: skein doctor --tune"})
public final class DoctorCommand implements Callable<Integer> {
  @Option(
      names = "--tune",
      description =
          "Measure again what this machine counts and uploads a second; else the first start does.")
  private boolean tune;

  @Option(names = "--json", description = "Tell everything as JSON.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    ObjectNode all = new ObjectMapper().createObjectNode();
    machine(all);
    int code = gpu(all);
    if (json) {
      System.out.println(
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all));
    } else {
      System.out.print(DoctorText.of(all));
    }
    return code;
  }

  private static void machine(ObjectNode all) {
    Runtime runtime = Runtime.getRuntime();
    all.put("version", Product.VERSION);
    ObjectNode jdk = all.putObject("jdk");
    jdk.put("version", Runtime.version().toString());
    jdk.put("vendor", System.getProperty("java.vendor", "unknown vendor"));
    ObjectNode system = all.putObject("system");
    system.put("name", System.getProperty("os.name"));
    system.put("version", System.getProperty("os.version"));
    system.put("arch", System.getProperty("os.arch"));
    system.put("cores", runtime.availableProcessors());
    ObjectNode memory = all.putObject("memory");
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean told) {
      memory.put("totalBytes", told.getTotalMemorySize());
      memory.put("freeBytes", told.getFreeMemorySize());
    } else {
      memory.putNull("totalBytes");
      memory.putNull("freeBytes");
    }
    memory.put("heapMaxBytes", runtime.maxMemory());
    all.put("display", Display.describe());
  }

  private int gpu(ObjectNode all) {
    try {
      return gpu(all, EglHeadless.open());
    } catch (SkeinException e) {
      all.putNull("openGl");
      all.put("why", e.why());
      all.put("remedy", e.remedy());
      all.put("result", "not ready");
      return e.kind().exitCode();
    }
  }

  private int gpu(ObjectNode all, EglHeadless egl) {
    MemoryLedger host = new MemoryLedger();
    MemoryLedger device = new MemoryLedger();
    try (egl;
        GpuContext gpu = GpuContext.current(device, host, GpuContext.Errors.COLLECT)) {
      ObjectNode gl = all.putObject("openGl");
      gl.put("version", gpu.version());
      gl.put("vendor", gpu.vendor());
      gl.put("renderer", gpu.renderer());
      gl.put("software", gpu.isSoftware());
      gl.put("maxStorageBlockBytes", gpu.maxStorageBlock());
      gl.put("maxTextureSize", gpu.maxTextureSize());
      counting(all, gpu, host);
      MemoryLimits limits = MemoryLimits.DEFAULT;
      ObjectNode budgets = all.putObject("budgets");
      budgets.put("hostBytes", limits.hostBytes());
      budgets.put("gpuBytes", limits.gpuBytes(gpu));
      all.put("result", "ready");
      return 0;
    }
  }

  private void counting(ObjectNode all, GpuContext gpu, MemoryLedger host) {
    TuningFile file = new TuningFile(DemoData.cacheFolder());
    String[] told = new String[1];
    MachineTuning machine = new MachineTuning(gpu, host, file, line -> told[0] = line);
    Tuning tuning = tune ? machine.again() : machine.get();
    AggregatorChoice choice = AggregatorChoice.of(gpu, host, tuning);
    try (Aggregator aggregator = choice.aggregator()) {
      ObjectNode out = all.putObject("aggregator");
      out.put("id", aggregator.id());
      out.put("name", aggregator.describe());
      out.put("reason", choice.reason());
    }
    ObjectNode out = tuning.json();
    out.put("text", tuning.describe());
    out.put("file", file.path().toString());
    out.put("told", told[0]);
    all.set("tuning", out);
  }
}
