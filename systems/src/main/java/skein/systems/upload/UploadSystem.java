package skein.systems.upload;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.utils.ImmutableArray;
import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.systems.Mappers;

/**
 * Uploads slabs within a byte budget a frame: the generation on screen first, then the next one.
 */
public final class UploadSystem extends EntitySystem {
  private final FrameComponent frame;
  private final long bytesPerFrame;
  private @Nullable ImmutableArray<Entity> series;

  public UploadSystem(FrameComponent frame, long bytesPerFrame) {
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
    long moved = 0;
    if (entities != null) {
      for (int i = 0; i < entities.size() && moved < bytesPerFrame; i++) {
        SeriesComponent s = Mappers.SERIES.get(entities.get(i));
        if (s.slabs != null) {
          moved += frame.aggregator.upload(s.slabs, bytesPerFrame - moved);
          frame.busy |= frame.aggregator.pendingBytes(s.slabs) > 0;
        }
        if (s.incoming != null && moved < bytesPerFrame) {
          moved += frame.aggregator.upload(s.incoming, bytesPerFrame - moved);
        }
      }
    }
    frame.uploadedBytes = moved;
  }
}
