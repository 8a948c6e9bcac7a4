package skein.core.profile;

import java.util.List;
import java.util.Locale;

/** What is known of a frame, one whole number each; times in nanoseconds. */
public enum FrameField {
  /** Number of the frame since the program began. */
  FRAME("frame", Unit.COUNT),
  /** {@code System.nanoTime} at which work began. */
  START("startNs", Unit.INSTANT),
  /** {@code System.nanoTime} at which the frame should have been presented. */
  INTENDED("intendedNs", Unit.INSTANT),
  /** {@code System.nanoTime} at which it was given to the display, or its drawing was done. */
  PRESENT("presentNs", Unit.INSTANT),
  /** The render thread's work, waiting for the display not counted. */
  CPU_BUSY("cpuBusyNs", Unit.NANOS),
  /**
   * From the GPU's first to its last work of the frame, {@link FrameLog#UNKNOWN} without timers.
   */
  GPU_BUSY("gpuBusyNs", Unit.NANOS),
  /** Waiting for the display or for the next frame's time. */
  WAIT("waitNs", Unit.NANOS),
  INPUT("inputNs", Unit.NANOS),
  INGEST("ingestNs", Unit.NANOS),
  UPLOAD("uploadNs", Unit.NANOS),
  LOD("lodNs", Unit.NANOS),
  AGGREGATE("aggregateNs", Unit.NANOS),
  DRAW("drawNs", Unit.NANOS),
  OVERLAY("overlayNs", Unit.NANOS),
  /** Waiting until everything was drawn, where no display takes the picture. */
  FINISH("finishNs", Unit.NANOS),
  /** From the oldest mouse or key event of the frame to its presentation. */
  INPUT_LATENCY("inputToPresentNs", Unit.NANOS),
  /** Bytes that the render thread allocated on the heap. */
  ALLOCATED("allocatedBytes", Unit.BYTES),
  /** Bytes of blocks taken out of queues. */
  INGESTED("ingestedBytes", Unit.BYTES),
  /** Bytes of blocks handed to the GPU. */
  UPLOADED("uploadedBytes", Unit.BYTES),
  /** Bytes of the coordinates of the rows looked at for counting. */
  COUNTED("countedBytes", Unit.BYTES),
  /** Bytes handed to the GPU for drawing, the overlay's not among them. */
  DRAWN("drawnBytes", Unit.BYTES),
  /** Bytes handed to the GPU for the overlay. */
  OVERLAID("overlayBytes", Unit.BYTES),
  /** Slabs waiting in queues. */
  QUEUE_DEPTH("queueDepth", Unit.COUNT),
  /** Rows in the blocks drawn. */
  ROWS("rows", Unit.COUNT),
  /** Millionths of the rows in view that are counted exactly. */
  EXACT("exactPpm", Unit.COUNT),
  /** Frames of the display that passed without a new picture before this one. */
  DROPPED("droppedFrames", Unit.COUNT);

  /** The stages of a frame in their order. */
  public static final List<FrameField> STAGES =
      List.of(INPUT, INGEST, UPLOAD, LOD, AGGREGATE, DRAW, OVERLAY);

  /** Everything that the render thread's work is made of. */
  public static final List<FrameField> PARTS =
      List.of(INPUT, INGEST, UPLOAD, LOD, AGGREGATE, DRAW, OVERLAY, FINISH);

  /** What a field's number counts. */
  public enum Unit {
    COUNT,
    NANOS,
    INSTANT,
    BYTES
  }

  private final String key;
  private final Unit unit;
  private final String part;

  FrameField(String key, Unit unit) {
    this.key = key;
    this.unit = unit;
    this.part = name().toLowerCase(Locale.ROOT);
  }

  /** Its place in a row. */
  @SuppressWarnings("EnumOrdinal") // their order is the row's
  int place() {
    return ordinal();
  }

  /** Its name in files. */
  public String key() {
    return key;
  }

  public Unit unit() {
    return unit;
  }

  /** A part's name, such as {@code aggregate}. */
  public String part() {
    return part;
  }
}
