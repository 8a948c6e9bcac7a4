package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiMouseCursor;
import org.jspecify.annotations.Nullable;
import skein.core.channel.Brushes;
import skein.core.channel.Channel;

/**
 * A histogram of numbers or times with a brush: a drag makes one, a drag inside moves it, a drag of
 * an edge resizes it, a double click or a click beside it clears it. Allocates nothing.
 */
final class HistogramBars {
  private static final float HEIGHT = 46;
  private static final float REACH = 5;
  private static final float CLICK = 3;

  private enum Drag {
    NONE,
    NEW,
    MOVE,
    LOWER,
    UPPER
  }

  private Drag drag = Drag.NONE;
  private double anchor;
  private int grabbedFrom;
  private int grabbedTo;
  private float pressX;
  private boolean moved;

  /**
   * Draws a channel's bars and lets them be brushed.
   *
   * @param bins rows by bin, or null while nothing is counted
   */
  void draw(ImDrawList to, Ui ui, Brushes brushes, int k, long @Nullable [] bins, float width) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    float h = ui.px(HEIGHT);
    ImGui.invisibleButton("bars", width, h);
    interact(ui, brushes, k, x, width);
    to.addRectFilled(x, y, x + width, y + h, Theme.ink(ui.theme().plot()), ui.px(2));
    drawRange(to, ui, brushes, k, x, y, width, h);
    if (bins != null) {
      drawBars(to, ui, brushes, k, bins, x, y, width, h);
    }
    drawEdges(to, ui, brushes, k, x, y, width, h);
    float line = Math.max(1, ui.px(1));
    to.addRectFilled(x, y + h - line, x + width, y + h, Theme.ink(ui.theme().line()));
  }

  private static float at(double place, Channel channel, float x, float width) {
    return x + (float) Math.round(width * place / channel.places());
  }

  private static void drawRange(
      ImDrawList to, Ui ui, Brushes brushes, int k, float x, float y, float width, float h) {
    if (brushes.isActive(k)) {
      Channel channel = brushes.channels().get(k);
      float left = at(brushes.from(k), channel, x, width);
      float right = Math.max(left + 1, at(brushes.to(k) + 1.0, channel, x, width));
      to.addRectFilled(left, y, right, y + h, Theme.ink(ui.theme().accent(), 0.14f));
    }
  }

  private static void drawBars(
      ImDrawList to,
      Ui ui,
      Brushes brushes,
      int k,
      long[] bins,
      float x,
      float y,
      float width,
      float h) {
    Channel channel = brushes.channels().get(k);
    long most = 1;
    for (int b = 1; b <= channel.bins(); b++) {
      most = Math.max(most, bins[b]);
    }
    boolean active = brushes.isActive(k);
    int inside = Theme.ink(ui.theme().accent(), active ? 1 : 0.8f);
    int outside = Theme.ink(ui.theme().muted(), 0.45f);
    float gap = width / channel.bins() > ui.px(5) ? Math.max(1, ui.px(1)) : 0;
    for (int b = 1; b <= channel.bins(); b++) {
      if (bins[b] == 0) {
        continue;
      }
      int first = (b - 1) << channel.shift();
      int end = Math.min(channel.places(), b << channel.shift());
      float left = at(first, channel, x, width);
      float right = Math.max(left + 1, at(end, channel, x, width) - gap);
      float tall = Math.max(1, Math.round((h - ui.px(2)) * ((double) bins[b] / most)));
      int middle = (first + end - 1) >> 1;
      boolean within = !active || (middle >= brushes.from(k) && middle <= brushes.to(k));
      to.addRectFilled(left, y + h - tall, right, y + h, within ? inside : outside);
    }
  }

  private static void drawEdges(
      ImDrawList to, Ui ui, Brushes brushes, int k, float x, float y, float width, float h) {
    if (!brushes.isActive(k)) {
      return;
    }
    Channel channel = brushes.channels().get(k);
    float thick = Math.max(1, Math.round(ui.px(1.5f)));
    float left = at(brushes.from(k), channel, x, width);
    float right = at(brushes.to(k) + 1.0, channel, x, width);
    drawHandle(to, ui, left, y, thick, h);
    drawHandle(to, ui, Math.max(left + thick, right - thick), y, thick, h);
  }

  private static void drawHandle(ImDrawList to, Ui ui, float x, float y, float thick, float h) {
    int ink = ui.ink();
    to.addRectFilled(x, y, x + thick, y + h, ink);
    float grip = ui.px(2);
    float tall = ui.px(12);
    float top = y + Math.round((h - tall) / 2);
    to.addRectFilled(x - grip, top, x + thick + grip, top + tall, ink, grip);
  }

  private void interact(Ui ui, Brushes brushes, int k, float x, float width) {
    Channel channel = brushes.channels().get(k);
    float mouse = ImGui.getMousePosX();
    if (ImGui.isItemActivated()) {
      press(ui, brushes, k, x, width, mouse);
    }
    boolean held = ImGui.isItemActive();
    if (held && drag != Drag.NONE) {
      moved |= Math.abs(mouse - pressX) > ui.px(CLICK);
      if (moved) {
        move(brushes, k, share(mouse, x, width) * channel.places());
      }
    }
    if (ImGui.isItemDeactivated()) {
      if (!moved && drag == Drag.NEW) {
        brushes.clear(k);
      }
      drag = Drag.NONE;
    }
    boolean hovered = ImGui.isItemHovered();
    if (hovered && ImGui.isMouseDoubleClicked(0)) {
      brushes.clear(k);
      drag = Drag.NONE;
    }
    boolean edge =
        held
            ? drag == Drag.LOWER || drag == Drag.UPPER
            : hovered && edgeAt(ui, brushes, k, x, width, mouse) != Drag.NONE;
    if (edge) {
      ImGui.setMouseCursor(ImGuiMouseCursor.ResizeEW);
    }
  }

  private static double share(float mouse, float x, float width) {
    return Math.clamp((mouse - x) / (double) width, 0.0, 1.0);
  }

  private static Drag edgeAt(Ui ui, Brushes brushes, int k, float x, float width, float mouse) {
    if (!brushes.isActive(k)) {
      return Drag.NONE;
    }
    Channel channel = brushes.channels().get(k);
    float left = at(brushes.from(k), channel, x, width);
    float right = at(brushes.to(k) + 1.0, channel, x, width);
    boolean upperIsNearer = Math.abs(mouse - right) <= Math.abs(mouse - left);
    float distance = upperIsNearer ? Math.abs(mouse - right) : Math.abs(mouse - left);
    return distance > ui.px(REACH) ? Drag.NONE : upperIsNearer ? Drag.UPPER : Drag.LOWER;
  }

  private void press(Ui ui, Brushes brushes, int k, float x, float width, float mouse) {
    Channel channel = brushes.channels().get(k);
    pressX = mouse;
    moved = false;
    anchor = share(mouse, x, width) * channel.places();
    grabbedFrom = brushes.from(k);
    grabbedTo = brushes.to(k);
    drag = edgeAt(ui, brushes, k, x, width, mouse);
    if (drag == Drag.NONE) {
      boolean inside = brushes.isActive(k) && anchor >= grabbedFrom && anchor <= grabbedTo + 1.0;
      drag = inside ? Drag.MOVE : Drag.NEW;
    }
  }

  /** Follows the pointer, which is at a place with a fraction. */
  private void move(Brushes brushes, int k, double place) {
    int most = brushes.channels().get(k).places() - 1;
    switch (drag) {
      case NEW -> {
        int from = (int) Math.floor(Math.min(anchor, place));
        int to = (int) Math.ceil(Math.max(anchor, place)) - 1;
        brushes.brush(k, from, Math.max(from, to));
      }
      case MOVE -> {
        int by = (int) Math.round(place - anchor);
        int bounded = Math.clamp(by, -grabbedFrom, most - grabbedTo);
        brushes.brush(k, grabbedFrom + bounded, grabbedTo + bounded);
      }
      case LOWER -> brushes.brush(k, (int) Math.min(Math.round(place), grabbedTo), grabbedTo);
      case UPPER ->
          brushes.brush(k, grabbedFrom, (int) Math.max(Math.round(place) - 1, grabbedFrom));
      case NONE -> {}
    }
  }
}
