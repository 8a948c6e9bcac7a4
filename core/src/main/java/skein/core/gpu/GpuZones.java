package skein.core.gpu;

import static org.lwjgl.opengl.GL45C.*;

import skein.core.profile.ClockAlign;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;
import skein.core.profile.Lane;

/**
 * Zones on the GPU's own time: timestamp queries around passes, read frames later, never waiting,
 * and recorded in a lane on the CPU's clock. The clocks are compared by stamps that are sent while
 * nothing else is under way, a few a second; asking the GPU for its time would wait for it.
 * Software renderers have no times ({@link #isAvailable}); there nothing is asked. GL thread only,
 * which also writes the lane.
 */
public final class GpuZones implements AutoCloseable {
  private static final int STAMPS = 1 << 11;
  private static final int MOST_DEPTH = 16;
  private static final long COMPARE_NANOS = 200_000_000;
  private static final int END = -1;
  private static final int COMPARE = -2;

  private final GpuContext context;
  private final Lane lane;
  private final FrameLog frames;
  private final boolean available;
  private final ClockAlign clock = new ClockAlign();
  private final int[] queries = new int[STAMPS];
  private final int[] marks = new int[STAMPS];
  private final long[] tags = new long[STAMPS];
  private final int[] zones = new int[MOST_DEPTH];
  private final long[] starts = new long[MOST_DEPTH];
  private long oldest;
  private long next;
  private int open;
  private int skipped;
  private int readDepth;
  private long frame;
  private long busyFrame = -1;
  private long busy;
  private long compared;

  /** Zones recorded in {@code lane}; each frame's sum goes to {@code frames}. */
  public GpuZones(GpuContext context, Lane lane, FrameLog frames) {
    this.context = context;
    this.lane = lane;
    this.frames = frames;
    available = !context.isSoftware();
    if (available) {
      glCreateQueries(GL_TIMESTAMP, queries);
      context.ledger().open("gpu.zones", 0);
    }
  }

  /** {@code System.nanoTime} at which the GPU's clock stood at a stamp, as zones are placed. */
  public long toCpu(long stamp) {
    return clock.toCpu(stamp);
  }

  /** How much faster the GPU's clock runs: its nanoseconds gained in one of the CPU's. */
  public double drift() {
    return clock.drift();
  }

  /** Bytes handed to the GPU so far, without those staged. */
  public long sentBytes() {
    return context.sentBytes();
  }

  /** False where the driver's timers say nothing. */
  public boolean isAvailable() {
    return available;
  }

  /**
   * Begins a frame: reads what has arrived, and compares the clocks when the GPU has nothing to do.
   */
  public void beginFrame(long newFrame) {
    if (!available) {
      return;
    }
    read();
    frame = newFrame;
    long now = System.nanoTime();
    if (oldest == next && now - compared > COMPARE_NANOS) {
      compared = now;
      stamp(COMPARE, System.nanoTime());
      glFlush();
    }
  }

  /** Begins a zone inside those begun; left out where too many have not been read. */
  public void begin(int zone) {
    if (!available) {
      return;
    }
    if (skipped > 0 || open == MOST_DEPTH || next - oldest + open + 2 > STAMPS) {
      skipped++;
      return;
    }
    open++;
    stamp(zone, frame);
  }

  /** Ends the innermost zone. */
  public void end() {
    if (!available) {
      return;
    }
    if (skipped > 0) {
      skipped--;
      return;
    }
    open--;
    stamp(END, frame);
  }

  private void stamp(int mark, long tag) {
    int slot = (int) (next % STAMPS);
    marks[slot] = mark;
    tags[slot] = tag;
    glQueryCounter(queries[slot], GL_TIMESTAMP);
    next++;
  }

  private void read() {
    while (oldest < next) {
      int slot = (int) (oldest % STAMPS);
      if (glGetQueryObjecti(queries[slot], GL_QUERY_RESULT_AVAILABLE) == GL_FALSE) {
        return;
      }
      take(marks[slot], tags[slot], glGetQueryObjecti64(queries[slot], GL_QUERY_RESULT));
      oldest++;
    }
  }

  private void take(int mark, long tag, long stamp) {
    if (mark == COMPARE) {
      clock.add(tag, stamp);
    } else if (mark == END) {
      readDepth--;
      if (clock.known()) {
        long start = clock.toCpu(starts[readDepth]);
        lane.span(zones[readDepth], start, clock.toCpu(stamp), readDepth, tag);
      }
      if (readDepth == 0) {
        book(tag, stamp - starts[0]);
      }
    } else {
      zones[readDepth] = mark;
      starts[readDepth] = stamp;
      readDepth++;
    }
  }

  private void book(long tag, long nanos) {
    busy = tag == busyFrame ? busy + nanos : nanos;
    busyFrame = tag;
    frames.set(tag, FrameField.GPU_BUSY, busy);
  }

  @Override
  public void close() {
    if (available && queries[0] != 0) {
      glDeleteQueries(queries);
      queries[0] = 0;
      context.ledger().close("gpu.zones", 0);
    }
  }
}
