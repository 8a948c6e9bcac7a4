package skein.desktop.engine;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.PooledEngine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.components.DensityComponent;
import skein.components.ExactComponent;
import skein.components.FrameComponent;
import skein.components.HoverComponent;
import skein.components.InputComponent;
import skein.components.LinesComponent;
import skein.components.SelectionComponent;
import skein.components.SeriesComponent;
import skein.components.StyleComponent;
import skein.components.ViewComponent;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.CpuAggregator;
import skein.core.axis.AxisWindow;
import skein.core.fault.SkeinException;
import skein.core.govern.MemoryGovernor;
import skein.core.gpu.GpuAggregator;
import skein.core.gpu.GpuContext;
import skein.core.lod.PyramidWorker;
import skein.core.measure.FrameRecorder;
import skein.core.memory.MemoryLedger;
import skein.core.residency.HostBudget;
import skein.core.residency.Residency;
import skein.systems.FramePipeline;
import skein.systems.FrameStage;
import skein.systems.aggregate.AggregateSystem;
import skein.systems.overlay.CanvasCommands;
import skein.systems.overlay.CanvasModel;
import skein.systems.overlay.PlotCommands;
import skein.systems.overlay.PlotModel;

/**
 * The engine: what systems and plots share, and the frame. With {@link Canvas} and {@link Stages}
 * the one place of wiring; window and headless runs differ in who owns context and input.
 */
public final class Visualizer implements AutoCloseable {
  private final PooledEngine engine = new PooledEngine();
  private final Entity machine = new Entity();
  private final InputComponent input = new InputComponent();
  private final FrameComponent frame;
  private final Aggregator aggregator;
  private final boolean software;
  private final Painters painters;
  private final FramePipeline pipeline;
  private final Canvas canvas;
  private final PyramidWorker pyramids;
  private final Residency residency;
  private final AggregateSystem counting;
  private final SeriesWorker worker;
  private final MemoryKeeper memory;
  private final FrameBook book;
  private final FramePace pace;

  /** Takes ownership of the aggregator; the context stays the caller's. */
  public Visualizer(
      GpuContext gpu, MemoryLedger host, Aggregator aggregator, Look look, MemoryLimits limits) {
    this.aggregator = aggregator;
    this.software = gpu.isSoftware();
    this.frame =
        new FrameComponent(
            aggregator,
            new FrameRecorder(FrameRecorder.BUDGET_NANOS),
            host,
            gpu.ledger(),
            gpu.vendor() + " " + gpu.renderer(),
            gpu.version());
    this.pyramids = new PyramidWorker(host, BackgroundPriority::take);
    this.residency =
        new Residency(
            new HostBudget(limits.hostBytes()), Residency.THREADS, BackgroundPriority::takeIdle);
    frame.residentBudget = residency.budget().bytes();
    if (aggregator instanceof GpuAggregator counter) {
      frame.poolBudget = limits.gpuBytes(gpu);
      counter.poolBytes(frame.poolBudget);
    }
    this.worker = new SeriesWorker(pyramids);
    this.painters = new Painters(gpu, host);
    this.memory =
        new MemoryKeeper(
            gpu,
            host,
            aggregator,
            residency.budget(),
            limits.processBytes(),
            painters.grids()::forget);
    frame.memory = memory.governor();
    this.book = new FrameBook(gpu, frame, input);
    this.pace = new FramePace(book.lane(), book.profiler().zones().id("count on"));
    machine.add(frame).add(book.component());
    engine.addEntity(machine);
    this.canvas = new Canvas(engine, frame, painters.grids(), worker, look);
    this.counting = new AggregateSystem(frame);
    this.pipeline =
        new Stages(frame, input, canvas.component(), painters)
            .pipeline(engine, book.probe(), pyramids, residency, counting);
  }

  /** The pipeline, for stages that only a window or an overlay adds. */
  public FramePipeline pipeline() {
    return pipeline;
  }

  public PooledEngine engine() {
    return engine;
  }

  public FrameComponent frame() {
    return frame;
  }

  public InputComponent input() {
    return input;
  }

  /** Of the active plot, as all that follow. */
  public SeriesComponent series() {
    return canvas.active().series().series();
  }

  public ViewComponent view() {
    return canvas.active().view();
  }

  public StyleComponent style() {
    return canvas.active().style();
  }

  public ExactComponent exact() {
    return canvas.active().exact();
  }

  public DensityComponent density() {
    return canvas.active().density();
  }

  /** Its lines; not active while it shows points. */
  public LinesComponent lines() {
    return canvas.active().lines();
  }

  public SelectionComponent selection() {
    return canvas.selection();
  }

  public HoverComponent hover() {
    return canvas.active().hover();
  }

  /** What watches over the process' memory. */
  public MemoryGovernor memory() {
    return memory.governor();
  }

  /** What is written down of each frame. */
  public FrameBook book() {
    return book;
  }

  /** Everything that an overlay shows of it. */
  public PlotModel model(PlotCommands commands) {
    return new PlotModel(canvas.active().entity(), machine, painters.palettes(), commands);
  }

  /** Everything that an overlay shows of all plots; without commands of plots side by side null. */
  public CanvasModel model(PlotCommands commands, @Nullable CanvasCommands canvasCommands) {
    return new CanvasModel(
        canvas.component(), frame, painters.palettes(), commands, canvasCommands);
  }

  /** An entity for each plot side by side. */
  public List<Entity> plots() {
    return canvas.component().plots;
  }

  /** Puts plots side by side, as a window or a picture starts with. */
  public void open(Views views) {
    canvas.open(views);
  }

  /** Lets all plots look at the same part of the data. */
  public void aim(AxisWindow x, AxisWindow y) {
    canvas.aim(x, y);
  }

  /** The plots side by side. */
  Canvas canvas() {
    return canvas;
  }

  /** What is shown, or null. */
  public @Nullable SeriesRequest request() {
    return canvas.active().series().request();
  }

  /**
   * Shows a series in place of the one before, in all plots that showed that.
   *
   * @param keepView true when the axes stay what they are, as after a filter
   */
  public void show(OpenedSeries opened, boolean keepView) {
    show(canvas.showing(canvas.active().series()), opened, keepView);
  }

  SeriesNode show(List<PlotNode> plots, OpenedSeries opened, boolean keepView) {
    SeriesNode shown = canvas.show(plots, opened, keepView);
    measure(opened);
    return shown;
  }

  void measure(OpenedSeries opened) {
    if (!opened.isIndexed()) {
      worker.measure(opened.source());
    }
  }

  /** The columns' ranges once they are measured, given once. */
  public @Nullable MeasuredColumns takeStatistics() {
    return worker.takeMeasured();
  }

  /** Shows why nothing (more) is shown. */
  public void fail(SkeinException failure) {
    canvas.fail(failure);
  }

  /** Lets each frame count for as long as it likes; for stills, where no frame can be late. */
  public void countWithoutHaste() {
    pace.countWithoutHaste();
  }

  /**
   * Lets frames take rows in only, or count and draw them as well. For stills: counting a
   * generation that another will replace is wasted, and frames that nobody waits for pile up in the
   * driver.
   */
  public void onlyGather(boolean on) {
    pipeline.runFrom(FrameStage.AGGREGATE, !on);
  }

  /** Places the plot area, in framebuffer pixels from the top left. */
  public void place(int x, int y, int width, int height) {
    view().place(x, y, width, height);
  }

  /**
   * Runs one frame into the bound framebuffer.
   *
   * @param seconds since the frame before
   * @param scale pixels per layout unit
   * @return true when another frame is wanted
   */
  public boolean update(float seconds, int width, int height, float scale) {
    long start = System.nanoTime();
    book.begin(start);
    frame.width = width;
    frame.height = height;
    frame.scale = scale;
    frame.busy = false;
    pace.begin(frame, start);
    canvas.begin();
    memory.letGo(counting);
    engine.update(seconds);
    input.endFrame();
    return frame.busy;
  }

  /**
   * Where the CPU draws and counts, lets views that move be counted once a frame is drawn, by
   * {@link #countOn}, and not before.
   */
  public void drawFirst() {
    frame.drawsFirst = software && aggregator instanceof CpuAggregator;
  }

  /**
   * True when {@link #countOn} would bring an exact picture nearer: threads of this machine count,
   * and rows are left.
   */
  public boolean wantsToCountOn() {
    return aggregator instanceof CpuAggregator && counting.waits();
  }

  /** Counts on, if anything waits for it, in a frame that is drawn and not late for that. */
  public void countOn() {
    if (wantsToCountOn()) {
      pace.countOn(counting);
    }
  }

  /** Books the frame's time, from the start of {@link #update} to now. */
  public void endFrame() {
    long now = System.nanoTime();
    book.end(now, frame.busy);
    frame.recorder.record(pace.end(frame, now));
  }

  @Override
  public void close() {
    memory.close();
    canvas.close();
    pipeline.close();
    worker.close();
    pyramids.close();
    residency.close();
    painters.close();
    aggregator.close();
    book.close();
  }
}
