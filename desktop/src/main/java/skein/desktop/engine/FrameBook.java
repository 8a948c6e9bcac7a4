package skein.desktop.engine;

import java.util.List;
import skein.components.FrameComponent;
import skein.components.InputComponent;
import skein.components.ProfileComponent;
import skein.core.budget.Budgets;
import skein.core.govern.MemoryGovernor;
import skein.core.govern.MemoryKind;
import skein.core.gpu.GpuContext;
import skein.core.gpu.GpuZones;
import skein.core.measure.AllocationMeter;
import skein.core.measure.DataStage;
import skein.core.measure.FrameRecorder;
import skein.core.profile.FrameEvent;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;
import skein.core.profile.JvmWatch;
import skein.core.profile.Lane;
import skein.core.profile.Profiler;
import skein.systems.FrameStage;
import skein.systems.StageProbe;

/**
 * Writes down each frame: when it should have begun and did, where its time went, what it
 * allocated, when its picture was handed over. Render thread; allocates nothing a frame.
 */
public final class FrameBook implements AutoCloseable {
  private static final int FRAMES = 20_000;

  /** Frames over which the share of dropped ones is taken. */
  private static final int DROP_FRAMES = 600;

  private static final FrameStage[] STAGES = FrameStage.values();

  /** The stages of data's way that frames do. */
  private static final List<DataStage> MADE =
      List.of(
          DataStage.INGEST,
          DataStage.UPLOAD,
          DataStage.AGGREGATE,
          DataStage.DRAW,
          DataStage.OVERLAY);

  private static final List<FrameField> MADE_NANOS =
      List.of(
          FrameField.INGEST,
          FrameField.UPLOAD,
          FrameField.AGGREGATE,
          FrameField.DRAW,
          FrameField.OVERLAY);
  private static final List<FrameField> MADE_BYTES =
      List.of(
          FrameField.INGESTED,
          FrameField.UPLOADED,
          FrameField.COUNTED,
          FrameField.DRAWN,
          FrameField.OVERLAID);

  private final GpuContext context;
  private final Profiler profiler;
  private final FrameLog log;
  private final Lane lane;
  private final GpuZones gpu;
  private final StageProbe probe;
  private final AllocationMeter meter = new AllocationMeter();
  private final FrameEvent event = new FrameEvent();
  private final int frameZone;
  private final int finishZone;
  private final FrameComponent facts;
  private final InputComponent input;
  private final ProfileComponent component;
  private final JvmWatcher watcher;
  private FrameLimits limits = new FrameLimits(Budgets.usual());
  private long frame = -1;
  private long start;
  private long end;
  private long finishing;
  private long intended;
  private long allocated;
  private long staged;
  private long presented;
  private long firstFrame;
  private long dropped;
  private long eventAt;
  private boolean follows;
  private boolean paced;
  private boolean told;

  FrameBook(GpuContext context, FrameComponent facts, InputComponent input) {
    this.context = context;
    this.facts = facts;
    this.input = input;
    profiler = new Profiler(facts.host);
    log = new FrameLog(facts.host, FRAMES);
    lane = profiler.lane(Profiler.RENDER);
    gpu = new GpuZones(context, profiler.lane(Profiler.GPU), log);
    probe = new StageProbe(profiler.zones(), lane, gpu);
    component = new ProfileComponent(profiler, log);
    component.budgets = limits.watch();
    watcher = new JvmWatcher(profiler);
    frameZone = profiler.zones().id("frame");
    finishZone = profiler.zones().id("finish drawing");
  }

  public Profiler profiler() {
    return profiler;
  }

  public FrameLog log() {
    return log;
  }

  /** Puts other limits in place of the usual ones. */
  public void limit(Budgets budgets) {
    limits = new FrameLimits(budgets);
    firstFrame = log.next();
    dropped = 0;
    component.budgets = limits.watch();
  }

  /** What holds the frames against the limits. */
  public FrameLimits limits() {
    return limits;
  }

  /** All of it, for those who show it. */
  public ProfileComponent component() {
    return component;
  }

  /** What measures the systems. */
  public StageProbe probe() {
    return probe;
  }

  void begin(long now) {
    if (frame >= 0) {
      profiler.collect();
    }
    watcher.follow(component);
    paced = follows && frame >= 0;
    intended = paced ? intended + FrameRecorder.BUDGET_NANOS : now;
    if (now - intended > FrameRecorder.BUDGET_NANOS || now < intended) {
      intended = now;
    }
    frame = log.begin();
    if (frame - DROP_FRAMES > firstFrame) {
      dropped -= Math.max(0, log.get(frame - DROP_FRAMES - 1, FrameField.DROPPED));
    }
    told = event.isEnabled();
    if (told) {
      event.begin();
    }
    start = now;
    eventAt = input.firstEventNanos;
    log.set(frame, FrameField.START, now);
    log.set(frame, FrameField.INTENDED, intended);
    lane.begin(frameZone);
    gpu.beginFrame(frame);
    probe.beginFrame();
    staged = context.stagedBytes();
    allocated = meter.bytes();
  }

  /** The render thread's zones. */
  public Lane lane() {
    return lane;
  }

  /** Waiting until everything is drawn begins; part of the frame. */
  public void beginFinish() {
    lane.begin(finishZone);
    finishing = System.nanoTime();
  }

  /** Everything is drawn. */
  public void endFinish() {
    log.set(frame, FrameField.FINISH, System.nanoTime() - finishing);
    lane.end();
  }

  /** The frame's work is done; whether another is to follow at once. */
  void end(long now, boolean another) {
    long bytes = meter.bytes() - allocated;
    lane.end(frame);
    end = now;
    follows = another;
    log.set(frame, FrameField.CPU_BUSY, now - start);
    for (int s = 0; s < STAGES.length; s++) {
      log.set(frame, FrameField.STAGES.get(s), probe.nanos(STAGES[s]));
    }
    log.set(frame, FrameField.ALLOCATED, bytes);
    log.set(frame, FrameField.INGESTED, facts.ingestedBytes);
    log.set(frame, FrameField.UPLOADED, context.stagedBytes() - staged);
    log.set(frame, FrameField.COUNTED, facts.countedBytes);
    log.set(frame, FrameField.DRAWN, probe.sentBytes(FrameStage.DRAW));
    log.set(frame, FrameField.OVERLAID, probe.sentBytes(FrameStage.OVERLAY));
    for (int s = 0; s < MADE.size(); s++) {
      long stage = log.get(frame, MADE_NANOS.get(s));
      facts.stages.add(MADE.get(s), log.get(frame, MADE_BYTES.get(s)), stage);
    }
    log.set(frame, FrameField.QUEUE_DEPTH, facts.queueDepth);
    log.set(frame, FrameField.ROWS, facts.rowsDrawn);
    limits.check(log, frame, now);
    alert(now);
    if (told) {
      event.end();
      event.frame = frame;
      event.startNanos = start;
      event.cpuBusy = now - start;
      event.allocated = bytes;
      event.late = now - start > FrameRecorder.BUDGET_NANOS;
      event.commit();
    }
  }

  /** Holds against the limits what is no measure of a frame. */
  private void alert(long now) {
    JvmWatch watch = component.live.watch();
    if (watch != null) {
      limits.checkJvm(watch.facts().takePause(), watch.facts().takeQuery(), now);
    }
    MemoryGovernor memory = facts.memory;
    double used = Double.NaN;
    if (memory != null && memory.budget(MemoryKind.PROCESS) > 0) {
      used = (double) memory.used(MemoryKind.PROCESS) / memory.budget(MemoryKind.PROCESS);
    }
    boolean known = frame - firstFrame >= DROP_FRAMES;
    double drops = known ? (double) dropped / (DROP_FRAMES + dropped) : Double.NaN;
    limits.checkShares(facts.blockHitRate, used, drops, now);
  }

  /** The frame's picture was handed to the display, or, without one, was drawn. */
  public void presented(long now) {
    if (frame < 0) {
      return;
    }
    log.set(frame, FrameField.PRESENT, now);
    log.set(frame, FrameField.WAIT, now - end);
    if (eventAt != 0) {
      log.set(frame, FrameField.INPUT_LATENCY, now - eventAt);
      limits.checkPresented(log, frame, now);
    }
    if (presented != 0 && paced) {
      long slots = Math.round((double) (now - presented) / FrameRecorder.BUDGET_NANOS);
      log.set(frame, FrameField.DROPPED, Math.max(0, slots - 1));
      dropped += Math.max(0, slots - 1);
    }
    presented = now;
  }

  @Override
  public void close() {
    watcher.close();
    gpu.close();
    log.close();
    profiler.close();
  }
}
