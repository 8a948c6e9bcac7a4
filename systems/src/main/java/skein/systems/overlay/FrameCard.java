package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;

/** What a frame was made of, beside the pointer. Render thread; allocates nothing. */
final class FrameCard {
  private final TextRun text = new TextRun();
  private float y;

  void draw(Ui ui, FrameLog log, long frame, float x, float below, float w) {
    float row = ui.px(16);
    float width = ui.px(190);
    float height = row * (FrameField.PARTS.size() + 5) + ui.px(12);
    float left = Ui.within(ImGui.getMousePosX() + ui.px(12), x, x + w - width);
    float top = Ui.within(below + ui.px(4), 0, ui.height() - height);
    ImDrawList over = ImGui.getForegroundDrawList();
    ui.card(over, left, top, width, height);
    y = top + ui.px(6);
    text.clear().add("frame ").add(frame);
    ui.fonts().small().draw(over, left + ui.px(8), y, ui.ink(), text);
    y += row;
    time(over, ui, left, row, width, "CPU", log.get(frame, FrameField.CPU_BUSY), ui.ink());
    time(over, ui, left, row, width, "GPU", log.get(frame, FrameField.GPU_BUSY), ui.ink());
    long latency = log.get(frame, FrameField.INPUT_LATENCY);
    time(over, ui, left, row, width, "input to picture", latency, ui.muted());
    for (int p = 0; p < FrameField.PARTS.size(); p++) {
      FrameField part = FrameField.PARTS.get(p);
      int ink = FrameBars.ink(ui.theme(), p);
      time(over, ui, left, row, width, part.part(), log.get(frame, part), ink);
    }
    AxisFormat.bytes(text.clear(), Math.max(0, log.get(frame, FrameField.ALLOCATED)));
    ui.fonts().small().draw(over, left + ui.px(20), y, ui.muted(), "allocated");
    ui.fonts().monoSmall().drawRight(over, left + width - ui.px(8), y, ui.ink(), text);
  }

  private void time(
      ImDrawList list, Ui ui, float x, float row, float w, String name, long nanos, int ink) {
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
    y += row;
  }
}
