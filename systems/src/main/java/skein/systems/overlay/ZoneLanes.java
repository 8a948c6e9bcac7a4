package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import skein.components.ProfileComponent;
import skein.core.axis.TextRun;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;
import skein.core.profile.Profiler;
import skein.core.profile.Recorded;
import skein.core.profile.ZoneHistory;
import skein.core.profile.ZoneSink;

/**
 * Zones over time, a lane for each thread: drag moves, the wheel zooms about the pointer, the
 * pointer says what a zone is. Zones narrower than a pixel are drawn once a pixel. Render thread;
 * allocates nothing.
 */
final class ZoneLanes implements ZoneSink {
  private static final float NAMES = 120;
  private static final float ROW = 16;
  private static final int DEPTHS = 64;

  private final TextRun text = new TextRun();
  private final float[] drawnTo = new float[DEPTHS];
  private @Nullable Ui ui;
  private @Nullable ImDrawList list;
  private @Nullable ProfileComponent profile;
  private CharSequence search = "";
  private long from;
  private double scale;
  private float left;
  private float right;
  private float top;
  private float rowHeight;
  private float mouseX;
  private float mouseY;
  private boolean queries;
  private long zones;
  private int hoveredZone = -1;
  private long hoveredStart;
  private long hoveredEnd;
  private long hoveredValue;
  private boolean hoveredQuery;

  void draw(
      ImDrawList to,
      Ui with,
      ProfileComponent of,
      ProfileClock clock,
      CharSequence find,
      float w,
      float h) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY() - ImGui.getScrollY();
    ui = with;
    list = to;
    profile = of;
    search = find;
    left = x + with.px(NAMES);
    right = x + w;
    rowHeight = with.px(ROW);
    from = clock.from();
    scale = (right - left) / clock.span();
    boolean over = ImGui.isWindowHovered();
    mouseX = over ? ImGui.getMousePosX() : -1;
    mouseY = over ? ImGui.getMousePosY() : -1;
    hoveredZone = -1;
    zones = 0;
    Recorded data = of.data;
    drawFrames(to, with, data.frames(), clock, y, h);
    float at = y + with.px(4);
    for (int i = 0; i < data.lanes(); i++) {
      ZoneHistory history = data.history(i);
      if (history != null && history.deepest() >= 0) {
        at = drawLane(to, with, data.lane(i), history, clock, x, at, w);
      } else if (data.lane(i).equals(Profiler.GPU)) {
        at = drawWithoutTimers(to, with, x, at, w);
      }
    }
    if (data.lanes() == 0) {
      with.fonts().text().draw(to, x, at, with.muted(), "Nothing was recorded.");
    }
    of.zonesShown = zones;
    of.lanesX = Math.round(left);
    of.lanesY = Math.round(y + with.px(4));
    of.pointed = hoveredZone;
    ImGui.dummy(1, at - y);
    if (over) {
      move(clock);
      if (hoveredZone >= 0) {
        card(with, of);
      }
    }
  }

  private static void drawFrames(
      ImDrawList to, Ui ui, FrameLog log, ProfileClock clock, float y, float h) {
    float left = ImGui.getCursorScreenPosX() + ui.px(NAMES);
    float right = ImGui.getCursorScreenPosX() + ImGui.getWindowWidth();
    int ink = Theme.ink(ui.theme().text(), 0.10f);
    double scale = (right - left) / clock.span();
    for (long frame = log.next() - 1; frame >= log.first(); frame--) {
      long start = log.get(frame, FrameField.START);
      if (start < clock.from()) {
        return;
      }
      if (start <= clock.to()) {
        float x = Math.round(left + (float) ((start - clock.from()) * scale));
        to.addRectFilled(x, y, x + 1, y + h, ink);
      }
    }
  }

  private float drawLane(
      ImDrawList to,
      Ui with,
      String name,
      ZoneHistory history,
      ProfileClock clock,
      float x,
      float y,
      float w) {
    top = y;
    queries = name.endsWith(" SQL");
    Arrays.fill(drawnTo, Float.NEGATIVE_INFINITY);
    float h = (Math.min(history.deepest(), DEPTHS - 1) + 1) * rowHeight;
    history.between(clock.from(), clock.to(), this);
    Face small = with.fonts().small();
    small.drawCut(to, x, y + with.px(1), with.muted(), name, with.px(NAMES - 8));
    return drawLine(to, with, x, y + h, w);
  }

  private static float drawLine(ImDrawList to, Ui with, float x, float y, float w) {
    float line = y + with.px(3);
    to.addRectFilled(x, line, x + w, line + 1, Theme.ink(with.theme().line()));
    return line + with.px(4);
  }

  /** The lane of a GPU that tells no times. */
  private float drawWithoutTimers(ImDrawList to, Ui with, float x, float y, float w) {
    Face small = with.fonts().small();
    small.draw(to, x, y + with.px(1), with.muted(), Profiler.GPU);
    String why = "n/a: this OpenGL driver has no timers";
    small.drawCut(to, left + with.px(4), y + with.px(1), with.muted(), why, right - left);
    return drawLine(to, with, x, y + rowHeight, w);
  }

  @Override
  public void zone(int zone, long start, long end, int depth, long value) {
    Ui with = ui;
    ImDrawList to = list;
    ProfileComponent of = profile;
    if (with == null || to == null || of == null || depth >= DEPTHS) {
      return;
    }
    zones++;
    float a = Math.max(left, left + (float) ((start - from) * scale));
    float b = Math.min(right, left + (float) ((end - from) * scale));
    b = Math.max(b, a + 1);
    if (b <= drawnTo[depth]) {
      return;
    }
    drawnTo[depth] = b;
    float y = top + depth * rowHeight;
    String name = of.data.zones().name(zone);
    boolean found = search.isEmpty() || contains(name, search);
    int ink = found ? ZoneText.ink(with.theme(), zone) : Theme.ink(with.theme().raised());
    to.addRectFilled(a, y, b - (b - a > 3 ? 1 : 0), y + rowHeight - 1, ink, with.px(2));
    if (b - a > with.px(24)) {
      Face face = with.fonts().small();
      int on = found ? ZoneText.INK : with.muted();
      face.drawCut(to, a + with.px(4), y, on, name, b - a - with.px(6));
    }
    if (mouseX >= a && mouseX < b && mouseY >= y && mouseY < y + rowHeight) {
      hoveredZone = zone;
      hoveredStart = start;
      hoveredEnd = end;
      hoveredValue = value;
      hoveredQuery = queries;
    }
  }

  /** Whether a name holds a text, case aside. */
  static boolean contains(CharSequence name, CharSequence part) {
    int last = name.length() - part.length();
    for (int i = 0; i <= last; i++) {
      int j = 0;
      while (j < part.length()
          && Character.toLowerCase(name.charAt(i + j)) == Character.toLowerCase(part.charAt(j))) {
        j++;
      }
      if (j == part.length()) {
        return true;
      }
    }
    return false;
  }

  private void move(ProfileClock clock) {
    // with Shift Dear ImGui makes it the wheel that goes sideways
    float along = ImGui.getIO().getMouseWheel() + ImGui.getIO().getMouseWheelH();
    if (along != 0 && (ImGui.getIO().getKeyShift() || mouseX < left)) {
      ImGui.setScrollY(ImGui.getScrollY() - along * 3 * rowHeight);
      return;
    }
    if (mouseX < left) {
      return;
    }
    float wheel = ImGui.getIO().getMouseWheel();
    if (wheel != 0) {
      clock.zoom((mouseX - left) / (right - left), Math.pow(0.8, wheel));
    }
    if (ImGui.isMouseDragging(0, 2)) {
      clock.pan(-ImGui.getIO().getMouseDeltaX() / (right - left));
    }
  }

  private void card(Ui with, ProfileComponent of) {
    String sql = hoveredQuery ? of.data.sql(hoveredValue) : null;
    float row = with.px(18);
    float width = with.px(sql == null ? 220 : 420);
    Face small = with.fonts().small();
    float below = sql == null ? 0 : small.drawWrapped(null, 0, 0, 0, sql, width - with.px(16), row);
    float height = row * 3 + with.px(12) + Math.min(below, row * 8);
    float x = with.besidePointerX(width);
    float y = with.belowPointerY(height);
    ImDrawList over = with.beginOver();
    with.card(over, x, y, width, height);
    float at = y + with.px(6);
    float in = x + with.px(8);
    String name = of.data.zones().name(hoveredZone);
    with.fonts().text().drawCut(over, in, at, with.ink(), name, width - with.px(16));
    at += row;
    ZoneText.duration(text.clear(), (double) (hoveredEnd - hoveredStart));
    with.fonts().mono().draw(over, in, at, with.ink(), text);
    at += row;
    text.clear().add("begins at ");
    ZoneText.duration(text, (double) Math.max(0, hoveredStart - from));
    small.draw(over, in, at, with.muted(), text);
    if (sql != null) {
      small.drawWrapped(over, in, at + row, with.ink(), sql, width - with.px(16), row);
    }
    ImGui.end();
  }
}
