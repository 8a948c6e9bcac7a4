package skein.core.block;

import java.util.Arrays;

/** Growing list of row ranges: where each starts in the permutation, and its rows. */
final class RunList {
  private long[] starts = new long[64];
  private long[] counts = new long[64];
  private int size;

  void add(long start, long count) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    starts[size] = start;
    counts[size++] = count;
  }

  void addAll(RunList other) {
    for (int i = 0; i < other.size; i++) {
      add(other.starts[i], other.counts[i]);
    }
  }

  int size() {
    return size;
  }

  long start(int i) {
    return starts[i];
  }

  long count(int i) {
    return counts[i];
  }

  /** Cuts a range into runs of at most a block's rows. */
  void addCut(long start, long count) {
    for (long at = 0; at < count; at += BlockSlab.MAX_ROWS) {
      add(start + at, Math.min(BlockSlab.MAX_ROWS, count - at));
    }
  }

  /** The same ranges by their start. */
  RunList sorted() {
    long[][] pairs = new long[size][];
    for (int i = 0; i < size; i++) {
      pairs[i] = new long[] {starts[i], counts[i]};
    }
    Arrays.sort(pairs, (p, q) -> Long.compare(p[0], q[0]));
    RunList out = new RunList();
    for (long[] pair : pairs) {
      out.add(pair[0], pair[1]);
    }
    return out;
  }
}
