package skein.core.load;

import org.jspecify.annotations.Nullable;
import skein.core.batch.ColumnBatch;
import skein.core.block.RowCounts;
import skein.core.block.SeriesOrigin;
import skein.core.fault.SkeinException;
import skein.core.measure.DataStage;
import skein.core.measure.StageMeters;
import skein.core.queue.QueueMeter;

/** State of a load, written by its worker and read by the render thread; each field is volatile. */
public final class LoadProgress {
  /** Where a load is. */
  public enum Phase {
    READING,
    /** Reading again in the order of x, for lines whose source lies in another order. */
    ORDERING,
    CLUSTERING,
    DONE,
    CANCELLED,
    FAILED
  }

  public volatile Phase phase = Phase.READING;

  /** What went through its stages. */
  public final StageMeters stages = new StageMeters();

  /** Of the batches that are read ahead; where none are, nothing goes through. */
  public final QueueMeter batches = new QueueMeter("batches", BatchPump.AHEAD);

  /** Rows read from the source so far, plotted or skipped. */
  public volatile long rows;

  public volatile long nulls;
  public volatile long nans;
  public volatile long infinites;

  /** Rows at or below zero on a log axis. */
  public volatile long nonPositive;

  /** Share of the source, 0 to 1, or -1 when unknown. */
  public volatile double share = -1;

  /** True while an index file is built, whose rows appear when it is whole. */
  public volatile boolean indexing;

  /** Estimated seconds to the end, or -1 when unknown. */
  public volatile double secondsLeft = -1;

  /** Set before the first slab is offered. */
  public volatile @Nullable SeriesOrigin origin;

  /** Exact bounds of all plotted rows so far, as offsets from the origin; lo above hi when none. */
  public volatile double loX = Double.POSITIVE_INFINITY;

  public volatile double hiX = Double.NEGATIVE_INFINITY;
  public volatile double loY = Double.POSITIVE_INFINITY;
  public volatile double hiY = Double.NEGATIVE_INFINITY;

  /** Nanoseconds per stage: waiting for the source, building blocks, clustering. */
  public volatile long sourceNanos;

  public volatile long buildNanos;
  public volatile long clusterNanos;

  /** Nanoseconds from start to the last row, and to the end of clustering. */
  public volatile long readNanos;

  public volatile long totalNanos;

  /** Why the load failed, when the phase is FAILED. */
  public volatile @Nullable SkeinException failure;

  /** Meters a look for the next batch, which began at a time of System.nanoTime(); null: none. */
  public void read(@Nullable ColumnBatch batch, long from) {
    int pieces = batch == null ? 0 : 1;
    long bytes = batch == null ? 0 : batch.bytes();
    stages.add(DataStage.SOURCE, pieces, bytes, System.nanoTime() - from);
  }

  /** Shows what became of the rows so far, without the bounds of those plotted. */
  public void count(RowCounts counts) {
    nulls = counts.nulls;
    nans = counts.nans;
    infinites = counts.infinites;
    nonPositive = counts.nonPositive;
    rows = counts.rows;
  }

  /** Shows what became of the rows so far and the bounds of those plotted. */
  public void show(RowCounts counts) {
    count(counts);
    loX = counts.loX;
    hiX = counts.hiX;
    loY = counts.loY;
    hiY = counts.hiY;
  }

  public long plotted() {
    return rows - nulls - nans - infinites - nonPositive;
  }

  public boolean ended() {
    return phase == Phase.DONE || phase == Phase.CANCELLED || phase == Phase.FAILED;
  }
}
