package skein.core.profile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was recorded, live or reopened from a session file: the same for panels, files and reports.
 * Read by one thread while nothing collects.
 *
 * @param queries SQL by the value of a zone in a lane of queries
 */
public record Capture(ZoneTable zones, List<Track> tracks, FrameLog frames, RecentTexts queries)
    implements Recorded {
  /** A lane's name and its zones. */
  public record Track(String name, ZoneHistory history) {}

  /**
   * Lanes of the profiler that keep zones, as they are now; lanes that come later are not in it.
   */
  public static Capture of(Profiler profiler, FrameLog frames, RecentTexts queries) {
    List<Track> tracks = new ArrayList<>();
    for (Profiler.Track track : profiler.tracks()) {
      ZoneHistory history = track.history();
      if (history != null) {
        tracks.add(new Track(track.lane().name(), history));
      }
    }
    return new Capture(profiler.zones(), List.copyOf(tracks), frames, queries);
  }

  @Override
  public int lanes() {
    return tracks.size();
  }

  @Override
  public String lane(int place) {
    return tracks.get(place).name();
  }

  @Override
  public ZoneHistory history(int place) {
    return tracks.get(place).history();
  }

  @Override
  public @Nullable String sql(long number) {
    return queries.get(number);
  }

  @Override
  public long lost() {
    return 0;
  }

  /** Frees what it holds; for a copy or a reopened one, whose memory is nobody else's. */
  public void free() {
    tracks.forEach(track -> track.history().close());
    frames.close();
  }
}
