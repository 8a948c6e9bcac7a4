package skein.core.profile;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Durations of each zone of each lane in a span of time, in the order in which they ended, the last
 * {@link #MOST} of each: what a comparison of two runs is made from. Made by the thread that may
 * read the recording, then immutable.
 */
public final class ZoneSamples {
  /** Durations kept of a zone. */
  public static final int MOST = 2_000;

  private static final class Kept implements ZoneSink {
    private final Map<Integer, Kept> zones;
    private double[] nanos = new double[64];
    private long count;

    private Kept(Map<Integer, Kept> zones) {
      this.zones = zones;
    }

    @Override
    public void zone(int zone, long start, long end, int depth, long value) {
      zones.computeIfAbsent(zone, z -> new Kept(zones)).add((double) Math.max(1, end - start));
    }

    private void add(double duration) {
      if (count == nanos.length && nanos.length < MOST) {
        nanos = Arrays.copyOf(nanos, Math.min(MOST, nanos.length * 2));
      }
      nanos[(int) (count++ % nanos.length)] = duration;
    }

    private double[] inOrder() {
      int n = (int) Math.min(count, nanos.length);
      double[] out = new double[n];
      for (int i = 0; i < n; i++) {
        out[i] = nanos[(int) ((count - n + i) % nanos.length)];
      }
      return out;
    }
  }

  private final Map<String, Map<String, double[]>> lanes = new HashMap<>();

  private ZoneSamples() {}

  /** Reads the zones that touch the span. */
  public ZoneSamples(Recorded data, long from, long to) {
    for (int lane = 0; lane < data.lanes(); lane++) {
      ZoneHistory history = data.history(lane);
      if (history != null) {
        keep(data, lane, sink -> history.between(from, to, sink));
      }
    }
  }

  /**
   * Of a copy, on whichever thread has it.
   *
   * @param of what the copy was made from, for its names
   */
  public ZoneSamples(RecentZones copy, LiveRecording of) {
    for (int lane = 0; lane < copy.lanes(); lane++) {
      int place = lane;
      keep(of, lane, sink -> copy.replay(place, sink));
    }
  }

  private void keep(Recorded data, int lane, Consumer<ZoneSink> read) {
    Map<Integer, Kept> zones = new HashMap<>();
    read.accept(new Kept(zones));
    Map<String, double[]> byName = new HashMap<>();
    zones.forEach((zone, kept) -> byName.put(data.zones().name(zone), kept.inOrder()));
    lanes.put(data.lane(lane), byName);
  }

  /** Of the time of some frames. */
  public static ZoneSamples of(Recorded data, FrameSpan span) {
    return new ZoneSamples(data, span.startNanos(), span.endNanos());
  }

  /** The same with the last durations of each zone alone, at most so many. */
  public ZoneSamples newest(int most) {
    ZoneSamples out = new ZoneSamples();
    lanes.forEach(
        (lane, zones) -> {
          Map<String, double[]> shorter = new HashMap<>();
          zones.forEach(
              (zone, all) -> {
                int from = Math.max(0, all.length - most);
                shorter.put(zone, Arrays.copyOfRange(all, from, all.length));
              });
          out.lanes.put(lane, shorter);
        });
    return out;
  }

  /** Nanoseconds by the zone's name, by the lane's name. */
  public Map<String, Map<String, double[]>> lanes() {
    return lanes;
  }
}
