package skein.components;

import com.badlogic.ashley.core.Component;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.Aggregator;
import skein.core.govern.MemoryGovernor;
import skein.core.measure.FrameRecorder;
import skein.core.measure.StageMeters;
import skein.core.memory.MemoryLedger;

/** Facts of the running engine, one entity for all. */
public final class FrameComponent implements Component {
  public final Aggregator aggregator;
  public final FrameRecorder recorder;
  public final MemoryLedger host;
  public final MemoryLedger gpu;

  /** "GL_VENDOR GL_RENDERER" and GL_VERSION. */
  public final String renderer;

  public final String glVersion;

  /** Framebuffer size in pixels, and pixels per layout unit (HiDPI times the UI scale). */
  public int width = 1;

  public int height = 1;
  public float scale = 1;

  /** Bytes uploaded to the GPU in this frame. */
  public long uploadedBytes;

  /** Bytes of blocks taken out of queues in this frame. */
  public long ingestedBytes;

  /** Bytes of the coordinates of the rows that were looked at for counting in this frame. */
  public long countedBytes;

  /** What went through the stages of all frames, and of series that were closed. */
  public final StageMeters stages = new StageMeters();

  /** Slabs waiting in queues. */
  public int queueDepth;

  /** Rows in the blocks drawn this frame. */
  public long rowsDrawn;

  /**
   * Share of the blocks in view that were resident when they were needed, over all frames; NaN
   * where nothing counts it.
   */
  public double blockHitRate = Double.NaN;

  /** Blocks that came into view so far, and those of them that were in memory at that moment. */
  public long blocksNeeded;

  public long blocksHit;

  /** Bytes of indexed blocks in host memory, and what they may take at most. */
  public long residentBytes;

  public long residentBudget;

  /** Bytes that indexed blocks may take on the GPU; 0 when nothing is counted there. */
  public long poolBudget;

  /** System.nanoTime() at which the frame must be done with aggregating. */
  public long aggregateDeadline;

  /**
   * Views that move are counted once the frame is drawn: where drawing is the CPU's work, what it
   * takes is known then, and a slow one costs counting instead of the frame.
   */
  public boolean drawsFirst;

  /** Nanoseconds that counting took in this frame. */
  public long aggregateNanos;

  /** Bytes that go to the GPU in a frame where nothing was measured: a gigabyte a second. */
  public static final long USUAL_UPLOAD_BYTES = 16L << 20;

  /** Bytes that may go to the GPU in a frame. */
  public long uploadBudget = USUAL_UPLOAD_BYTES;

  /** Rows up to which views need no count levels: a frame's least time counts them; 0 for none. */
  public long directRows;

  /** Share of the usual time for counting that a frame takes, less than 1 after late frames. */
  public double countShare = 1;

  /** Levels that what is drawn behind exact grids is coarser than it could be. */
  public int lodBias;

  /** Figures are renewed so many times less often than usual. */
  public int overlayInterval = 1;

  /** What watches over the process' memory; null where nothing does. */
  public @Nullable MemoryGovernor memory;

  /** True when something on screen will still change without input: keep drawing. */
  public boolean busy;

  /** Sets the quality of the next frame. */
  public void quality(double ofCounting, int ofLevels, int ofOverlay) {
    countShare = ofCounting;
    lodBias = ofLevels;
    overlayInterval = ofOverlay;
  }

  public FrameComponent(
      Aggregator aggregator,
      FrameRecorder recorder,
      MemoryLedger host,
      MemoryLedger gpu,
      String renderer,
      String glVersion) {
    this.aggregator = aggregator;
    this.recorder = recorder;
    this.host = host;
    this.gpu = gpu;
    this.renderer = renderer;
    this.glVersion = glVersion;
  }
}
