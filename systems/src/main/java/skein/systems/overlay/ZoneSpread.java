package skein.systems.overlay;

import imgui.ImDrawList;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.profile.ZoneStats;

/**
 * How the durations of a zone spread, on a logarithmic axis; those of another run as an outline.
 * Render thread; allocates nothing.
 */
final class ZoneSpread {
  private static final int BINS = 48;
  private static final double FIRST_BIN = 100;
  private static final double RATIO = 1.36;

  private final TextRun text = new TextRun();
  private final long[] bins = new long[BINS];
  private final long[] otherBins = new long[BINS];

  void draw(
      ImDrawList list,
      Ui ui,
      ZoneStats of,
      int zone,
      String name,
      @Nullable ZoneStats other,
      int otherZone,
      float x,
      float y,
      float w) {
    float h = ui.px(90);
    ui.fonts().text().drawCut(list, x, y, ui.ink(), name, w);
    float top = y + ui.px(22);
    list.addRectFilled(x, top, x + w, top + h, Theme.ink(ui.theme().window(), 0.8f), ui.px(2));
    of.bins(zone, FIRST_BIN, RATIO, bins);
    if (other == null) {
      java.util.Arrays.fill(otherBins, 0);
    } else {
      other.bins(otherZone, FIRST_BIN, RATIO, otherBins);
    }
    int first = BINS;
    int last = -1;
    for (int b = 0; b < BINS; b++) {
      if (bins[b] > 0 || otherBins[b] > 0) {
        first = Math.min(first, b);
        last = b;
      }
    }
    if (last < 0) {
      return;
    }
    first = Math.max(0, first - 1);
    last = Math.min(BINS - 1, last + 1);
    float bar = w / (last - first + 1);
    bars(list, bins, first, last, x, top, bar, h, ZoneText.ink(ui.theme(), zone), true);
    if (other != null) {
      bars(list, otherBins, first, last, x, top, bar, h, ui.ink(), false);
    }
    Face mono = ui.fonts().monoSmall();
    float below = top + h + ui.px(2);
    double low = FIRST_BIN * Math.pow(RATIO, first);
    double high = FIRST_BIN * Math.pow(RATIO, last + 1);
    mono.draw(list, x, below, ui.muted(), ZoneText.duration(text.clear(), low));
    mono.drawRight(list, x + w, below, ui.muted(), ZoneText.duration(text.clear(), high));
    AxisFormat.grouped(text.clear(), of.count(zone));
    text.add(" times");
    if (other != null) {
      text.add(", outline then");
    }
    ui.fonts().small().draw(list, x, below + ui.px(18), ui.muted(), text);
  }

  /** Heights are shares of the run's own zones, so that runs of different length compare. */
  private static void bars(
      ImDrawList list,
      long[] counts,
      int first,
      int last,
      float x,
      float top,
      float bar,
      float h,
      int ink,
      boolean filled) {
    long most = 1;
    for (long n : counts) {
      most = Math.max(most, n);
    }
    for (int b = first; b <= last; b++) {
      if (counts[b] > 0) {
        float height = (float) Math.max(1.5, Math.sqrt((double) counts[b] / most) * h);
        float left = x + (b - first) * bar;
        float y = top + h - height;
        if (filled) {
          list.addRectFilled(left, y, left + bar - 1, top + h, ink);
        } else {
          list.addRectFilled(left, y, left + bar - 1, y + 2, ink);
        }
      }
    }
  }
}
