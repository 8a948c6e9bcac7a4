package skein.systems;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import skein.core.gpu.GpuZones;
import skein.core.profile.FrameField;
import skein.core.profile.Lane;
import skein.core.profile.ZoneEvent;
import skein.core.profile.ZoneTable;

/**
 * Measures the systems of a frame: each a zone of the render thread and, from the upload on, of the
 * GPU; always the nanoseconds of each stage. Render thread; allocates nothing a frame.
 */
public final class StageProbe {
  private static final String SUFFIX = "System";

  private final ZoneTable zones;
  private final Lane lane;
  private final @Nullable GpuZones gpu;
  private boolean told;
  private final ZoneEvent event = new ZoneEvent();
  private final long[] stageNanos = new long[FrameStage.values().length];
  private final long[] stageSent = new long[FrameStage.values().length];
  private long sent;

  /**
   * @param lane the render thread's
   * @param gpu null where nothing is drawn
   */
  public StageProbe(ZoneTable zones, Lane lane, @Nullable GpuZones gpu) {
    this.zones = zones;
    this.lane = lane;
    this.gpu = gpu;
  }

  int zone(Class<?> system) {
    String name = system.getSimpleName();
    String plain =
        name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    return zones.id(plain);
  }

  /** The number of a zone's name. */
  public int zone(String name) {
    return zones.id(name);
  }

  /** Begins a zone of a stage, inside none of another; what it returns is for {@link #end}. */
  public long begin(int zone, FrameStage stage) {
    lane.begin(zone);
    told = event.isEnabled();
    if (told) {
      event.zone = zones.name(zone);
      event.stage = FrameField.STAGES.get(stage.priority()).part();
      event.begin();
    }
    if (gpu != null && draws(stage)) {
      gpu.begin(zone);
      sent = gpu.sentBytes();
    }
    return System.nanoTime();
  }

  /** Ends the zone and books its time to the stage. */
  public void end(FrameStage stage, long start) {
    stageNanos[stage.priority()] += System.nanoTime() - start;
    if (gpu != null && draws(stage)) {
      stageSent[stage.priority()] += gpu.sentBytes() - sent;
      gpu.end();
    }
    if (told) {
      event.end();
      event.commit();
    }
    lane.end();
  }

  private static boolean draws(FrameStage stage) {
    return stage.priority() >= FrameStage.UPLOAD.priority();
  }

  /** Forgets the stages' times, as a frame begins. */
  public void beginFrame() {
    Arrays.fill(stageNanos, 0);
    Arrays.fill(stageSent, 0);
  }

  /** Bytes that a stage has handed to the GPU since the frame began, without those staged. */
  public long sentBytes(FrameStage stage) {
    return stageSent[stage.priority()];
  }

  /** Nanoseconds of a stage since the frame began. */
  public long nanos(FrameStage stage) {
    return stageNanos[stage.priority()];
  }
}
