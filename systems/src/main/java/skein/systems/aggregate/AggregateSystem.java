package skein.systems.aggregate;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.utils.ImmutableArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import skein.components.DensityComponent;
import skein.components.ExactComponent;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.load.ExactWindow;
import skein.core.load.LoadProgress;
import skein.core.load.SlabLoader;
import skein.core.source.ColourMode;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Counts each view's rows within the frame's share. The finished grid stays on screen, moved along
 * with the view, while the next is counted; {@link PassPolicy} says when a pass for an older view
 * is dropped. Grids of views seen before are kept while memory allows, so that going back to one
 * costs nothing.
 */
public final class AggregateSystem extends StageSystem {
  /** Cells across and up of the overview. */
  private static final int OVERVIEW = 1024;

  /** Longest wait for histograms beyond the time for counting. */
  private static final long BARS_NANOS = 6_000_000;

  private final FrameComponent frame;
  private final PassShares shares = new PassShares();

  public AggregateSystem(FrameComponent frame) {
    super(Family.all(SeriesComponent.class, ViewComponent.class, DensityComponent.class).get());
    this.frame = frame;
  }

  @Override
  protected void run(float deltaTime) {
    long start = System.nanoTime();
    frame.rowsDrawn = 0;
    frame.countedBytes = 0;
    shares.begin(getEntities(), start, frame.aggregateDeadline);
    super.run(deltaTime);
    frame.aggregateNanos = System.nanoTime() - start;
  }

  /** True when a view waits for rows that may still be counted in a frame that is drawn. */
  public boolean waits() {
    ImmutableArray<Entity> views = getEntities();
    for (int i = 0; i < views.size(); i++) {
      PassState state = PassState.of(views.get(i));
      if (state.waits() || (frame.drawsFirst && state.waitsMoving())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Counts on with what is left of a frame that is drawn already; what comes of it shows in the
   * next.
   *
   * @param resting when views at rest have to be done with it
   * @param moving when the others have to, where a frame draws first
   */
  public void goOn(long resting, long moving) {
    long start = System.nanoTime();
    ImmutableArray<Entity> views = getEntities();
    for (int i = 0; i < views.size(); i++) {
      PassState state = PassState.of(views.get(i));
      if (state.waits()) {
        goOn(state, resting);
      } else if (frame.drawsFirst && state.waitsMoving()) {
        goOn(state, moving);
      }
    }
    frame.aggregateNanos += System.nanoTime() - start;
  }

  private void goOn(PassState state, long deadline) {
    if (System.nanoTime() - deadline < 0) {
      state.goOn(frame, deadline);
    }
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    SeriesComponent series = Mappers.SERIES.get(entity);
    ViewComponent view = Mappers.VIEW.get(entity);
    DensityComponent density = Mappers.DENSITY.get(entity);
    PassState state = PassState.of(entity);
    state.awaitNothing();
    SlabSet slabs = series.slabs;
    SeriesOrigin origin = series.origin;
    if (slabs == null || origin == null || !view.valid) {
      density.exactShare = 0;
      density.current = false;
      return;
    }
    ExactWindow exact = exactOf(entity);
    SlabSet shown = exact == null || exact.slabs() == null ? slabs : exact.slabs();
    SeriesOrigin base = shown == slabs || exact == null ? origin : exact.origin();
    long deadline = shares.deadline(entity, state.isPending(entity));
    ChannelFilter filter = series.brushes.filter();
    state.wanted.set(view, base, slabs.mode(), filter);
    state.policy.frame(state.wanted.spec());
    boolean later =
        frame.drawsFirst
            && !state.policy.rests()
            && density.frontSlabs == shown
            && !filter.isActive();
    count(
        state, density, shown, base, series.pyramid != null, later ? System.nanoTime() : deadline);
    awaitBars(state, density, filter);
    boolean coloured = slabs.mode() != ColourMode.COUNT;
    if (series.pyramid == null || coloured || filter.isActive()) {
      overview(state, density, series, slabs, deadline);
    }
    state.looked(entity);
    frame.rowsDrawn += slabs.rows();
  }

  /** The rows that a deep view is counted from, or null when it is counted from the blocks. */
  private static @Nullable ExactWindow exactOf(Entity entity) {
    ExactComponent exact = Mappers.EXACT.get(entity);
    return exact == null || !exact.active ? null : exact.window;
  }

  private void count(
      PassState state,
      DensityComponent d,
      SlabSet slabs,
      SeriesOrigin origin,
      boolean levels,
      long deadline) {
    WantedGrid wanted = state.wanted;
    PassPolicy policy = state.policy;
    DensityGrid front = d.front;
    if (front == null || d.frontSlabs != slabs || !wanted.is(front.spec())) {
      SeenGrids.recall(d, slabs, wanted.spec());
      front = d.front;
    }
    if (front != null && d.frontSlabs == slabs && wanted.is(front.spec())) {
      d.backSlabs = null;
      d.frontOrigin = origin;
      PassState.advance(frame, front, slabs, deadline);
      d.exactShare = front.exactShare();
      d.current = front.complete();
      d.frontRested |= d.current && policy.hasRested();
      frame.busy |= !front.complete() || !front.statsReady();
      if (!front.complete()) {
        state.await(front, slabs, true);
      }
      return;
    }
    DensityGrid back = back(d);
    boolean running = d.backSlabs == slabs;
    boolean current = running && wanted.is(back.spec());
    if (!running || (!current && policy.drops(back))) {
      policy.restarted(restart(back, slabs, wanted.spec(), d));
    }
    boolean complete = PassState.advance(frame, back, slabs, deadline);
    boolean nothingShown = d.frontSlabs == null && !levels;
    boolean estimated = back.estimated();
    if (complete || estimated || nothingShown) {
      boolean keep = d.frontRested && (estimated || (complete && policy.isLong()));
      d.back = front != null && keep ? SeenGrids.keep(d, front) : front;
      d.frontRested = false;
      d.front = back;
      d.frontSlabs = slabs;
      d.frontOrigin = origin;
      d.backSlabs = null;
    }
    d.current = complete && wanted.is(back.spec());
    if (!complete) {
      state.await(back, slabs, wanted.is(back.spec()));
    } else if (frame.drawsFirst && !d.current) {
      DensityGrid next = back(d);
      policy.restarted(restart(next, slabs, wanted.spec(), d));
      state.await(next, slabs, true);
    }
    d.exactShare = wanted.is(back.spec()) ? back.exactShare() : 0;
    frame.busy = true;
  }

  private DensityGrid back(DensityComponent d) {
    DensityGrid held = d.back;
    if (held == null) {
      held = frame.aggregator.createGrid("density.view");
      d.back = held;
    }
    return held;
  }

  /**
   * Begins a pass. What is shown while rows of other ranges are counted is wrong, not only stale,
   * so that estimates take its place; and so on while they are all there is.
   *
   * @return true for a pass that gives estimates
   */
  private boolean restart(DensityGrid back, SlabSet slabs, GridSpec wanted, DensityComponent d) {
    DensityGrid front = d.frontSlabs == slabs ? d.front : null;
    d.backSlabs = slabs;
    if (front != null && (front.estimated() || !front.spec().filter().equals(wanted.filter()))) {
      return frame.aggregator.restartSampled(back, wanted);
    }
    frame.aggregator.restart(back, wanted);
    return false;
  }

  /**
   * Waits, in a frame in which a range has moved, for the histograms of the picture that this frame
   * shows, so that bars and picture move together; a GPU answers some frames later otherwise.
   */
  private void awaitBars(PassState state, DensityComponent d, ChannelFilter filter) {
    DensityGrid front = d.front;
    if (state.brushed(filter) && front != null && d.current) {
      front.awaitStats(frame.aggregateDeadline + BARS_NANOS);
    }
  }

  /** Counts the overview with what is left of the share once the view itself is exact. */
  private void overview(
      PassState state, DensityComponent d, SeriesComponent series, SlabSet slabs, long deadline) {
    SlabLoader loader = series.loader;
    ChannelFilter filter = series.brushes.filter();
    if (d.exactShare < 1 || loader == null || !loader.progress().ended()) {
      return;
    }
    DensityGrid grid = d.overview;
    if (grid == null) {
      grid = frame.aggregator.createGrid("density.overview");
      d.overview = grid;
    }
    boolean stale = d.overviewSlabs == slabs && !grid.spec().filter().equals(filter);
    if (stale && !state.policy.hasRested()) {
      return;
    }
    if (d.overviewSlabs != slabs || stale) {
      LoadProgress p = loader.progress();
      if (!(p.hiX > p.loX) || !(p.hiY > p.loY)) {
        return;
      }
      GridSpec spec = new GridSpec(OVERVIEW, OVERVIEW, p.loX, p.hiX, p.loY, p.hiY, slabs.mode());
      spec.filter().set(filter);
      frame.aggregator.restart(grid, spec);
      d.overviewSlabs = slabs;
    }
    if (!grid.complete() || !grid.statsReady()) {
      PassState.advance(frame, grid, slabs, deadline);
      frame.busy = true;
    }
  }

  /**
   * Frees the grids of views seen before; for when memory is short.
   *
   * @param forget lets others free what they hold for a grid
   */
  public void forgetSeen(Consumer<DensityGrid> forget) {
    ImmutableArray<Entity> views = getEntities();
    for (int i = 0; i < views.size(); i++) {
      ViewGrids.closeSeen(Mappers.DENSITY.get(views.get(i)), forget);
    }
  }
}
