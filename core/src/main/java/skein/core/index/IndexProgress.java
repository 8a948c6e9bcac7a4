package skein.core.index;

import org.jspecify.annotations.Nullable;
import skein.core.load.LoadProgress;
import skein.core.lod.CountPyramid;

/** How far a build is; written by its workers, read by any thread. */
public final class IndexProgress {
  /** Share of the whole time that the pass over the source usually takes. */
  private static final double READ_SHARE = 0.65;

  private final LoadProgress load;
  private final long startNanos = System.nanoTime();
  private volatile @Nullable CountPyramid preview;
  private volatile long peakAnonymousBytes;

  public IndexProgress(LoadProgress load) {
    this.load = load;
  }

  /** Rows, skipped rows, bounds, phase and share. */
  public LoadProgress load() {
    return load;
  }

  /** Counts of the rows read so far, replaced some times a second; null before the first rows. */
  public @Nullable CountPyramid preview() {
    return preview;
  }

  /** Most anonymous memory seen, 0 where that cannot be known. */
  public long peakAnonymousBytes() {
    return peakAnonymousBytes;
  }

  void preview(CountPyramid counts) {
    preview = counts;
  }

  /** Publishes the share of the pass over the source, 0 to 1, or less than 0 when unknown. */
  void read(double share) {
    load.share = share < 0 ? -1 : share * READ_SHARE;
    estimate();
  }

  /** Publishes the share of all there is to do, or less than 0 when unknown. */
  void all(double share) {
    load.share = share;
    estimate();
  }

  /** Publishes the share of the rows that are in blocks. */
  void finished(double share) {
    load.share = READ_SHARE + share * (1 - READ_SHARE);
    estimate();
  }

  private void estimate() {
    double share = load.share;
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    load.secondsLeft = share > 0.01 ? seconds * (1 - share) / share : -1;
    peakAnonymousBytes = Math.max(peakAnonymousBytes, AnonymousMemory.bytes());
  }
}
