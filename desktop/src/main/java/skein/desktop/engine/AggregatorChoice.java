package skein.desktop.engine;

import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.CpuAggregator;
import skein.core.gpu.GpuAggregator;
import skein.core.gpu.GpuContext;
import skein.core.memory.MemoryLedger;
import skein.desktop.tune.MachineTuning;
import skein.desktop.tune.Tuning;
import skein.shaders.ShaderSource;

/**
 * The aggregator of this run and why it was chosen: a software GL never computes on the "GPU"; on a
 * real one the faster of the two wins, as it was measured at the first start on this machine.
 *
 * @param reason for people, one line
 * @param tuning what the machine was measured to do, null when the user chose
 */
public record AggregatorChoice(Aggregator aggregator, String reason, @Nullable Tuning tuning) {
  /** What the user asked for. */
  public enum Wish {
    AUTO,
    GPU,
    CPU
  }

  /** Makes the aggregator; the caller closes it. */
  public static AggregatorChoice make(GpuContext gpu, MemoryLedger host, Wish wish) {
    return switch (wish) {
      case GPU -> new AggregatorChoice(gpu(gpu), "forced by --aggregator gpu", null);
      case CPU -> new AggregatorChoice(cpu(host), "forced by --aggregator cpu", null);
      case AUTO -> of(gpu, host, MachineTuning.ofUser(gpu, host).get());
    };
  }

  /** Makes the aggregator that suits a machine; the caller closes it. */
  public static AggregatorChoice of(GpuContext gpu, MemoryLedger host, Tuning tuning) {
    if (gpu.isSoftware()) {
      String reason = "OpenGL is software here, CPU threads count faster";
      return new AggregatorChoice(cpu(host), reason, tuning);
    }
    Aggregator best = tuning.prefersGpu() ? gpu(gpu) : cpu(host);
    return new AggregatorChoice(best, "measured: " + tuning.describe(), tuning);
  }

  private static Aggregator gpu(GpuContext gpu) {
    return new GpuAggregator(gpu, ShaderSource.shipped());
  }

  private static Aggregator cpu(MemoryLedger host) {
    return new CpuAggregator(host, Runtime.getRuntime().availableProcessors());
  }

  /** Tells an engine what was measured of this machine, if anything was. */
  public void tune(FrameComponent frame) {
    if (tuning != null) {
      frame.directRows = tuning.directRows();
      frame.uploadBudget = tuning.uploadBudget();
    }
  }
}
