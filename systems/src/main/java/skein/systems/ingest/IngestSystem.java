package skein.systems.ingest;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.load.LoadProgress;
import skein.core.load.SlabLoader;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Polls each series' queue within a byte budget a frame, and puts the clustered generation in place
 * of the provisional one once the aggregator can read all of it.
 */
public final class IngestSystem extends StageSystem {
  private final FrameComponent frame;
  private final long bytesPerFrame;

  public IngestSystem(FrameComponent frame, long bytesPerFrame) {
    super(Family.all(SeriesComponent.class).exclude(ViewComponent.class).get());
    this.frame = frame;
    this.bytesPerFrame = bytesPerFrame;
  }

  @Override
  protected void run(float deltaTime) {
    frame.queueDepth = 0;
    frame.ingestedBytes = 0;
    super.run(deltaTime);
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    ingest(Mappers.SERIES.get(entity));
  }

  private void ingest(SeriesComponent s) {
    SlabLoader loader = s.loader;
    SlabSet slabs = s.slabs;
    if (loader == null || slabs == null) {
      return;
    }
    LoadProgress progress = loader.progress();
    long budget = bytesPerFrame;
    while (budget > 0) {
      BlockSlab slab = loader.queue().poll();
      if (slab == null) {
        break;
      }
      slabs.add(slab);
      s.revision++;
      budget -= slab.coordBytes();
    }
    // The loader sets it before it offers the first slab, so here it is known with any slab taken.
    if (s.origin == null) {
      s.origin = progress.origin;
    }
    frame.ingestedBytes += bytesPerFrame - budget;
    frame.queueDepth += loader.queue().depth();
    frame.busy |= !progress.ended() || frame.queueDepth > 0;
    if (s.incoming == null) {
      s.incoming = loader.takeClustered();
    }
    swapWhenReady(s, slabs);
    if (s.failure == null && progress.failure != null) {
      s.failure = progress.failure;
    }
  }

  private void swapWhenReady(SeriesComponent s, SlabSet old) {
    SlabSet incoming = s.incoming;
    if (incoming == null) {
      return;
    }
    frame.busy = true;
    if (frame.aggregator.pendingBytes(incoming) > 0) {
      return;
    }
    s.slabs = incoming;
    s.incoming = null;
    s.revision++;
    frame.aggregator.forget(old);
    old.close();
  }
}
