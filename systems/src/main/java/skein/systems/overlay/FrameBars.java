package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import skein.components.ProfileComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.measure.FrameRecorder;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;

/**
 * A bar for each of the last frames, made of its stages, against the budget. A click chooses a
 * frame. Render thread; allocates nothing.
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

  private final TextRun text = new TextRun();

  /** The colour of a part of a frame. */
  static int ink(Theme theme, int part) {
    return Theme.ink(theme.dark() ? DARK[part] : LIGHT[part]);
  }

  void draw(
      ImDrawList list, Ui ui, ProfileComponent profile, ProfileClock clock, float w, float h) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    ImGui.invisibleButton("frames", w, h);
    boolean hovered = ImGui.isItemHovered();
    list.addRectFilled(x, y, x + w, y + h, Theme.ink(ui.theme().window(), 0.8f), ui.px(2));
    FrameLog log = profile.frames;
    float bar = ui.px(BAR);
    int room = Math.max(1, (int) (w / bar));
    long end =
        clock.held() && clock.chosen() >= 0 ? centred(log, clock.chosen(), room) : log.next();
    long first = Math.max(log.first(), end - room);
    for (long frame = first; frame < end; frame++) {
      drawBar(list, ui, log, frame, x + (frame - (end - room)) * bar, y, bar, h);
      if (frame == clock.chosen()) {
        float left = x + (frame - (end - room)) * bar;
        list.addRect(left - 1, y, left + bar, y + h, ui.ink());
      }
    }
    float line = Math.round(y + h * (1 - FrameRecorder.BUDGET_NANOS / 1e6 / TOP_MILLIS));
    list.addRectFilled(x, line, x + w, line + Math.max(1, ui.px(1)), Theme.ink(ui.theme().warn()));
    Face small = ui.fonts().monoSmall();
    small.draw(list, x + ui.px(4), line - small.size(), ui.muted(), "16.67 ms");
    if (hovered) {
      long frame = end - room + (long) ((ImGui.getMousePosX() - x) / bar);
      if (frame >= first && frame < end) {
        card(ui, log, frame, x, y + h, w);
        if (ImGui.isMouseClicked(0)) {
          clock.choose(frame);
        }
      }
    }
  }

  private static long centred(FrameLog log, long frame, int room) {
    return Math.min(log.next(), Math.max(frame + room / 2, log.first() + room));
  }

  private static void drawBar(
      ImDrawList list, Ui ui, FrameLog log, long frame, float x, float y, float bar, float h) {
    double scale = h / (TOP_MILLIS * 1e6);
    long busy = log.get(frame, FrameField.CPU_BUSY);
    float below = y + h;
    float top = y + h - (float) Math.min(h, busy * scale);
    boolean late = busy > FrameRecorder.BUDGET_NANOS;
    list.addRectFilled(
        x, top, x + bar - 1, y + h, Theme.ink(ui.theme().muted(), late ? 0.7f : 0.35f));
    for (int p = 0; p < FrameField.PARTS.size(); p++) {
      long nanos = Math.max(0, log.get(frame, FrameField.PARTS.get(p)));
      float part = (float) (nanos * scale);
      if (part >= 0.5f) {
        float above = Math.max(y, below - part);
        list.addRectFilled(x, above, x + bar - 1, below, ink(ui.theme(), p));
        below = above;
      }
    }
    if (late) {
      int ink = Theme.ink(ui.theme().error());
      list.addRectFilled(x, Math.max(y, top), x + bar - 1, Math.max(y, top) + ui.px(2), ink);
    }
  }

  /** What a frame was made of, beside the pointer. */
  private void card(Ui ui, FrameLog log, long frame, float x, float below, float w) {
    float row = ui.px(16);
    float width = ui.px(190);
    float height = row * (FrameField.PARTS.size() + 4) + ui.px(12);
    float left = Ui.within(ImGui.getMousePosX() + ui.px(12), x, x + w - width);
    float top = below + ui.px(4);
    ImDrawList over = ImGui.getForegroundDrawList();
    ui.card(over, left, top, width, height);
    float at = top + ui.px(6);
    text.clear().add("frame ").add(frame);
    ui.fonts().small().draw(over, left + ui.px(8), at, ui.ink(), text);
    at += row;
    at = line(over, ui, left, at, row, width, "CPU", log.get(frame, FrameField.CPU_BUSY), ui.ink());
    at = line(over, ui, left, at, row, width, "GPU", log.get(frame, FrameField.GPU_BUSY), ui.ink());
    for (int p = 0; p < FrameField.PARTS.size(); p++) {
      FrameField part = FrameField.PARTS.get(p);
      int ink = ink(ui.theme(), p);
      at = line(over, ui, left, at, row, width, part.part(), log.get(frame, part), ink);
    }
    long bytes = log.get(frame, FrameField.ALLOCATED);
    AxisFormat.bytes(text.clear(), Math.max(0, bytes));
    ui.fonts().small().draw(over, left + ui.px(8), at, ui.muted(), "allocated");
    ui.fonts().monoSmall().drawRight(over, left + width - ui.px(8), at, ui.ink(), text);
  }

  private float line(
      ImDrawList list,
      Ui ui,
      float x,
      float y,
      float row,
      float w,
      String name,
      long nanos,
      int ink) {
    list.addRectFilled(x + ui.px(8), y + ui.px(4), x + ui.px(14), y + ui.px(10), ink, 1);
    ui.fonts().small().draw(list, x + ui.px(20), y, ui.muted(), name);
    text.clear();
    if (nanos < 0) {
      text.add("n/a");
    } else {
      AxisFormat.decimal(text, nanos / 1e6, 2);
      text.add(" ms");
    }
    ui.fonts().monoSmall().drawRight(list, x + w - ui.px(8), y, ui.ink(), text);
    return y + row;
  }
}
