package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import org.jspecify.annotations.Nullable;
import skein.components.ProfileComponent;
import skein.core.budget.BudgetWatch;
import skein.core.measure.FrameRecorder;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;
import skein.core.session.SavedRun;

/**
 * A bar for each of the frames, made of its stages, against the budget; those of another run below.
 * A click chooses a frame, the wheel goes along. Render thread; allocates nothing.
 */
final class FrameBars {
  /** Colours of {@link FrameField#PARTS}, on dark and on light ground. */
  private static final int[] DARK = {
    0xB79CFF, 0x5AD1C8, 0x7BD88F, 0xE6D36B, 0x4CC2FF, 0xFF8A5B, 0xFF8AC2, 0x5D6875
  };

  private static final int[] LIGHT = {
    0x7C4DB8, 0x0F7F86, 0x2A6F2E, 0x8F7500, 0x0A68B4, 0xC2410C, 0xB0306A, 0x8A94A3
  };

  private static final float BAR = 4;
  private static final double TOP_MILLIS = 25;

  private final FrameCard card = new FrameCard();
  private @Nullable SavedRun fitted;
  private float bar;
  private long end;
  private long seenChosen = -1;

  /** The colour of a part of a frame. */
  static int ink(Theme theme, int part) {
    return Theme.ink(theme.dark() ? DARK[part] : LIGHT[part]);
  }

  /** Draws in a box of {@code w} by {@code h}, which two runs share. */
  void draw(
      ImDrawList list, Ui ui, ProfileComponent profile, ProfileClock clock, float w, float h) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    ImGui.invisibleButton("frames", w, h);
    boolean hovered = ImGui.isItemHovered();
    FrameLog log = profile.data.frames();
    place(ui, profile, log, clock, w);
    int room = Math.max(1, (int) (w / bar));
    if (hovered && clock.held() && ImGui.getIO().getMouseWheel() != 0) {
      end -= Math.round(ImGui.getIO().getMouseWheel() * Math.max(1, room / 12f));
    }
    end = Math.clamp(end, Math.min(log.next(), log.first() + room), log.next());
    long left = end - room;
    SavedRun other = profile.compared;
    float high = other == null ? h : Math.round(h / 2) - 1;
    band(list, ui, log, log.first(), log.next(), left, room, x, y, w, high);
    shown(list, ui, log, clock, left, room, x, y + high);
    chosen(list, ui, clock, left, room, x, y, high);
    if (other != null) {
      long shift = shift(profile, other, log);
      float below = y + h - high;
      FrameLog then = other.capture().frames();
      band(
          list,
          ui,
          then,
          other.span().first(),
          other.span().end(),
          left + shift,
          room,
          x,
          below,
          w,
          high);
      chosen(list, ui, clock, left, room, x, below, high);
      label(list, ui, x + w, y, "now");
      label(list, ui, x + w, below, "then");
    }
    if (hovered) {
      point(ui, profile, log, clock, left, x, y + h, w);
    }
  }

  /** How wide bars are and which is the last. */
  private void place(Ui ui, ProfileComponent profile, FrameLog log, ProfileClock clock, float w) {
    float wide = ui.px(BAR);
    SavedRun opened = profile.opened;
    if (opened == null || bar == 0) {
      bar = wide;
    }
    int room = Math.max(1, (int) (w / bar));
    if (opened != null && !SavedRun.same(opened, fitted)) {
      long frames = Math.max(1, opened.span().end() - opened.span().first());
      bar = Ui.within((float) Math.floor(w / frames), 1, wide);
      end = Math.max(opened.span().end(), opened.span().first() + (int) (w / bar));
    }
    fitted = opened;
    if (!clock.held()) {
      end = log.next();
    } else if (clock.chosen() != seenChosen && clock.chosen() >= 0) {
      boolean inside = clock.chosen() < end && clock.chosen() >= end - room;
      end = inside ? end : clock.chosen() + room / 2;
    }
    seenChosen = clock.chosen();
  }

  /** What is added to a frame's number for the frame of the other run at the same place. */
  private static long shift(ProfileComponent profile, SavedRun other, FrameLog log) {
    SavedRun opened = profile.opened;
    return opened == null
        ? other.span().end() - log.next()
        : other.span().first() - opened.span().first();
  }

  private void band(
      ImDrawList list,
      Ui ui,
      FrameLog log,
      long from,
      long to,
      long left,
      int room,
      float x,
      float y,
      float w,
      float h) {
    list.addRectFilled(x, y, x + w, y + h, Theme.ink(ui.theme().window(), 0.8f), ui.px(2));
    for (long frame = Math.max(from, left); frame < Math.min(to, left + room); frame++) {
      drawBar(list, ui, log, frame, x + (frame - left) * bar, y, bar, h);
    }
    float line = Math.round(y + h * (1 - FrameRecorder.BUDGET_NANOS / 1e6 / TOP_MILLIS));
    list.addRectFilled(x, line, x + w, line + Math.max(1, ui.px(1)), Theme.ink(ui.theme().warn()));
    Face small = ui.fonts().monoSmall();
    if (line - y >= small.size()) {
      small.draw(list, x + ui.px(4), line - small.size(), ui.muted(), "16.67 ms");
    }
  }

  /** Marks the frames of the span that is shown below. */
  private void shown(
      ImDrawList list,
      Ui ui,
      FrameLog log,
      ProfileClock clock,
      long left,
      int room,
      float x,
      float below) {
    float from = -1;
    float to = -1;
    long last = Math.min(log.next(), left + room);
    for (long frame = Math.max(log.first(), left); frame < last; frame++) {
      long start = log.get(frame, FrameField.START);
      if (start < clock.to() && start + log.get(frame, FrameField.CPU_BUSY) > clock.from()) {
        from = from < 0 ? frame - left : from;
        to = frame - left + 1;
      }
    }
    if (to > from) {
      float top = below - ui.px(2);
      list.addRectFilled(x + from * bar, top, x + to * bar, below, ui.accent());
    }
  }

  private static void label(ImDrawList list, Ui ui, float right, float y, String text) {
    Face small = ui.fonts().small();
    float w = small.width(text) + ui.px(8);
    ui.card(list, right - w, y, w, small.size() + ui.px(2));
    small.drawRight(list, right - ui.px(4), y, ui.ink(), text);
  }

  private void chosen(
      ImDrawList list, Ui ui, ProfileClock clock, long left, int room, float x, float y, float h) {
    long place = clock.chosen() - left;
    if (clock.chosen() >= 0 && place >= 0 && place < room) {
      float at = x + place * bar;
      list.addRect(at - 1, y, at + bar, y + h, ui.ink());
    }
  }

  private void point(
      Ui ui,
      ProfileComponent profile,
      FrameLog log,
      ProfileClock clock,
      long left,
      float x,
      float below,
      float w) {
    long frame = left + (long) Math.floor((ImGui.getMousePosX() - x) / bar);
    if (frame >= log.first() && frame < log.next()) {
      SavedRun opened = profile.opened;
      BudgetWatch budgets = opened == null ? profile.budgets : opened.budgets();
      card.draw(ui, log, frame, budgets, x, below, w);
      if (ImGui.isMouseClicked(0)) {
        clock.choose(frame);
      }
    }
  }

  private static void drawBar(
      ImDrawList list, Ui ui, FrameLog log, long frame, float x, float y, float bar, float h) {
    double scale = h / (TOP_MILLIS * 1e6);
    long busy = log.get(frame, FrameField.CPU_BUSY);
    float right = x + bar - (bar >= 3 ? 1 : 0);
    float below = y + h;
    float top = y + h - (float) Math.min(h, busy * scale);
    boolean late = busy > FrameRecorder.BUDGET_NANOS;
    list.addRectFilled(x, top, right, y + h, Theme.ink(ui.theme().muted(), late ? 0.7f : 0.35f));
    for (int p = 0; p < FrameField.PARTS.size(); p++) {
      long nanos = Math.max(0, log.get(frame, FrameField.PARTS.get(p)));
      float part = (float) (nanos * scale);
      if (part >= 0.5f) {
        float above = Math.max(y, below - part);
        list.addRectFilled(x, above, right, below, ink(ui.theme(), p));
        below = above;
      }
    }
    if (late) {
      int ink = Theme.ink(ui.theme().error());
      list.addRectFilled(x, Math.max(y, top), right, Math.max(y, top) + ui.px(2), ink);
    }
  }
}
