package skein.core.profile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.memory.MemoryLedger;

/** What a profiler records now. The collecting thread. */
public final class LiveRecording implements Recorded {
  private final Profiler profiler;
  private final FrameLog frames;
  private @Nullable JvmWatch watch;

  public LiveRecording(Profiler profiler, FrameLog frames) {
    this.profiler = profiler;
    this.frames = frames;
  }

  /** Who knows the SQL of queries and what the JVM does; kept when the watch has ended. */
  public void watch(JvmWatch newest) {
    watch = newest;
  }

  /** What was told last; null until the JVM is watched. */
  public @Nullable JvmWatch watch() {
    return watch;
  }

  @Override
  public ZoneTable zones() {
    return profiler.zones();
  }

  @Override
  public FrameLog frames() {
    return frames;
  }

  @Override
  public int lanes() {
    return profiler.tracks().size();
  }

  @Override
  public String lane(int place) {
    return profiler.tracks().get(place).lane().name();
  }

  @Override
  public @Nullable ZoneHistory history(int place) {
    return profiler.tracks().get(place).history();
  }

  @Override
  public @Nullable String sql(long number) {
    JvmWatch known = watch;
    return known == null ? null : known.queries().get(number);
  }

  @Override
  public long lost() {
    return profiler.lost();
  }

  /**
   * A copy of what is recorded by now, for another thread; copies some megabytes. Whoever asks
   * closes its histories and its frames.
   */
  public Capture copy(MemoryLedger ledger) {
    List<Capture.Track> tracks = new ArrayList<>();
    for (Profiler.Track track : profiler.tracks()) {
      ZoneHistory history = track.history();
      if (history != null && history.deepest() >= 0) {
        tracks.add(new Capture.Track(track.lane().name(), history.copy(ledger)));
      }
    }
    JvmWatch known = watch;
    RecentTexts queries = known == null ? new RecentTexts(1) : known.queries();
    return new Capture(profiler.zones(), List.copyOf(tracks), frames.copy(ledger), queries);
  }
}
