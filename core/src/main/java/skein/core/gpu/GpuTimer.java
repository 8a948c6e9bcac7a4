package skein.core.gpu;

import static org.lwjgl.opengl.GL45C.*;

/**
 * GPU time between two points, by timestamp queries that are read some frames later, never waiting.
 * Not available on software renderers, whose stamps say nothing. GL thread only.
 */
public final class GpuTimer implements AutoCloseable {
  private static final int PAIRS = 4;

  private final GpuContext context;
  private final int[] queries = new int[PAIRS * 2];
  private final long[] tags = new long[PAIRS];
  private final boolean available;
  private int oldest;
  private int pending;
  private boolean open;
  private long nanos;
  private long tag;

  public GpuTimer(GpuContext context) {
    this.context = context;
    available = !context.isSoftware();
    if (available) {
      glCreateQueries(GL_TIMESTAMP, queries);
      context.ledger().open("timer", 0);
    }
  }

  public boolean isAvailable() {
    return available;
  }

  /** Stamps the beginning; without a free pair this measurement is left out. */
  public void begin(long newTag) {
    open = available && pending < PAIRS;
    if (open) {
      int pair = (oldest + pending) % PAIRS;
      tags[pair] = newTag;
      glQueryCounter(queries[2 * pair], GL_TIMESTAMP);
    }
  }

  /** As {@link #end()}, with what is known only now. */
  public void end(long newTag) {
    if (open) {
      tags[(oldest + pending) % PAIRS] = newTag;
    }
    end();
  }

  public void end() {
    if (open) {
      glQueryCounter(queries[2 * ((oldest + pending) % PAIRS) + 1], GL_TIMESTAMP);
      pending++;
      open = false;
    }
  }

  /** True when one more measurement has arrived; {@link #nanos()} and {@link #tag()} tell it. */
  public boolean poll() {
    if (pending == 0) {
      return false;
    }
    int begin = queries[2 * oldest];
    int end = queries[2 * oldest + 1];
    if (glGetQueryObjecti(end, GL_QUERY_RESULT_AVAILABLE) == GL_FALSE) {
      return false;
    }
    nanos = glGetQueryObjecti64(end, GL_QUERY_RESULT) - glGetQueryObjecti64(begin, GL_QUERY_RESULT);
    tag = tags[oldest];
    oldest = (oldest + 1) % PAIRS;
    pending--;
    return true;
  }

  public long nanos() {
    return nanos;
  }

  /** What {@link #begin} was given. */
  public long tag() {
    return tag;
  }

  @Override
  public void close() {
    if (available && queries[0] != 0) {
      glDeleteQueries(queries);
      queries[0] = 0;
      context.ledger().close("timer", 0);
    }
  }
}
