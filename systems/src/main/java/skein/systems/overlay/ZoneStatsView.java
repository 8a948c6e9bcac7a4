package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import org.jspecify.annotations.Nullable;
import skein.components.ProfileComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.budget.RunComparison;
import skein.core.budget.ZoneComparison;
import skein.core.profile.Recorded;
import skein.core.profile.ZoneStats;
import skein.core.session.SavedRun;

/**
 * A row for each zone of each lane in a span of time, those with most time first, and how the
 * durations of the chosen one spread; beside a saved session with its durations and the difference.
 * Render thread; allocates when a zone is first seen.
 */
final class ZoneStatsView {
  private static final int REFRESH_FRAMES = 30;
  private static final String[] HEADS = {"count", "p50", "p99", "max", "self", "total"};
  private static final float[] WIDTHS = {78, 78, 78, 78, 78, 78};
  private static final String[] BESIDE = {
    "count", "p50", "then", "change", "p99", "then", "change"
  };
  private static final float[] BESIDE_WIDTHS = {64, 74, 74, 140, 74, 74, 140};
  private static final float NAMES = 200;

  private final TextRun text = new TextRun();
  private final TextRun seenSearch = new TextRun();
  private final ZoneRows rows = new ZoneRows();
  private final ZoneSpread spread = new ZoneSpread();
  private @Nullable SavedRun seenOther;
  private @Nullable ZoneComparison seenWeighed;
  private int age;
  private long seenFrom;
  private long seenTo;
  private int chosenZone = -1;
  private int chosenLane;

  void draw(
      ImDrawList list,
      Ui ui,
      ProfileComponent profile,
      ProfileClock clock,
      CharSequence search,
      @Nullable ZoneComparison weighed,
      float w) {
    refresh(profile, clock, search, weighed, ui.model.frame().overlayInterval);
    SavedRun other = profile.compared;
    String[] heads = other == null ? HEADS : BESIDE;
    float[] widths = other == null ? WIDTHS : BESIDE_WIDTHS;
    float x = ImGui.getCursorScreenPosX();
    float top = ImGui.getCursorScreenPosY();
    float row = ui.px(20);
    float numbers = sum(ui, widths);
    float side = chosenZone < 0 ? 0 : Ui.within(w - numbers - ui.px(NAMES), 0, ui.px(280));
    side = side < ui.px(120) ? 0 : side;
    float right = x + w - side;
    float middle = x + (right - x - numbers) * 0.55f;
    float y = heads(list, ui, heads, widths, x, middle, top, right, row);
    if (rows.count() == 0) {
      ui.fonts().text().draw(list, x, y, ui.muted(), "No zones in this span of time.");
    }
    for (int r = 0; r < rows.count(); r++) {
      drawRow(list, ui, profile.data, r, other != null, x, middle, y, right, row);
      y += row;
    }
    if (side > 0) {
      drawSpread(list, ui, profile.data, right + ui.px(12), top + ImGui.getScrollY(), side);
    }
    ImGui.setCursorScreenPos(x, y);
    ImGui.dummy(1, 1);
  }

  private void refresh(
      ProfileComponent profile,
      ProfileClock clock,
      CharSequence search,
      @Nullable ZoneComparison weighed,
      int interval) {
    boolean still = profile.opened != null;
    boolean due = age++ % (REFRESH_FRAMES * interval) == 0 && !still;
    boolean moved = clock.held() && (clock.from() != seenFrom || clock.to() != seenTo);
    boolean asked = !seenSearch.sameAs(search);
    boolean read = due || moved || asked || age == 1;
    if (read) {
      seenFrom = clock.from();
      seenTo = clock.to();
      seenSearch.clear().add(search);
      long back = clock.held() ? clock.from() : clock.to() - 5_000_000_000L;
      rows.read(profile.data, back, clock.to(), search);
    }
    if (read || !SavedRun.same(seenOther, profile.compared) || seenWeighed != weighed) {
      seenOther = profile.compared;
      seenWeighed = weighed;
      rows.match(profile.data, profile.compared, weighed);
    }
  }

  private static float sum(Ui ui, float[] widths) {
    float sum = ui.px(8);
    for (float w : widths) {
      sum += ui.px(w);
    }
    return sum;
  }

  private static float heads(
      ImDrawList list,
      Ui ui,
      String[] heads,
      float[] widths,
      float x,
      float middle,
      float y,
      float right,
      float row) {
    Face small = ui.fonts().small();
    small.draw(list, x + ui.px(4), y, ui.muted(), "zone");
    float at = right - ui.px(8);
    for (int i = heads.length - 1; i >= 0; i--) {
      small.drawRight(list, at, y, ui.muted(), heads[i]);
      at -= ui.px(widths[i]);
    }
    small.draw(list, middle, y, ui.muted(), "lane");
    return y + row;
  }

  private void drawRow(
      ImDrawList list,
      Ui ui,
      Recorded data,
      int r,
      boolean beside,
      float x,
      float middle,
      float y,
      float right,
      float row) {
    ImGui.setCursorScreenPos(x, y);
    ImGui.pushID(r);
    boolean chosen = chosenZone == rows.zone(r) && chosenLane == rows.lane(r);
    if (ImGui.invisibleButton("zone", right - x, row)) {
      chosenZone = chosen ? -1 : rows.zone(r);
      chosenLane = rows.lane(r);
    }
    boolean lit = ImGui.isItemHovered() || ImGui.isItemFocused();
    ImGui.popID();
    if (lit || chosen) {
      int fill = chosen ? Theme.ink(ui.theme().accent(), 0.2f) : Theme.ink(ui.theme().hovered());
      list.addRectFilled(x, y, right, y + row, fill, ui.px(2));
    }
    float top = y + ui.px(3);
    float end = right - sum(ui, beside ? BESIDE_WIDTHS : WIDTHS);
    String zone = data.zones().name(rows.zone(r));
    String lane = data.lane(rows.lane(r));
    Face small = ui.fonts().small();
    small.drawCut(list, x + ui.px(4), top, ui.ink(), zone, middle - x - ui.px(8));
    small.drawCut(list, middle, top, ui.muted(), lane, Math.max(0, end - middle));
    if (beside) {
      drawBeside(list, ui, r, right - ui.px(8), top);
    } else {
      drawNumbers(list, ui, r, right - ui.px(8), top);
    }
  }

  private void drawNumbers(ImDrawList list, Ui ui, int r, float right, float y) {
    ZoneStats of = rows.stats(r);
    int zone = rows.zone(r);
    float at = duration(list, ui, right, y, ui.ink(), of.total(zone), WIDTHS[5]);
    at = duration(list, ui, at, y, ui.muted(), of.self(zone), WIDTHS[4]);
    at = duration(list, ui, at, y, ui.ink(), of.max(zone), WIDTHS[3]);
    at = duration(list, ui, at, y, ui.ink(), of.percentile(zone, 99), WIDTHS[2]);
    at = duration(list, ui, at, y, ui.ink(), of.percentile(zone, 50), WIDTHS[1]);
    AxisFormat.grouped(text.clear(), of.count(zone));
    ui.fonts().monoSmall().drawRight(list, at, y, ui.muted(), text);
  }

  private void drawBeside(ImDrawList list, Ui ui, int r, float right, float y) {
    ZoneStats of = rows.stats(r);
    int zone = rows.zone(r);
    RunComparison sure = rows.weighed(r);
    float at = half(list, ui, r, 99, sure == null ? null : sure.p99(), right, y);
    at = half(list, ui, r, 50, sure == null ? null : sure.median(), at, y);
    AxisFormat.grouped(text.clear(), of.count(zone));
    ui.fonts().monoSmall().drawRight(list, at, y, ui.muted(), text);
  }

  /** One percentile now, then, and how it changed; returns the right end of what is left of it. */
  private float half(
      ImDrawList list,
      Ui ui,
      int r,
      double percent,
      RunComparison.@Nullable Ratio sure,
      float right,
      float y) {
    ZoneStats then = rows.other(r);
    long now = rows.stats(r).percentile(rows.zone(r), percent);
    float at = right - ui.px(BESIDE_WIDTHS[3]);
    if (then == null) {
      ui.fonts().small().drawRight(list, right, y, ui.muted(), "new");
      at -= ui.px(BESIDE_WIDTHS[2]);
    } else {
      long before = then.percentile(rows.otherZone(r), percent);
      double ratio = sure != null ? sure.value() : (double) now / Math.max(1, before);
      ZoneText.change(text.clear(), ratio);
      int ink = ui.muted();
      if (sure != null) {
        text.add(" (");
        ZoneText.change(text, sure.low());
        text.add(" \u2026 ");
        ZoneText.change(text, sure.high());
        text.add(')');
        ink =
            Theme.ink(
                sure.regressed()
                    ? ui.theme().error()
                    : sure.improved() ? ui.theme().good() : ui.theme().muted());
      }
      ui.fonts().monoSmall().drawRight(list, right, y, ink, text);
      at = duration(list, ui, at, y, ui.muted(), before, BESIDE_WIDTHS[2]);
    }
    return duration(list, ui, at, y, ui.ink(), now, BESIDE_WIDTHS[1]);
  }

  private float duration(
      ImDrawList list, Ui ui, float right, float y, int ink, long nanos, float width) {
    ZoneText.duration(text.clear(), (double) nanos);
    ui.fonts().monoSmall().drawRight(list, right, y, ink, text);
    return right - ui.px(width);
  }

  private void drawSpread(ImDrawList list, Ui ui, Recorded data, float x, float y, float side) {
    ZoneStats of = rows.ofLane(chosenLane);
    if (of == null || chosenZone >= data.zones().size()) {
      return;
    }
    ZoneStats other = null;
    int otherZone = -1;
    for (int r = 0; r < rows.count(); r++) {
      if (rows.zone(r) == chosenZone && rows.lane(r) == chosenLane) {
        other = rows.other(r);
        otherZone = rows.otherZone(r);
      }
    }
    String name = data.zones().name(chosenZone);
    spread.draw(list, ui, of, chosenZone, name, other, otherZone, x, y, side - ui.px(12));
  }

  /** Nothing is chosen any more. */
  void reset() {
    chosenZone = -1;
    age = 0;
  }
}
