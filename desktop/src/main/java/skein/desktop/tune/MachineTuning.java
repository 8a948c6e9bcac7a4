package skein.desktop.tune;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.CpuAggregator;
import skein.core.gpu.GpuAggregator;
import skein.core.gpu.GpuContext;
import skein.core.memory.MemoryLedger;
import skein.core.source.DemoData;
import skein.shaders.ShaderSource;

/** Measures this machine, or knows it from an earlier start. GL thread. */
public final class MachineTuning {
  private static final Logger LOG = LoggerFactory.getLogger(MachineTuning.class);

  private final GpuContext gpu;
  private final MemoryLedger host;
  private final TuningFile file;
  private final Consumer<String> say;

  /**
   * @param say told in a line when what is kept is of no use
   */
  public MachineTuning(GpuContext gpu, MemoryLedger host, TuningFile file, Consumer<String> say) {
    this.gpu = gpu;
    this.host = host;
    this.file = file;
    this.say = say;
  }

  /** With the file in the user's caches, and what there is to tell in the log. */
  public static MachineTuning ofUser(GpuContext gpu, MemoryLedger host) {
    TuningFile file = new TuningFile(DemoData.cacheFolder());
    return new MachineTuning(gpu, host, file, line -> LOG.info("{}", line));
  }

  /** What is known, else what is measured now and kept. */
  public Tuning get() {
    return file.get(MachineKey.of(gpu), this::measure, say);
  }

  /** Measures in any case, and keeps it. */
  public Tuning again() {
    return file.measured(this::measure);
  }

  private Tuning measure() {
    double cpuRows;
    double gpuRows = Double.NaN;
    double uploadBytes = Double.NaN;
    int threads = Runtime.getRuntime().availableProcessors();
    try (Trial trial = new Trial(host, Trial.CPU_BLOCKS);
        Aggregator onCpu = new CpuAggregator(host, threads)) {
      cpuRows = trial.rate(onCpu);
    }
    if (!gpu.isSoftware()) {
      try (Trial trial = new Trial(host, Trial.GPU_BLOCKS);
          GpuAggregator onGpu = new GpuAggregator(gpu, ShaderSource.shipped())) {
        uploadBytes = trial.upload(onGpu, gpu::finish);
        gpuRows = trial.gpuRate(onGpu, gpu::finish);
      }
    }
    return new Tuning(MachineKey.of(gpu), cpuRows, gpuRows, uploadBytes);
  }
}
