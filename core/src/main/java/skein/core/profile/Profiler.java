package skein.core.profile;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import skein.core.memory.MemoryLedger;

/**
 * The lanes and their histories. Lanes are asked for by the threads that write them; {@link
 * #collect} moves what they recorded into the histories, which only the collecting thread (the
 * render thread) reads.
 *
 * <p>While it is off, which it is at first, a zone costs a counter and a test; memory is taken when
 * a lane is made.
 */
public final class Profiler implements AutoCloseable {
  /** A lane and what is kept of it. */
  public record Track(Lane lane, ZoneHistory history) {}

  private static final int RING_BITS = 14;

  private final MemoryLedger ledger;
  private final ZoneTable zones = new ZoneTable();
  private final RecordingSwitch recording = new RecordingSwitch();
  private final List<Track> tracks = new CopyOnWriteArrayList<>();
  private final long historyZones;

  /** A profiler that keeps about the last {@code historyZones} zones of each lane. */
  public Profiler(MemoryLedger ledger, long historyZones) {
    this.ledger = ledger;
    this.historyZones = historyZones;
  }

  /** Names of zones, for {@link Lane#begin}. Any thread. */
  public ZoneTable zones() {
    return zones;
  }

  /** A new lane for the thread that will write it. Any thread. */
  public Lane lane(String name) {
    Lane lane = new Lane(ledger, name, recording, RING_BITS);
    tracks.add(new Track(lane, new ZoneHistory(ledger, historyZones)));
    return lane;
  }

  /** Begins or stops to record, each lane with its next outermost zone. Any thread. */
  public void record(boolean on) {
    recording.set(on);
  }

  public boolean recording() {
    return recording.on();
  }

  /** Moves what the lanes recorded into their histories. The collecting thread. */
  public void collect() {
    for (int i = 0; i < tracks.size(); i++) {
      Track track = tracks.get(i);
      track.lane().drain(track.history());
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
      sum += tracks.get(i).lane().lost();
    }
    return sum;
  }

  /** Frees rings and histories; all writers must have stopped. */
  @Override
  public void close() {
    recording.set(false);
    for (Track track : tracks) {
      track.lane().close();
      track.history().close();
    }
    tracks.clear();
  }
}
