package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.memory.MemoryLedger;
import skein.core.memory.ScratchPool;

/**
 * Live memory by owner as a treemap, host and GPU side by side: areas are bytes, rows as square as
 * they come (Bruls, Huizing, van Wijk: Squarified Treemaps, 2000). Render thread; allocates only
 * when an owner is first seen.
 */
final class MemoryMap {
  private static final int MOST = 128;

  private final TextRun text = new TextRun();
  private final String[] names = new String[MOST];
  private final long[] bytes = new long[MOST];
  private int count;
  private float x;
  private float y;
  private float w;
  private float h;

  void draw(
      ImDrawList list, Ui ui, MemoryLedger host, MemoryLedger gpu, float width, float height) {
    float left = ImGui.getCursorScreenPosX();
    float top = ImGui.getCursorScreenPosY();
    float gap = ui.px(8);
    float line = host.scratch().leases() == 0 ? 0 : ui.px(20);
    if (line > 0) {
      scratch(list, ui, host.scratch(), left, top + height - line + ui.px(2), width);
    }
    height -= line;
    double all = Math.max(1, host.totalBytes() + gpu.totalBytes());
    float share = (float) Math.clamp(host.totalBytes() / all, 0.2, 0.8);
    float hostWidth = Math.round((width - gap) * share);
    side(list, ui, host, "Host", left, top, hostWidth, height);
    side(list, ui, gpu, "GPU", left + hostWidth + gap, top, width - gap - hostWidth, height);
    ImGui.dummy(1, 1);
  }

  private void scratch(
      ImDrawList list, Ui ui, ScratchPool pool, float left, float top, float width) {
    long leases = pool.leases();
    text.clear().add("Scratch memory  ");
    AxisFormat.bytes(text, pool.heldBytes());
    text.add(" held, ");
    AxisFormat.grouped(text, leases);
    text.add(" leases, ");
    AxisFormat.decimal(text, leases == 0 ? 0 : 100.0 * pool.hits() / leases, 1);
    text.add(" % from the pool");
    ui.fonts().small().drawCut(list, left, top, ui.muted(), text, width);
  }

  private void side(
      ImDrawList list,
      Ui ui,
      MemoryLedger ledger,
      String name,
      float left,
      float top,
      float width,
      float height) {
    text.clear().add(name).add("  ");
    AxisFormat.bytes(text, ledger.totalBytes());
    text.add(", peak ");
    AxisFormat.bytes(text, ledger.peakBytes());
    ui.fonts().small().drawCut(list, left, top, ui.muted(), text, width);
    float head = ui.px(20);
    collect(ledger);
    x = left;
    y = top + head;
    w = width;
    h = height - head;
    long rest = 0;
    for (int i = 0; i < count; i++) {
      rest += bytes[i];
    }
    for (int from = 0; from < count && rest > 0; ) {
      int end = row(from, rest);
      rest -= fill(list, ui, from, end, rest);
      from = end;
    }
  }

  private void collect(MemoryLedger ledger) {
    count = 0;
    for (int i = 0; i < ledger.owners() && count < MOST; i++) {
      long held = ledger.bytesOf(i);
      if (held > 0) {
        int at = count++;
        while (at > 0 && bytes[at - 1] < held) {
          bytes[at] = bytes[at - 1];
          names[at] = names[at - 1];
          at--;
        }
        bytes[at] = held;
        names[at] = ledger.owner(i);
      }
    }
  }

  /** End of the row from {@code from} on whose worst box is least long and thin. */
  private int row(int from, long rest) {
    double side = Math.min(w, h);
    double area = (double) w * h / rest;
    double sum = 0;
    double best = Double.MAX_VALUE;
    int end = from;
    while (end < count) {
      sum += bytes[end] * area;
      double largest = bytes[from] * area;
      double smallest = bytes[end] * area;
      double worst =
          Math.max(side * side * largest / (sum * sum), sum * sum / (side * side * smallest));
      if (worst > best) {
        break;
      }
      best = worst;
      end++;
    }
    return Math.max(end, from + 1);
  }

  private long fill(ImDrawList list, Ui ui, int from, int end, long rest) {
    long sum = 0;
    for (int i = from; i < end; i++) {
      sum += bytes[i];
    }
    boolean tall = w >= h;
    float thick = (float) ((tall ? w : h) * ((double) sum / rest));
    float at = tall ? y : x;
    for (int i = from; i < end; i++) {
      float length = (float) ((tall ? h : w) * ((double) bytes[i] / sum));
      if (tall) {
        box(list, ui, i, x, at, thick, length);
      } else {
        box(list, ui, i, at, y, length, thick);
      }
      at += length;
    }
    if (tall) {
      x += thick;
      w -= thick;
    } else {
      y += thick;
      h -= thick;
    }
    return sum;
  }

  private void box(
      ImDrawList list, Ui ui, int i, float left, float top, float width, float height) {
    int ink = ZoneText.ink(ui.theme(), names[i].hashCode() & 0xFFFF);
    list.addRectFilled(left, top, left + width - 1, top + height - 1, ink, ui.px(2));
    if (width > ui.px(40) && height > ui.px(16)) {
      float room = width - ui.px(8);
      ui.fonts()
          .small()
          .drawCut(list, left + ui.px(4), top + ui.px(1), ZoneText.INK, names[i], room);
      if (height > ui.px(32)) {
        AxisFormat.bytes(text.clear(), bytes[i]);
        float below = top + ui.px(17);
        ui.fonts().monoSmall().drawCut(list, left + ui.px(4), below, ZoneText.INK, text, room);
      }
    }
    if (Ui.pointed(left, top, width, height)) {
      ImDrawList over = ui.beginOver();
      float cardWidth = ui.px(220);
      float cx = ui.besidePointerX(cardWidth);
      float cy = ui.belowPointerY(ui.px(46));
      ui.card(over, cx, cy, cardWidth, ui.px(46));
      ui.fonts()
          .text()
          .drawCut(over, cx + ui.px(8), cy + ui.px(5), ui.ink(), names[i], cardWidth - ui.px(16));
      AxisFormat.bytes(text.clear(), bytes[i]);
      ui.fonts().mono().draw(over, cx + ui.px(8), cy + ui.px(24), ui.ink(), text);
      ImGui.end();
    }
  }
}
