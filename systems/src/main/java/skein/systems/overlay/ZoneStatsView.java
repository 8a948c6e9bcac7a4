package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import java.util.List;
import skein.components.ProfileComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.profile.Profiler;
import skein.core.profile.ZoneHistory;
import skein.core.profile.ZoneStats;

/**
 * A row for each zone of each lane in a span of time, those with most time first, and how the
 * durations of the chosen one spread. Render thread; allocates when a zone is first seen.
 */
final class ZoneStatsView {
  private static final int REFRESH_FRAMES = 30;
  private static final int MOST_ROWS = 512;
  private static final int BINS = 48;
  private static final double FIRST_BIN = 100;
  private static final double RATIO = 1.36;
  private static final String[] HEADS = {"count", "p50", "p99", "max", "self", "total"};
  private static final float COLUMN = 78;

  private final TextRun text = new TextRun();
  private final long[] bins = new long[BINS];
  private final long[] totals = new long[MOST_ROWS];
  private final int[] zones = new int[MOST_ROWS];
  private final int[] lanes = new int[MOST_ROWS];
  private ZoneStats[] stats = {};
  private int rows;
  private int age;
  private long seenFrom;
  private int chosenZone = -1;
  private int chosenLane;

  void draw(
      ImDrawList list,
      Ui ui,
      ProfileComponent profile,
      ProfileClock clock,
      CharSequence search,
      float w) {
    if (age++ % REFRESH_FRAMES == 0 || (clock.held() && clock.from() != seenFrom)) {
      refresh(profile, clock, search);
    }
    float x = ImGui.getCursorScreenPosX();
    float top = ImGui.getCursorScreenPosY();
    float row = ui.px(20);
    float side = chosenZone >= 0 ? Math.min(ui.px(280), w * 0.35f) : 0;
    float right = x + w - side;
    float y = heads(list, ui, x, top, right, row);
    List<Profiler.Track> tracks = profile.profiler.tracks();
    for (int r = 0; r < rows; r++) {
      ImGui.setCursorScreenPos(x, y);
      ImGui.pushID(r);
      if (ImGui.invisibleButton("zone", right - x, row)) {
        boolean same = chosenZone == zones[r] && chosenLane == lanes[r];
        chosenZone = same ? -1 : zones[r];
        chosenLane = lanes[r];
      }
      boolean lit = ImGui.isItemHovered() || ImGui.isItemFocused();
      ImGui.popID();
      boolean chosen = chosenZone == zones[r] && chosenLane == lanes[r];
      if (lit || chosen) {
        int fill = chosen ? Theme.ink(ui.theme().accent(), 0.2f) : Theme.ink(ui.theme().hovered());
        list.addRectFilled(x, y, right, y + row, fill, ui.px(2));
      }
      String zone = profile.profiler.zones().name(zones[r]);
      drawRow(
          list,
          ui,
          stats[lanes[r]],
          zones[r],
          zone,
          tracks.get(lanes[r]).lane().name(),
          x,
          y,
          right);
      y += row;
    }
    if (chosenZone >= 0 && chosenLane < stats.length) {
      spread(
          list,
          ui,
          stats[chosenLane],
          profile,
          right + ui.px(12),
          top + ImGui.getScrollY(),
          side - ui.px(12));
    }
    ImGui.setCursorScreenPos(x, y);
    ImGui.dummy(1, 1);
  }

  private void refresh(ProfileComponent profile, ProfileClock clock, CharSequence search) {
    seenFrom = clock.from();
    List<Profiler.Track> tracks = profile.profiler.tracks();
    if (stats.length < tracks.size()) {
      ZoneStats[] grown = java.util.Arrays.copyOf(stats, tracks.size());
      for (int i = stats.length; i < grown.length; i++) {
        grown[i] = new ZoneStats();
      }
      stats = grown;
    }
    rows = 0;
    for (int lane = 0; lane < tracks.size(); lane++) {
      ZoneHistory history = tracks.get(lane).history();
      stats[lane].clear();
      if (history == null) {
        continue;
      }
      long back = clock.held() ? clock.from() : clock.to() - 5_000_000_000L;
      history.between(back, clock.to(), stats[lane]);
      for (int zone = 0; zone < stats[lane].end() && rows < MOST_ROWS; zone++) {
        if (stats[lane].count(zone) > 0
            && (search.isEmpty()
                || ZoneLanes.contains(profile.profiler.zones().name(zone), search))) {
          insert(lane, zone, stats[lane].total(zone));
        }
      }
    }
  }

  private void insert(int lane, int zone, long total) {
    int at = rows++;
    while (at > 0 && totals[at - 1] < total) {
      totals[at] = totals[at - 1];
      zones[at] = zones[at - 1];
      lanes[at] = lanes[at - 1];
      at--;
    }
    totals[at] = total;
    zones[at] = zone;
    lanes[at] = lane;
  }

  private static float heads(ImDrawList list, Ui ui, float x, float y, float right, float row) {
    Face small = ui.fonts().small();
    small.draw(list, x + ui.px(4), y, ui.muted(), "zone");
    float at = right - ui.px(8);
    for (int i = HEADS.length - 1; i >= 0; i--) {
      small.drawRight(list, at, y, ui.muted(), HEADS[i]);
      at -= ui.px(COLUMN);
    }
    small.draw(list, laneAt(ui, x, right), y, ui.muted(), "lane");
    return y + row;
  }

  private static float laneAt(Ui ui, float x, float right) {
    return x + (right - x - ui.px(COLUMN) * HEADS.length) * 0.55f;
  }

  private void drawRow(
      ImDrawList list,
      Ui ui,
      ZoneStats of,
      int zone,
      String name,
      String lane,
      float x,
      float y,
      float right) {
    float top = y + ui.px(3);
    float middle = laneAt(ui, x, right);
    float end = right - ui.px(8) - ui.px(COLUMN) * HEADS.length;
    ui.fonts().small().drawCut(list, x + ui.px(4), top, ui.ink(), name, middle - x - ui.px(8));
    ui.fonts().small().drawCut(list, middle, top, ui.muted(), lane, Math.max(0, end - middle));
    float at = right - ui.px(8);
    Face mono = ui.fonts().monoSmall();
    mono.drawRight(
        list, at, top, ui.ink(), ZoneText.duration(text.clear(), (double) of.total(zone)));
    at -= ui.px(COLUMN);
    mono.drawRight(
        list, at, top, ui.muted(), ZoneText.duration(text.clear(), (double) of.self(zone)));
    at -= ui.px(COLUMN);
    mono.drawRight(list, at, top, ui.ink(), ZoneText.duration(text.clear(), (double) of.max(zone)));
    at -= ui.px(COLUMN);
    mono.drawRight(
        list, at, top, ui.ink(), ZoneText.duration(text.clear(), (double) of.percentile(zone, 99)));
    at -= ui.px(COLUMN);
    mono.drawRight(
        list, at, top, ui.ink(), ZoneText.duration(text.clear(), (double) of.percentile(zone, 50)));
    at -= ui.px(COLUMN);
    text.clear();
    AxisFormat.grouped(text, of.count(zone));
    mono.drawRight(list, at, top, ui.muted(), text);
  }

  private void spread(
      ImDrawList list, Ui ui, ZoneStats of, ProfileComponent profile, float x, float y, float w) {
    float h = ui.px(90);
    String name = profile.profiler.zones().name(chosenZone);
    ui.fonts().text().drawCut(list, x, y, ui.ink(), name, w);
    float top = y + ui.px(22);
    list.addRectFilled(x, top, x + w, top + h, Theme.ink(ui.theme().window(), 0.8f), ui.px(2));
    of.bins(chosenZone, FIRST_BIN, RATIO, bins);
    long most = 1;
    int first = BINS;
    int last = 0;
    for (int b = 0; b < BINS; b++) {
      most = Math.max(most, bins[b]);
      first = bins[b] > 0 ? Math.min(first, b) : first;
      last = bins[b] > 0 ? b : last;
    }
    if (first > last) {
      return;
    }
    first = Math.max(0, first - 1);
    last = Math.min(BINS - 1, last + 1);
    float bar = w / (last - first + 1);
    int ink = ZoneText.ink(ui.theme(), chosenZone);
    for (int b = first; b <= last; b++) {
      if (bins[b] > 0) {
        float height = (float) Math.max(1.5, Math.sqrt((double) bins[b] / most) * h);
        float left = x + (b - first) * bar;
        list.addRectFilled(left, top + h - height, left + bar - 1, top + h, ink);
      }
    }
    Face mono = ui.fonts().monoSmall();
    double low = FIRST_BIN * Math.pow(RATIO, first);
    double high = FIRST_BIN * Math.pow(RATIO, last + 1);
    mono.draw(list, x, top + h + ui.px(2), ui.muted(), ZoneText.duration(text.clear(), low));
    mono.drawRight(
        list, x + w, top + h + ui.px(2), ui.muted(), ZoneText.duration(text.clear(), high));
  }

  /** Nothing is chosen any more. */
  void reset() {
    chosenZone = -1;
    age = 0;
  }
}
