package skein.core.profile;

/** Takes the zones that a lane has recorded, in the order in which they ended. */
@FunctionalInterface
public interface ZoneSink {
  /**
   * One zone.
   *
   * @param zone number of its name
   * @param start in {@code System.nanoTime}
   * @param end as start, never before it
   * @param depth zones of the same lane around it
   * @param value what the writer said of it (bytes, rows, a frame), 0 for nothing
   */
  void zone(int zone, long start, long end, int depth, long value);
}
