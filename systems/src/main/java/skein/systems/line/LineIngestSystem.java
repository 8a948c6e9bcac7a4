package skein.systems.line;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.line.LineLoader;
import skein.core.line.LineSet;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/** Takes slabs of lines from their queue within a byte budget a frame. */
public final class LineIngestSystem extends StageSystem {
  private final FrameComponent frame;
  private final long bytesPerFrame;

  public LineIngestSystem(FrameComponent frame, long bytesPerFrame) {
    super(Family.all(SeriesComponent.class).exclude(ViewComponent.class).get());
    this.frame = frame;
    this.bytesPerFrame = bytesPerFrame;
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    SeriesComponent series = Mappers.SERIES.get(entity);
    LineSet set = series.lines;
    if (set == null || !(series.loader instanceof LineLoader loader)) {
      return;
    }
    // Ended is asked for first: what was put before it is then seen by the poll.
    boolean ended = loader.progress().ended();
    long taken = set.take(loader, bytesPerFrame);
    if (taken > 0) {
      series.revision++;
      frame.ingestedBytes += taken;
    }
    if (series.origin == null && set.rows() > 0) {
      series.origin = set.get(first(set)).origin();
    }
    int depth = loader.lines().depth();
    frame.queueDepth += depth;
    frame.busy |= !ended || depth > 0;
    if (series.failure == null && loader.progress().failure != null) {
      series.failure = loader.progress().failure;
    }
  }

  private static int first(LineSet set) {
    for (int i = 0; i < set.size(); i++) {
      if (set.get(i).rows() > 0) {
        return i;
      }
    }
    return 0;
  }
}
