package skein.core.gpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.CrossCounts;
import skein.shaders.Bindings;

/**
 * A grid's histograms on the GPU and on their way from it. They travel with the grid's facts, whose
 * fence is behind them. GL thread only.
 */
final class CrossReader implements AutoCloseable {
  private static final long BYTES = 8L * ChannelFilter.MOST_CHANNELS * CrossCounts.BINS;

  private final GpuContext context;
  private final String owner;
  private final CrossCounts counts = new CrossCounts();
  private @Nullable GpuBuffer bins;
  private @Nullable GpuBuffer mapped;
  private int channels;

  CrossReader(GpuContext context, String owner) {
    this.context = context;
    this.owner = owner;
  }

  /** Begins a pass with so many channels. */
  void restart(int newChannels) {
    channels = newChannels;
    if (channels > 0) {
      GpuBuffer held = bins;
      if (held == null) {
        held = new GpuBuffer(context, owner, BYTES, GpuBuffer.Access.DEVICE);
        bins = held;
        mapped = new GpuBuffer(context, owner, BYTES, GpuBuffer.Access.MAPPED_READ);
      }
      held.clear(0, BYTES);
    }
  }

  void bind() {
    GpuBuffer held = bins;
    if (held != null && channels > 0) {
      held.bindStorage(Bindings.SSBO_STATS.index());
    }
  }

  /** Sends the bins as they are. */
  void send() {
    GpuBuffer held = bins;
    GpuBuffer to = mapped;
    if (held != null && to != null && channels > 0) {
      Barrier.TRANSFER.issue();
      held.copyTo(0, to, 0, BYTES);
    }
  }

  /** What was sent is here. */
  void arrived() {
    GpuBuffer held = mapped;
    if (held == null || channels == 0) {
      return;
    }
    MemorySegment words = held.mapped();
    for (int c = 0; c < channels; c++) {
      long[] out = counts.bins(c);
      MemorySegment.copy(
          words, ValueLayout.JAVA_LONG, 8L * c * CrossCounts.BINS, out, 0, CrossCounts.BINS);
    }
  }

  CrossCounts counts() {
    return counts;
  }

  @Override
  public void close() {
    if (bins != null) {
      bins.close();
      bins = null;
    }
    if (mapped != null) {
      mapped.close();
      mapped = null;
    }
  }
}
