package skein.desktop.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import skein.core.budget.RunComparison;
import skein.core.budget.ZoneComparison;
import skein.core.profile.FrameField;
import skein.core.profile.ZoneSamples;
import skein.core.session.SavedRun;

/** Two sessions beside each other as a table for terminals. */
final class ComparisonText {
  private ComparisonText() {}

  static List<String> lines(SavedRun before, SavedRun after) {
    List<String> out = new ArrayList<>();
    out.add("against     " + before.name() + "   (times, 95 % interval; + worse, - better)");
    out.add(String.format(Locale.ROOT, "%-28s %-20s%26s%26s", "", "", "median", "p99"));
    double[] then = before.span().millis(FrameField.CPU_BUSY);
    double[] now = after.span().millis(FrameField.CPU_BUSY);
    if (then.length > 0 && now.length > 0) {
      row(out, "frame, CPU", "", RunComparison.of(then, now));
    }
    ZoneSamples samples = ZoneSamples.of(after.capture(), after.span());
    ZoneComparison zones =
        new ZoneComparison(ZoneSamples.of(before.capture(), before.span()), samples);
    new TreeMap<>(samples.lanes())
        .forEach(
            (lane, byName) ->
                new TreeMap<>(byName).keySet().forEach(z -> row(out, z, lane, zones.of(lane, z))));
    return out;
  }

  private static void row(
      List<String> out, String zone, String lane, @Nullable RunComparison compared) {
    if (compared != null) {
      out.add(
          String.format(
              Locale.ROOT,
              "%-28s %-20s%26s%26s",
              zone,
              lane,
              ratio(compared.median()),
              ratio(compared.p99())));
    }
  }

  private static String ratio(RunComparison.Ratio r) {
    String mark = r.regressed() ? "+" : r.improved() ? "-" : " ";
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f) %s", r.value(), r.low(), r.high(), mark);
  }
}
