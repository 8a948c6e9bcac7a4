package skein.core.profile;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import skein.core.memory.MemoryLedger;

/**
 * The lanes and their histories. Lanes are asked for by the threads that write them; {@link
 * #collect} moves what they recorded into the histories, which only the collecting thread (the
 * render thread) reads.
 *
 * <p>While it is off, which it is at first, a zone costs a counter and a test, and a lane has no
 * history. Histories come with {@link #record} and stay until {@link #close}.
 */
public final class Profiler implements AutoCloseable {
  /** A lane and what is kept of it. */
  public static final class Track {
    private final Lane lane;
    private volatile @Nullable ZoneHistory history;

    private Track(Lane lane) {
      this.lane = lane;
    }

    public Lane lane() {
      return lane;
    }

    /** What is kept; null when nothing was ever recorded. */
    public @Nullable ZoneHistory history() {
      return history;
    }
  }

  /** Name of the render thread's lane. */
  public static final String RENDER = "render";

  /** Name of the GPU's lane. */
  public static final String GPU = "GPU";

  private static final int RING_BITS = 14;

  /** Lanes made while recording are those of workers: fewer zones, for as long a time. */
  private static final int WORKER_SHARE = 16;

  private final MemoryLedger ledger;
  private final ZoneTable zones = new ZoneTable();
  private final RecordingSwitch recording = new RecordingSwitch();
  private final List<Track> tracks = new CopyOnWriteArrayList<>();
  private long zonesKept;

  /** A profiler that is off. */
  public Profiler(MemoryLedger ledger) {
    this.ledger = ledger;
  }

  /** Names of zones, for {@link Lane#begin}. Any thread. */
  public ZoneTable zones() {
    return zones;
  }

  /** A new lane for the thread that will write it. Any thread. */
  public synchronized Lane lane(String name) {
    Lane lane = new Lane(ledger, name, recording, RING_BITS);
    Track track = new Track(lane);
    if (zonesKept > 0) {
      track.history = new ZoneHistory(ledger, zonesKept / WORKER_SHARE);
    }
    tracks.add(track);
    return lane;
  }

  /** The lane of that name, new or of a writer that has stopped. Any thread. */
  synchronized Lane laneNamed(String name) {
    for (Track track : tracks) {
      if (track.lane.name().equals(name)) {
        return track.lane;
      }
    }
    return lane(name);
  }

  /**
   * Begins to record, each lane with its next outermost zone. Any thread.
   *
   * @param most zones that a lane keeps at least, of those made later a sixteenth; lanes that keep
   *     some already go on as they are
   */
  public synchronized void record(long most) {
    zonesKept = most;
    for (Track track : tracks) {
      if (track.history == null) {
        track.history = new ZoneHistory(ledger, most);
      }
    }
    recording.set(true);
  }

  /** Stops to record; what was recorded stays. Any thread. */
  public void stop() {
    recording.set(false);
  }

  public boolean recording() {
    return recording.on();
  }

  /** Moves what the lanes recorded into their histories. The collecting thread. */
  public void collect() {
    for (int i = 0; i < tracks.size(); i++) {
      Track track = tracks.get(i);
      ZoneHistory history = track.history;
      if (history != null) {
        track.lane.drain(history);
      }
    }
  }

  /** The lanes in the order in which they were asked for. */
  public List<Track> tracks() {
    return tracks;
  }

  /** Zones that no history has: rings were full when they ended. */
  public long lost() {
    long sum = 0;
    for (int i = 0; i < tracks.size(); i++) {
      sum += tracks.get(i).lane.lost();
    }
    return sum;
  }

  /** Frees rings and histories; all writers must have stopped. */
  @Override
  public synchronized void close() {
    recording.set(false);
    for (Track track : tracks) {
      track.lane.close();
      ZoneHistory history = track.history;
      if (history != null) {
        history.close();
      }
    }
    tracks.clear();
  }
}
