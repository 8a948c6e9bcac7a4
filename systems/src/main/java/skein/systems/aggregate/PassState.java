package skein.systems.aggregate;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import org.jspecify.annotations.Nullable;
import skein.components.DensityComponent;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.DensityGrid;
import skein.core.block.SlabSet;
import skein.systems.Mappers;

/** What counting remembers of one view from frame to frame. */
final class PassState implements Component {
  private static final ComponentMapper<PassState> MAPPER = ComponentMapper.getFor(PassState.class);

  /** Bytes of a row's coordinates. */
  private static final long ROW_BYTES = 4;

  final WantedGrid wanted = new WantedGrid();
  final PassPolicy policy = new PassPolicy();

  /** The grid that is being counted for the view, and what it counts; null when none. */
  private @Nullable DensityGrid awaited;

  private @Nullable SlabSet awaitedSlabs;

  /** Whether that grid is for the view as it is now. */
  private boolean awaitsNewest;

  private long viewRevision = -1;
  private long seriesRevision = -1;
  private long filterVersion = -1;
  private long brushedVersion = -1;

  /** The view's state, made with its first frame. */
  static PassState of(Entity view) {
    PassState held = MAPPER.get(view);
    if (held == null) {
      held = new PassState();
      view.add(held);
    }
    return held;
  }

  /**
   * True when a pass of the view has still to be done, as far as is known before it is looked at.
   */
  boolean isPending(Entity entity) {
    ViewComponent view = Mappers.VIEW.get(entity);
    SeriesComponent series = Mappers.SERIES.get(entity);
    DensityComponent density = Mappers.DENSITY.get(entity);
    return view.valid
        && series.slabs != null
        && (!density.current
            || view.revision != viewRevision
            || series.revision != seriesRevision
            || series.brushes.filter().version() != filterVersion);
  }

  /** True in a frame in which the filter has changed since the frame before. */
  boolean brushed(ChannelFilter filter) {
    boolean changed = brushedVersion != filter.version();
    brushedVersion = filter.version();
    return changed;
  }

  /** The view waits for no grid. */
  void awaitNothing() {
    awaited = null;
    awaitedSlabs = null;
  }

  /**
   * Notes which grid the view waits for.
   *
   * @param newest whether the grid is for the view as it is now
   */
  void await(DensityGrid grid, SlabSet slabs, boolean newest) {
    awaited = grid;
    awaitedSlabs = slabs;
    awaitsNewest = newest;
  }

  /** True when the view rests where it is and waits for a grid of that. */
  boolean waits() {
    return awaited != null && awaitsNewest && policy.rests();
  }

  /** True when the view moves, and a grid is being counted on the way. */
  boolean waitsMoving() {
    return awaited != null && !policy.rests();
  }

  /** Goes on with the grid that the view waits for; when it is complete nobody waits any more. */
  void goOn(FrameComponent frame, long deadlineNanos) {
    DensityGrid grid = awaited;
    SlabSet slabs = awaitedSlabs;
    if (grid != null && slabs != null && advance(frame, grid, slabs, deadlineNanos)) {
      awaitNothing();
    }
  }

  /** Goes on with a pass and meters it; true when it is complete. */
  static boolean advance(
      FrameComponent frame, DensityGrid grid, SlabSet slabs, long deadlineNanos) {
    long before = grid.rowsLookedAt();
    boolean complete = frame.aggregator.advance(grid, slabs, deadlineNanos);
    frame.countedBytes += ROW_BYTES * Math.max(0, grid.rowsLookedAt() - before);
    return complete;
  }

  /** Notes what was looked at. */
  void looked(Entity entity) {
    viewRevision = Mappers.VIEW.get(entity).revision;
    seriesRevision = Mappers.SERIES.get(entity).revision;
    filterVersion = Mappers.SERIES.get(entity).brushes.filter().version();
  }
}
