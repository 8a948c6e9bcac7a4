package skein.desktop.flight;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import skein.components.DensityComponent;
import skein.components.SeriesComponent;
import skein.core.axis.AxisWindow;
import skein.core.budget.Budgets;
import skein.core.fault.SkeinException;
import skein.core.index.IndexedLineLoader;
import skein.core.line.LineLoader;
import skein.core.load.LoadProgress;
import skein.core.load.SlabLoader;
import skein.core.measure.AllocationMeter;
import skein.core.measure.FrameRecorder;
import skein.core.source.Projection;
import skein.desktop.engine.Visualizer;
import skein.systems.view.ViewFit;

/**
 * Flies a script over the series that an engine shows: waits for its rows, warms up, then sets the
 * view of each frame by the clock, in slots of a 60th of a second, and measures. Call {@link
 * #begin} and {@link #end} around each frame. Render thread only.
 */
public final class FlightPilot {
  /** How the flight goes beside its script. */
  public record Manner(boolean untilExact, double warmUpSeconds, ZoneId zone, Budgets budgets) {}

  private enum Phase {
    LOADING,
    WARM_UP,
    FLYING,
    DONE
  }

  private static final long FRAME_NANOS = FrameRecorder.BUDGET_NANOS;

  /** A stop that waits for the exact picture is left after this time all the same. */
  private static final double MOST_HOLD_SECONDS = 120;

  /** Frames after the end of a load in which what it left in its queue is taken. */
  private static final int SETTLED_FRAMES = 3;

  private final FlightScript script;
  private final Manner manner;
  private final FlightMeter meter;
  private final AllocationMeter allocation = new AllocationMeter();
  private @Nullable FlightRoute route;
  private @Nullable FlightFilters filters;
  private @Nullable FlightReport report;
  private Phase phase = Phase.LOADING;
  private long epoch = System.nanoTime();
  private long slot;
  private boolean lateBefore;
  private boolean missed;
  private int settled;
  private int leg;
  private boolean holding;
  private double legStart;
  private long arrived;
  private long exactAfter;
  private long allocatedBefore;
  private long neededBefore;
  private long hitBefore;

  public FlightPilot(FlightScript script, Manner manner) {
    this.script = script;
    this.manner = manner;
    this.meter = new FlightMeter(script.views().size());
  }

  /**
   * Share of the blocks that came into view in the flight itself and were in memory at that moment;
   * NaN when none came. A block that stays in view counts once, one that comes back counts again.
   */
  public double blockHitRate(Visualizer v) {
    long came = v.frame().blocksNeeded - neededBefore;
    return came <= 0 ? Double.NaN : (double) (v.frame().blocksHit - hitBefore) / came;
  }

  public FlightMeter meter() {
    return meter;
  }

  public boolean done() {
    return phase == Phase.DONE;
  }

  /** What was measured; null before the end. */
  public @Nullable FlightReport report() {
    return report;
  }

  /** Keeps the report for when the engine is gone. */
  public void report(FlightReport made) {
    report = made;
  }

  /** True for frames that count. */
  public boolean flying() {
    return phase == Phase.FLYING;
  }

  /** System.nanoTime() at which the next frame is to begin. */
  public long nextSlot() {
    return epoch + ((System.nanoTime() - epoch) / FRAME_NANOS + 1) * FRAME_NANOS;
  }

  /**
   * Begins a frame: sets its view.
   *
   * @throws SkeinException when the series cannot be loaded or the script does not fit it
   */
  public void begin(Visualizer v) {
    allocatedBefore = allocation.bytes();
    if (phase == Phase.LOADING) {
      load(v);
    }
    FlightRoute held = route;
    if (held == null) {
      return;
    }
    if (phase == Phase.WARM_UP && seconds() >= manner.warmUpSeconds()) {
      takeOff(v);
    } else if (phase == Phase.WARM_UP) {
      held.warmUp(v.view(), seconds(), manner.warmUpSeconds());
    }
    if (phase == Phase.FLYING) {
      advance(v, held);
    }
  }

  /**
   * Ends a frame.
   *
   * @param cpu nanoseconds of the render thread's own work
   * @param busy nanoseconds until the frame was done, the GPU's part among them
   */
  public void end(Visualizer v, long cpu, long busy) {
    if (phase != Phase.FLYING) {
      return;
    }
    lateBefore = meter.frame(cpu, busy, allocated(), missed);
    if (holding && exactAfter < 0 && exact(v)) {
      exactAfter = System.nanoTime() - arrived;
    }
  }

  /** True when the frame shows every row where it is; lines are drawn whole in each frame. */
  private static boolean exact(Visualizer v) {
    DensityComponent d = v.density();
    boolean whole = d.current || v.series().loader instanceof LineLoader;
    return whole && d.exactShare >= 1;
  }

  /** Takes what a timer query measured of a frame that counts. */
  public void gpu(long nanos) {
    meter.gpu(nanos);
  }

  private long allocated() {
    return allocatedBefore < 0 ? -1 : allocation.bytes() - allocatedBefore;
  }

  private double seconds() {
    return (System.nanoTime() - epoch) / 1e9;
  }

  private void load(Visualizer v) {
    SeriesComponent series = v.series();
    SkeinException failure = series.failure;
    if (failure != null) {
      throw failure;
    }
    SlabLoader loader = series.loader;
    Projection projection = series.projection;
    if (loader == null || projection == null) {
      return;
    }
    LoadProgress progress = loader.progress();
    boolean moving = !progress.ended() || series.incoming != null || v.frame().queueDepth > 0;
    settled = moving ? 0 : settled + 1;
    if (settled < SETTLED_FRAMES) {
      return;
    }
    SkeinException stopped = progress.failure;
    if (stopped != null) {
      throw stopped;
    }
    AxisWindow x = new AxisWindow();
    AxisWindow y = new AxisWindow();
    if (!ViewFit.bounds(series, x, y)) {
      throw SkeinException.input(
          series.name, "it has no row with a place in the plot", "choose other columns or rows");
    }
    route = new FlightRoute(script, new FlightPath(script, projection, x, y, manner.zone()));
    if (loader instanceof IndexedLineLoader) {
      FlightFilters.checkLines(script);
    } else {
      filters = new FlightFilters(script, series.brushes, manner.zone());
    }
    phase = Phase.WARM_UP;
    epoch = System.nanoTime();
  }

  private void takeOff(Visualizer v) {
    v.frame().recorder.reset();
    neededBefore = v.frame().blocksNeeded;
    hitBefore = v.frame().blocksHit;
    v.book().limit(manner.budgets());
    phase = Phase.FLYING;
    epoch = System.nanoTime();
    slot = -1;
    lateBefore = true;
    leg = 0;
    legStart = 0;
    holding = false;
  }

  private void advance(Visualizer v, FlightRoute held) {
    long now = System.nanoTime();
    long current = Math.max(slot + 1, Math.round((now - epoch) / (double) FRAME_NANOS));
    missed = current > slot + 1 && !lateBefore;
    slot = current;
    double time = slot * (FRAME_NANOS / 1e9);
    FlightFilters ranges = filters;
    if (ranges != null) {
      ranges.apply(time);
    }
    while (leg < script.views().size()) {
      FlightScript.View view = script.views().get(leg);
      if (!holding && time - legStart < view.seconds()) {
        held.show(v.view(), leg, (time - legStart) / view.seconds());
        return;
      }
      if (!holding) {
        held.show(v.view(), leg, 1);
        arrive(view, now);
      }
      if (holding && stays(view, time - legStart)) {
        return;
      }
      leave(v, view, time);
    }
    meter.flown(now - epoch);
    phase = Phase.DONE;
  }

  private void arrive(FlightScript.View view, long now) {
    legStart += view.seconds();
    holding = view.hold() > 0;
    arrived = now;
    exactAfter = -1;
  }

  private boolean stays(FlightScript.View view, double held) {
    return held < view.hold()
        || (manner.untilExact() && exactAfter < 0 && held < MOST_HOLD_SECONDS);
  }

  private void leave(Visualizer v, FlightScript.View view, double time) {
    if (holding) {
      meter.stop(v.density().exactShare, exactAfter);
      boolean longer = manner.untilExact() && time - legStart > view.hold() + 0.1;
      legStart = longer ? time : legStart + view.hold();
    }
    holding = false;
    leg++;
  }
}
