package skein.systems.lod;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.utils.ImmutableArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.components.DensityComponent;
import skein.components.FrameComponent;
import skein.components.LevelComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.aggregate.GridSpec;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.load.SlabLoader;
import skein.core.lod.CountPyramid;
import skein.core.lod.LevelWindow;
import skein.core.lod.PyramidWorker;
import skein.core.source.ColourMode;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Keeps an entity for each level of each series' count pyramid and chooses for each view the level
 * that is drawn where its exact grid does not reach: the finest one that is ready and whose cells
 * are not smaller than pixels. Series in memory get their pyramid once they are loaded; those of an
 * index bring it along. Of series coloured by a column those of an index have one, which shows how
 * many rows there are until the first picture in colours is counted; from then on their overview is
 * drawn where that does not reach.
 */
public final class LodSystem extends StageSystem {
  /** Frames between two looks at a pyramid that is still being counted. */
  private static final int REFRESH_FRAMES = 30;

  private final FrameComponent frame;
  private final PyramidWorker worker;
  private final GridSpec window = new GridSpec();

  /** The pyramids whose levels are entities, or will be after this update. */
  private final List<CountPyramid> known = new ArrayList<>();

  private boolean refreshes;
  private int frames;
  private @Nullable Engine engine;
  private @Nullable ImmutableArray<Entity> levels;

  public LodSystem(FrameComponent frame, PyramidWorker worker) {
    super(Family.all(SeriesComponent.class, ViewComponent.class, DensityComponent.class).get());
    this.frame = frame;
    this.worker = worker;
  }

  @Override
  public void addedToEngine(Engine to) {
    super.addedToEngine(to);
    engine = to;
    levels = to.getEntitiesFor(Family.all(LevelComponent.class).get());
  }

  @Override
  protected void run(float deltaTime) {
    refreshes = ++frames % REFRESH_FRAMES == 0;
    ImmutableArray<Entity> held = levels;
    for (int i = 0; held != null && i < held.size(); i++) {
      Mappers.LEVEL.get(held.get(i)).views = 0;
    }
    super.run(deltaTime);
    for (int i = known.size() - 1; i >= 0; i--) {
      if (!isUsed(known.get(i))) {
        removeLevels(known.remove(i));
      }
    }
  }

  private boolean isUsed(CountPyramid pyramid) {
    ImmutableArray<Entity> views = getEntities();
    for (int i = 0; i < views.size(); i++) {
      if (Mappers.SERIES.get(views.get(i)).pyramid == pyramid) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    SeriesComponent series = Mappers.SERIES.get(entity);
    ViewComponent view = Mappers.VIEW.get(entity);
    DensityComponent density = Mappers.DENSITY.get(entity);
    prepare(series);
    CountPyramid pyramid = series.pyramid;
    SeriesOrigin origin = series.origin;
    density.levelCellPixels = 0;
    if (pyramid != null) {
      addLevels(pyramid);
    }
    if (pyramid == null || origin == null || !view.valid) {
      return;
    }
    window.set(
        view.plotWidth,
        view.plotHeight,
        view.x.loFrom(origin.x()),
        view.x.hiFrom(origin.x()),
        view.y.loFrom(origin.y()),
        view.y.hiFrom(origin.y()),
        ColourMode.COUNT);
    SlabLoader loader = series.loader;
    show(pyramid, density, loader != null && !loader.progress().ended());
  }

  /**
   * Takes the pyramid that a loader brings along; else asks for one once all rows are here, and
   * takes it when it is built.
   */
  private void prepare(SeriesComponent series) {
    SlabSet slabs = series.slabs;
    SlabLoader loader = series.loader;
    if (slabs == null || loader == null) {
      return;
    }
    CountPyramid lent = loader.preview();
    if (lent != null && series.pyramid != lent) {
      series.pyramid = lent;
      series.pyramidLent = true;
      worker.load(lent);
    } else if (slabs.mode() != ColourMode.COUNT) {
      return;
    } else if (series.pyramid == null && series.pyramidOf == slabs) {
      series.pyramid = worker.take(slabs);
    } else if (series.pyramid == null
        && loader.progress().ended()
        && series.incoming == null
        && !isMapped(slabs)
        && slabs.rows() > frame.directRows) {
      series.pyramidOf = slabs;
      worker.build(slabs);
    }
  }

  private static boolean isMapped(SlabSet slabs) {
    return slabs.size() > 0 && slabs.get(0).isMapped();
  }

  private void addLevels(CountPyramid pyramid) {
    Engine to = engine;
    if (to == null || isKnown(pyramid)) {
      return;
    }
    known.add(pyramid);
    for (int level = 0; level < pyramid.levels(); level++) {
      to.addEntity(new Entity().add(new LevelComponent(pyramid, level)));
    }
  }

  private boolean isKnown(CountPyramid pyramid) {
    for (int i = 0; i < known.size(); i++) {
      if (known.get(i) == pyramid) {
        return true;
      }
    }
    return false;
  }

  /** The engine removes them after this update, not at once. */
  private void removeLevels(CountPyramid pyramid) {
    Engine from = engine;
    ImmutableArray<Entity> held = levels;
    for (int i = held == null ? -1 : held.size() - 1; held != null && i >= 0; i--) {
      Entity level = held.get(i);
      if (from != null && Mappers.LEVEL.get(level).pyramid == pyramid) {
        from.removeEntity(level);
      }
    }
  }

  private void show(CountPyramid pyramid, DensityComponent density, boolean grows) {
    double pixelX = (window.hiX() - window.loX()) / window.width();
    double pixelY = (window.hiY() - window.loY()) / window.height();
    double coarser = 1 << frame.lodBias;
    int chosen = LevelWindow.choose(pyramid, pixelX * coarser, pixelY * coarser);
    ImmutableArray<Entity> held = levels;
    for (int i = 0; held != null && i < held.size(); i++) {
      LevelComponent level = Mappers.LEVEL.get(held.get(i));
      if (level.pyramid == pyramid && level.level == chosen) {
        level.views++;
        density.levelCellPixels = Math.max(level.cellX / pixelX, level.cellY / pixelY);
      }
    }
    if (chosen < 0) {
      frame.busy = true;
      return;
    }
    LevelWindow shown = density.level;
    if (shown == null) {
      shown = new LevelWindow(frame.host);
      density.level = shown;
    }
    if (grows && refreshes) {
      shown.refresh();
    }
    shown.show(pyramid, chosen, window);
    if (density.frontSlabs == null) {
      shown.summarise(window);
    }
  }
}
