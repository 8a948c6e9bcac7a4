package skein.systems.residency;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.utils.ImmutableArray;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.components.DensityComponent;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.aggregate.DensityGrid;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.fault.SkeinException;
import skein.core.load.SlabLoader;
import skein.core.residency.BlockCheck;
import skein.core.residency.Residency;
import skein.core.residency.ResidentSet;
import skein.core.residency.ViewForecast;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Says which blocks of mapped indexes are needed, after the passes of a frame have used what is
 * here: first those that the running pass waits for, then those in view, on its way and around it
 * ({@link ViewForecast}), then any while memory is free. Also measures how many blocks were here
 * when they came into view.
 */
public final class ResidencySystem extends StageSystem {
  /** What a view asks for, the pressing first: all views ask for the one before the other. */
  private enum Wish {
    NEEDED,
    AHEAD
  }

  private static final Wish[] WISHES = Wish.values();

  private final FrameComponent frame;
  private final Residency residency;

  /** The sets that views show in this frame. */
  private final List<ResidentSet> sets = new ArrayList<>();

  public ResidencySystem(FrameComponent frame, Residency residency) {
    super(Family.all(SeriesComponent.class, ViewComponent.class, DensityComponent.class).get());
    this.frame = frame;
    this.residency = residency;
  }

  @Override
  protected void run(float deltaTime) {
    sets.clear();
    super.run(deltaTime);
    for (int i = 0; i < sets.size(); i++) {
      sets.get(i).look();
    }
    for (Wish wish : WISHES) {
      ask(wish, true);
      ask(wish, false);
    }
    long needed = 0;
    long hits = 0;
    for (int i = 0; i < sets.size(); i++) {
      ResidentSet set = sets.get(i);
      if (!set.isWhole()) {
        set.fill();
      }
      set.publish();
      needed += set.needed();
      hits += set.hits();
    }
    if (!sets.isEmpty()) {
      frame.blocksNeeded = needed;
      frame.blocksHit = hits;
      frame.residentBytes = residency.budget().used();
      frame.blockHitRate = needed == 0 ? Double.NaN : (double) hits / (double) needed;
    }
  }

  /** Tells a view's window to the set that it shows. */
  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    SeriesComponent series = Mappers.SERIES.get(entity);
    adopt(series);
    ResidentSet set = shown(series, Mappers.VIEW.get(entity));
    SeriesOrigin origin = series.origin;
    if (set == null || origin == null) {
      return;
    }
    if (!isBegun(set)) {
      set.begin();
      sets.add(set);
    }
    ViewForecast forecast = Heading.of(entity).move(Mappers.VIEW.get(entity), origin);
    set.view(forecast.loX(), forecast.hiX(), forecast.loY(), forecast.hiY());
    tellDamage(series, set);
  }

  private static @Nullable ResidentSet shown(SeriesComponent series, ViewComponent view) {
    ResidentSet set = series.residents;
    boolean shows = set != null && view.valid && series.slabs == set.slabs();
    return shows && series.origin != null ? set : null;
  }

  private boolean isBegun(ResidentSet set) {
    for (int i = 0; i < sets.size(); i++) {
      if (sets.get(i) == set) {
        return true;
      }
    }
    return false;
  }

  /** Lets the active view ask, or all the others. */
  private void ask(Wish wish, boolean active) {
    ImmutableArray<Entity> views = getEntities();
    for (int i = 0; i < views.size(); i++) {
      Entity entity = views.get(i);
      ViewComponent view = Mappers.VIEW.get(entity);
      ResidentSet set = shown(Mappers.SERIES.get(entity), view);
      if (view.active == active && set != null && !set.isWhole()) {
        switch (wish) {
          case NEEDED -> need(set, Mappers.DENSITY.get(entity));
          case AHEAD -> Heading.of(entity).forecast.ask(set);
        }
      }
    }
  }

  /** Takes on a mapped set as soon as its checksums are known. */
  private void adopt(SeriesComponent series) {
    SlabSet slabs = series.slabs;
    SlabLoader loader = series.loader;
    if (series.residents != null || slabs == null || slabs.size() == 0 || loader == null) {
      return;
    }
    BlockCheck check = slabs.get(0).isMapped() ? loader.check() : null;
    if (check != null) {
      series.residents = residency.add(slabs, check, loader::discard);
    }
  }

  private static void tellDamage(SeriesComponent series, ResidentSet set) {
    int block = set.damaged();
    if (block >= 0 && series.failure == null) {
      series.failure =
          new SkeinException(
              SkeinException.Kind.INPUT,
              "the index of " + series.name + " is damaged",
              "block " + block + " does not match its checksum",
              "open the file again: its index is built anew",
              null);
    }
  }

  private void need(ResidentSet set, DensityComponent density) {
    DensityGrid running = running(density, set);
    if (running != null) {
      frame.aggregator.demand(running, set);
    }
  }

  private static @Nullable DensityGrid running(DensityComponent d, ResidentSet set) {
    if (d.backSlabs == set.slabs()) {
      return d.back;
    }
    return d.frontSlabs == set.slabs() ? d.front : null;
  }
}
