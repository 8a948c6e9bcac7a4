package skein.systems.upload;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.block.SlabSet;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Uploads slabs within a byte budget a frame: the generation on screen first, then the next one.
 */
public final class UploadSystem extends StageSystem {
  private final FrameComponent frame;

  public UploadSystem(FrameComponent frame) {
    super(Family.all(SeriesComponent.class).exclude(ViewComponent.class).get());
    this.frame = frame;
  }

  @Override
  protected void run(float deltaTime) {
    frame.uploadedBytes = 0;
    super.run(deltaTime);
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    SeriesComponent s = Mappers.SERIES.get(entity);
    if (s.slabs != null) {
      upload(s.slabs);
      frame.busy |= frame.aggregator.pendingBytes(s.slabs) > 0;
    }
    if (s.incoming != null) {
      upload(s.incoming);
    }
  }

  private void upload(SlabSet slabs) {
    long left = frame.uploadBudget - frame.uploadedBytes;
    if (left > 0) {
      frame.uploadedBytes += frame.aggregator.upload(slabs, left);
    }
  }
}
