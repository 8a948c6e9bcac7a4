package skein.systems.residency;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;
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
import skein.systems.Mappers;

/**
 * Says which blocks of mapped indexes are needed, after the passes of a frame have used what is
 * here: first those that the running pass waits for, then those where the view is heading, then
 * those around it, then any while memory is free. Also measures how many blocks were here when they
 * came into view.
 */
public final class ResidencySystem extends IteratingSystem {
  /** How far ahead a moving view is followed, in frames. */
  private static final double FRAMES_AHEAD = 30;

  /** Width of the ring around the view in widths of the view. */
  private static final double RING = 0.5;

  private final FrameComponent frame;
  private final Residency residency;

  /** The window of the frame before: loX, hiX, loY, hiY; and the one of this frame. */
  private final double[] before = new double[4];

  private final double[] now = new double[4];

  public ResidencySystem(FrameComponent frame, Residency residency) {
    super(Family.all(SeriesComponent.class, ViewComponent.class, DensityComponent.class).get());
    this.frame = frame;
    this.residency = residency;
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    SeriesComponent series = Mappers.SERIES.get(entity);
    ViewComponent view = Mappers.VIEW.get(entity);
    adopt(series);
    ResidentSet set = series.residents;
    SeriesOrigin origin = series.origin;
    if (set == null || origin == null || !view.valid || series.slabs != set.slabs()) {
      return;
    }
    System.arraycopy(now, 0, before, 0, now.length);
    now[0] = view.x.loFrom(origin.x());
    now[1] = view.x.hiFrom(origin.x());
    now[2] = view.y.loFrom(origin.y());
    now[3] = view.y.hiFrom(origin.y());
    set.frame(now[0], now[1], now[2], now[3]);
    if (!set.isWhole()) {
      ask(set, Mappers.DENSITY.get(entity));
    }
    set.publish();
    tellDamage(series, set);
    frame.blockHitRate =
        set.needed() == 0 ? Double.NaN : (double) set.hits() / (double) set.needed();
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

  private void ask(ResidentSet set, DensityComponent density) {
    DensityGrid running = running(density, set);
    if (running != null) {
      frame.aggregator.demand(running, set);
    }
    double f = FRAMES_AHEAD;
    set.ahead(
        now[0] + (now[0] - before[0]) * f,
        now[1] + (now[1] - before[1]) * f,
        now[2] + (now[2] - before[2]) * f,
        now[3] + (now[3] - before[3]) * f);
    double ringX = (now[1] - now[0]) * RING;
    double ringY = (now[3] - now[2]) * RING;
    set.ahead(now[0] - ringX, now[1] + ringX, now[2] - ringY, now[3] + ringY);
    set.fill();
  }

  private static @Nullable DensityGrid running(DensityComponent d, ResidentSet set) {
    if (d.backSlabs == set.slabs()) {
      return d.back;
    }
    return d.frontSlabs == set.slabs() ? d.front : null;
  }
}
