package skein.core.measure;

import java.util.Arrays;

/**
 * Frame times of the last {@link #WINDOW} frames and totals since {@link #reset}. Render thread
 * only; allocates nothing after construction.
 */
public final class FrameRecorder {
  /** Frames in the rolling window. */
  public static final int WINDOW = 600;

  /** Frame budget at 60 FPS in nanoseconds. */
  public static final long BUDGET_NANOS = 16_666_667L;

  private final long budgetNanos;
  private final long[] ring = new long[WINDOW];
  private final long[] scratch = new long[WINDOW];
  private final float[] graphMillis = new float[WINDOW];
  private final org.HdrHistogram.Histogram all =
      new org.HdrHistogram.Histogram(1_000, 10_000_000_000L, 3);
  private long frames;
  private long late;

  public FrameRecorder(long budgetNanos) {
    this.budgetNanos = budgetNanos;
  }

  /** Records one frame's busy time, from its start to the end of its work. */
  public void record(long nanos) {
    int slot = (int) (frames % WINDOW);
    ring[slot] = nanos;
    graphMillis[slot] = nanos / 1e6f;
    frames++;
    if (nanos > budgetNanos) {
      late++;
    }
    all.recordValue(Math.min(Math.max(nanos, 1_000), 10_000_000_000L));
  }

  /** What is recorded so far; later frames do not change it. */
  public FrameRecorder copy() {
    FrameRecorder copy = new FrameRecorder(budgetNanos);
    System.arraycopy(ring, 0, copy.ring, 0, WINDOW);
    System.arraycopy(graphMillis, 0, copy.graphMillis, 0, WINDOW);
    copy.all.add(all);
    copy.frames = frames;
    copy.late = late;
    return copy;
  }

  public long frames() {
    return frames;
  }

  /** Frames over budget since the last reset. */
  public long lateFrames() {
    return late;
  }

  /** Ring of milliseconds for a graph; the oldest is at {@link #graphOffset()}. */
  public float[] graphMillis() {
    return graphMillis;
  }

  public int graphOffset() {
    return (int) (frames % WINDOW);
  }

  /** Percentile in milliseconds over the rolling window, 0 when no frame is recorded. */
  public double windowPercentile(double percent) {
    int n = (int) Math.min(frames, WINDOW);
    if (n == 0) {
      return 0;
    }
    System.arraycopy(ring, 0, scratch, 0, n);
    int index = (int) Math.ceil(percent / 100 * n) - 1;
    return select(n, Math.max(0, Math.min(n - 1, index))) / 1e6;
  }

  /** Hoare's selection: Arrays.sort allocates for each partition since JDK 22. */
  private long select(int n, int index) {
    int lo = 0;
    int hi = n - 1;
    while (lo < hi) {
      long pivot = scratch[(lo + hi) >>> 1];
      int i = lo;
      int j = hi;
      while (i <= j) {
        while (scratch[i] < pivot) {
          i++;
        }
        while (scratch[j] > pivot) {
          j--;
        }
        if (i <= j) {
          long held = scratch[i];
          scratch[i++] = scratch[j];
          scratch[j--] = held;
        }
      }
      if (index <= j) {
        hi = j;
      } else if (index >= i) {
        lo = i;
      } else {
        break;
      }
    }
    return scratch[index];
  }

  /** Percentile in milliseconds over all frames since the last reset. */
  public double percentile(double percent) {
    return frames == 0 ? 0 : all.getValueAtPercentile(percent) / 1e6;
  }

  public double maxMillis() {
    return frames == 0 ? 0 : all.getMaxValue() / 1e6;
  }

  public void reset() {
    frames = 0;
    late = 0;
    all.reset();
    Arrays.fill(ring, 0);
    Arrays.fill(graphMillis, 0);
  }
}
