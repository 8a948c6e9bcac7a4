package skein.systems.view;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntitySystem;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.utils.ImmutableArray;
import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.load.LoadProgress;
import skein.core.load.SlabLoader;
import skein.systems.Mappers;

/**
 * Fits a view to its data while they load, until the user takes the view over. The window grows at
 * most {@link #GROWTHS_PER_SECOND} times a second, so that counting is not begun anew each frame.
 */
public final class FollowSystem extends EntitySystem {
  private static final float GROWTHS_PER_SECOND = 4;

  private final FrameComponent frame;
  private @Nullable ImmutableArray<Entity> views;
  private float sinceGrowth = 1;

  public FollowSystem(FrameComponent frame) {
    this.frame = frame;
  }

  @Override
  public void addedToEngine(Engine engine) {
    views = engine.getEntitiesFor(Family.all(SeriesComponent.class, ViewComponent.class).get());
  }

  @Override
  public void update(float deltaTime) {
    ImmutableArray<Entity> entities = views;
    sinceGrowth += deltaTime;
    if (entities == null) {
      return;
    }
    for (int i = 0; i < entities.size(); i++) {
      SeriesComponent series = Mappers.SERIES.get(entities.get(i));
      ViewComponent view = Mappers.VIEW.get(entities.get(i));
      SlabLoader loader = series.loader;
      if (!view.followsData || loader == null) {
        continue;
      }
      LoadProgress p = loader.progress();
      boolean pending = !view.valid || p.ended() || sinceGrowth * GROWTHS_PER_SECOND >= 1;
      if (pending && ViewFit.apply(series, view)) {
        sinceGrowth = 0;
        frame.busy = true;
      }
      if (p.ended()) {
        view.followsData = false;
      }
    }
  }
}
