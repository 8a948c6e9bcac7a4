package skein.systems.ingest;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.utils.ImmutableArray;
import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.load.LoadProgress;
import skein.core.load.SlabLoader;
import skein.systems.Mappers;

/**
 * Polls each series' queue within a byte budget a frame, and puts the clustered generation in place
 * of the provisional one once the aggregator can read all of it.
 */
public final class IngestSystem extends EntitySystem {
  private final FrameComponent frame;
  private final long bytesPerFrame;
  private @Nullable ImmutableArray<Entity> series;

  public IngestSystem(FrameComponent frame, long bytesPerFrame) {
    this.frame = frame;
    this.bytesPerFrame = bytesPerFrame;
  }

  @Override
  public void addedToEngine(Engine engine) {
    series = engine.getEntitiesFor(Family.all(SeriesComponent.class).get());
  }

  @Override
  public void update(float deltaTime) {
    ImmutableArray<Entity> entities = series;
    frame.queueDepth = 0;
    if (entities == null) {
      return;
    }
    for (int i = 0; i < entities.size(); i++) {
      ingest(Mappers.SERIES.get(entities.get(i)));
    }
  }

  private void ingest(SeriesComponent s) {
    SlabLoader loader = s.loader;
    SlabSet slabs = s.slabs;
    if (loader == null || slabs == null) {
      return;
    }
    LoadProgress progress = loader.progress();
    if (s.origin == null) {
      s.origin = progress.origin;
    }
    long budget = bytesPerFrame;
    while (budget > 0) {
      BlockSlab slab = loader.queue().poll();
      if (slab == null) {
        break;
      }
      slabs.add(slab);
      s.revision++;
      budget -= slab.coords().byteSize();
    }
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
