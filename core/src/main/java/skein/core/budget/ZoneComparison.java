package skein.core.budget;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skein.core.profile.ZoneSamples;

/** Each zone of a run against the zone of the same name in the same lane of another. Any thread. */
public final class ZoneComparison {
  /** Fewer durations say nothing of a spread. */
  public static final int LEAST = 20;

  private static final int ROUNDS = 200;

  private final Map<String, Map<String, RunComparison>> lanes = new HashMap<>();

  /** Takes part of a second for some dozens of zones. */
  public ZoneComparison(ZoneSamples before, ZoneSamples after) {
    this(before, after, ROUNDS);
  }

  /** The same with so many rounds of the bootstrap. */
  public ZoneComparison(ZoneSamples before, ZoneSamples after, int rounds) {
    after
        .lanes()
        .forEach(
            (lane, zones) -> {
              Map<String, double[]> old = before.lanes().getOrDefault(lane, Map.of());
              Map<String, RunComparison> out = new HashMap<>();
              zones.forEach(
                  (zone, now) -> {
                    double[] then = old.get(zone);
                    if (then != null && then.length >= LEAST && now.length >= LEAST) {
                      out.put(zone, RunComparison.of(then, now, rounds));
                    }
                  });
              lanes.put(lane, out);
            });
  }

  /** How a zone changed; null where one of the runs has too few of it. */
  public @Nullable RunComparison of(String lane, String zone) {
    Map<String, RunComparison> zones = lanes.get(lane);
    return zones == null ? null : zones.get(zone);
  }
}
