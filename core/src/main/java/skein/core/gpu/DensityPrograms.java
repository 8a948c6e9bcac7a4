package skein.core.gpu;

import java.util.EnumMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.ChannelFilter;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

/**
 * The block kernels by mode and number of channels. Those without channels are made at once, the
 * others when first asked for. GL thread only.
 */
final class DensityPrograms implements AutoCloseable {
  private static final int KINDS = ChannelFilter.MOST_CHANNELS + 1;

  private final GpuContext context;
  private final ShaderSource shaders;
  private final KernelTuning tuning;
  private final EnumMap<ColourMode, @Nullable DensityProgram[]> others =
      new EnumMap<>(ColourMode.class);
  private final @Nullable DensityProgram[] tiny = new @Nullable DensityProgram[KINDS];

  DensityPrograms(GpuContext context, ShaderSource shaders, KernelTuning tuning) {
    this.context = context;
    this.shaders = shaders;
    this.tuning = tuning;
    for (ColourMode mode : ColourMode.values()) {
      others.put(mode, new @Nullable DensityProgram[KINDS]);
      of(mode, 0);
      tiny(mode, 0);
    }
  }

  /** The kernel for boxes of any size. */
  DensityProgram of(ColourMode mode, int channels) {
    @Nullable DensityProgram[] ofMode = Objects.requireNonNull(others.get(mode));
    DensityProgram held = ofMode[channels];
    if (held == null) {
      held = make(mode, KernelTuning.Tiny.COPIES, channels);
      ofMode[channels] = held;
    }
    return held;
  }

  /** The kernel for boxes of few cells, or null where the other counts them, too. */
  @Nullable DensityProgram tiny(ColourMode mode, int channels) {
    if (tuning.tiny() == KernelTuning.Tiny.COPIES || mode != ColourMode.COUNT) {
      return null;
    }
    DensityProgram held = tiny[channels];
    if (held == null) {
      held = make(mode, tuning.tiny(), channels);
      tiny[channels] = held;
    }
    return held;
  }

  private DensityProgram make(ColourMode mode, KernelTuning.Tiny way, int channels) {
    return new DensityProgram(context, shaders, mode, tuning, way, channels);
  }

  @Override
  public void close() {
    others.values().forEach(DensityPrograms::close);
    close(tiny);
  }

  private static void close(@Nullable DensityProgram[] programs) {
    for (DensityProgram program : programs) {
      if (program != null) {
        program.close();
      }
    }
  }
}
