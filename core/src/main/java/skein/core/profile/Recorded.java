package skein.core.profile;

import org.jspecify.annotations.Nullable;

/**
 * What was recorded, as panels read it: live ({@link LiveRecording}) or reopened ({@link Capture}).
 * Read by the collecting thread while it is live; nothing here allocates.
 */
public interface Recorded {
  /** Names of zones. */
  ZoneTable zones();

  FrameLog frames();

  /** How many lanes there are; their places are from 0 on, and they never change. */
  int lanes();

  /** Name of the lane at a place. */
  String lane(int place);

  /** Zones of the lane at a place; null while nothing was recorded. */
  @Nullable ZoneHistory history(int place);

  /** SQL of a zone in a lane of queries, by the zone's value; null when it is not known. */
  @Nullable String sql(long number);

  /** Zones that no history has. */
  long lost();

  /** Place of the lane of that name, or -1. */
  default int lanePlace(String name) {
    for (int i = 0; i < lanes(); i++) {
      if (lane(i).equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
