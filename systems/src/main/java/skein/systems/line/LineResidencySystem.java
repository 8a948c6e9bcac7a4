package skein.systems.line;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.block.SlabSet;
import skein.core.fault.SkeinException;
import skein.core.line.LineLoader;
import skein.core.line.LineSet;
import skein.core.residency.BlockCheck;
import skein.core.residency.Residency;
import skein.core.residency.ResidentSet;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Asks for the blocks that lines of an index were looked into for in this frame, then for any
 * others while memory is free. After the systems that look.
 */
public final class LineResidencySystem extends StageSystem {
  private final FrameComponent frame;
  private final Residency residency;

  public LineResidencySystem(FrameComponent frame, Residency residency) {
    super(Family.all(SeriesComponent.class).exclude(ViewComponent.class).get());
    this.frame = frame;
    this.residency = residency;
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    SeriesComponent series = Mappers.SERIES.get(entity);
    LineSet lines = series.lines;
    if (lines == null || !lines.isMapped() || !(series.loader instanceof LineLoader loader)) {
      return;
    }
    ResidentSet set = residents(series, loader, lines);
    if (set == null) {
      return;
    }
    set.begin();
    lines.tell(set);
    if (!set.isWhole()) {
      set.fill();
    }
    set.publish();
    frame.blocksNeeded = lines.needed();
    frame.blocksHit = lines.hits();
    frame.residentBytes = residency.budget().used();
    frame.blockHitRate =
        lines.needed() == 0 ? Double.NaN : (double) lines.hits() / (double) lines.needed();
    tellDamage(series, set);
  }

  /** Takes the mapped slabs on once all of them are in the set. */
  private @Nullable ResidentSet residents(
      SeriesComponent series, LineLoader loader, LineSet lines) {
    ResidentSet held = series.residents;
    if (held != null) {
      return held;
    }
    SlabSet slabs = loader.mapped();
    BlockCheck check = loader.check();
    if (slabs == null || check == null || !lines.isOver(slabs)) {
      return null;
    }
    ResidentSet made = residency.add(slabs, check, loader::discard);
    series.residents = made;
    series.revision++;
    return made;
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
}
