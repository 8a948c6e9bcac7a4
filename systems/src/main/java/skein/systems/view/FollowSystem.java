package skein.systems.view;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.load.LoadProgress;
import skein.core.load.SlabLoader;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Fits a view to its data while they load, until the user takes the view over. The window grows at
 * most {@link #GROWTHS_PER_SECOND} times a second, so that counting is not begun anew each frame.
 */
public final class FollowSystem extends StageSystem {
  private static final float GROWTHS_PER_SECOND = 4;

  private final FrameComponent frame;
  private float sinceGrowth = 1;
  private boolean due;
  private boolean grown;

  public FollowSystem(FrameComponent frame) {
    super(Family.all(SeriesComponent.class, ViewComponent.class).get());
    this.frame = frame;
  }

  @Override
  protected void run(float deltaTime) {
    sinceGrowth += deltaTime;
    due = sinceGrowth * GROWTHS_PER_SECOND >= 1;
    grown = false;
    super.run(deltaTime);
    if (grown) {
      sinceGrowth = 0;
    }
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    SeriesComponent series = Mappers.SERIES.get(entity);
    ViewComponent view = Mappers.VIEW.get(entity);
    SlabLoader loader = series.loader;
    if (!view.followsData || loader == null) {
      return;
    }
    LoadProgress p = loader.progress();
    boolean pending = !view.valid || p.ended() || due;
    if (pending && ViewFit.apply(series, view)) {
      grown = true;
      frame.busy = true;
    }
    if (p.ended()) {
      view.followsData = false;
    }
  }
}
