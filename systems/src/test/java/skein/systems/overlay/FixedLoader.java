package skein.systems.overlay;

import org.jspecify.annotations.Nullable;
import skein.core.block.SlabSet;
import skein.core.load.LoadProgress;
import skein.core.load.SlabLoader;
import skein.core.queue.SlabQueue;

/** A load that stands at one point. */
final class FixedLoader implements SlabLoader {
  private final LoadProgress progress = new LoadProgress();
  private final SlabQueue queue = new SlabQueue(2);

  FixedLoader(long rows, double share) {
    progress.rows = rows;
    progress.share = share;
  }

  @Override
  public SlabQueue queue() {
    return queue;
  }

  @Override
  public LoadProgress progress() {
    return progress;
  }

  @Override
  public @Nullable SlabSet takeClustered() {
    return null;
  }

  @Override
  public void cancel() {}

  @Override
  public void close() {}
}
