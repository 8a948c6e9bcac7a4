package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiWindowFlags;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.load.LoadProgress;
import skein.core.load.SlabLoader;

/** Progress of a load along the plot's upper edge, with a button that stops it. */
final class LoadBar {
  private static final float BAR = 3;
  private static final float SMOOTH_SECONDS = 0.5f;

  private final TextRun text = new TextRun();
  private @Nullable ImDrawList list;
  private @Nullable SlabLoader watched;
  private long lastRows;
  private double rate;
  private float since;

  void draw(ImDrawList plot, Ui ui, PlotLayout l, float seconds) {
    SlabLoader loader = running(ui);
    if (loader == null) {
      watched = null;
      return;
    }
    LoadProgress progress = loader.progress();
    follow(loader, progress, seconds);
    drawThin(plot, ui, l);
    text.clear().add(ui.model.series().next == null ? "" : "behind: ");
    write(progress);
    drawText(ui, l, ui.px(BAR));
  }

  /** The load of what is shown or, behind it, of what will be shown in its place; null for none. */
  private static @Nullable SlabLoader running(Ui ui) {
    SlabLoader next = ui.model.series().next;
    SlabLoader loader = next == null ? ui.model.series().loader : next;
    return loader == null || loader.progress().ended() ? null : loader;
  }

  /** The bar alone, for plots beside the active one. */
  static void drawThin(ImDrawList plot, Ui ui, PlotLayout l) {
    SlabLoader loader = running(ui);
    if (loader == null) {
      return;
    }
    double share = loader.progress().share;
    float h = ui.px(BAR);
    float w = l.plotWidth;
    plot.addRectFilled(l.plotX, l.plotY, l.plotX + w, l.plotY + h, Theme.ink(ui.theme().line()));
    float done = (float) Math.clamp(share < 0 ? 1 : share, 0, 1);
    int fill = Theme.ink(ui.theme().accent(), share < 0 ? 0.5f : 1);
    plot.addRectFilled(l.plotX, l.plotY, l.plotX + w * done, l.plotY + h, fill);
  }

  private void follow(SlabLoader loader, LoadProgress progress, float seconds) {
    if (!Objects.equals(loader, watched)) {
      watched = loader;
      lastRows = progress.rows;
      rate = 0;
      since = 0;
    }
    since += seconds;
    if (since >= SMOOTH_SECONDS) {
      long rows = progress.rows;
      rate = (rows - lastRows) / (double) since;
      lastRows = rows;
      since = 0;
    }
  }

  private void write(LoadProgress progress) {
    if (progress.phase == LoadProgress.Phase.CLUSTERING) {
      text.add(progress.indexing ? "indexing " : "clustering ");
      AxisFormat.grouped(text, progress.plotted());
      text.add(" rows");
      writeRest(progress);
      return;
    }
    text.add(progress.indexing ? "indexing " : "");
    text.add(progress.phase == LoadProgress.Phase.ORDERING ? "ordering " : "");
    AxisFormat.grouped(text, progress.rows);
    text.add(" rows");
    if (rate > 0) {
      text.add("   ");
      AxisFormat.compact(text, rate);
      text.add(" rows/s");
    }
    if (progress.share >= 0) {
      text.add("   ");
      AxisFormat.decimal(text, progress.share * 100, 0);
      text.add(" %");
    }
    writeRest(progress);
  }

  /** What is left of the time; known for indexes. */
  private void writeRest(LoadProgress progress) {
    if (progress.secondsLeft >= 0) {
      text.add("   ");
      AxisFormat.decimal(text, progress.secondsLeft, 0);
      text.add(" s left");
    }
  }

  private void drawText(Ui ui, PlotLayout l, float bar) {
    Face mono = ui.fonts().mono();
    float pad = ui.px(8);
    float h = ui.px(Theme.ROW) + ui.px(4);
    float w = mono.width(text) + 2 * pad + ui.px(28);
    float x = l.plotX + ui.px(10);
    float y = l.plotY + bar + ui.px(8);
    ui.begin("##load", x, y, w, h, ImGuiWindowFlags.NoBackground);
    ImDrawList to = list;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      list = to;
    }
    ui.card(to, x, y, w, h);
    mono.draw(to, x + pad, y + Math.round((h - mono.size()) / 2), ui.ink(), text);
    ImGui.setCursorScreenPos(x + w - ui.px(28), y + ui.px(2));
    if (ui.iconButton(to, "cancel", IconFont.CLOSE, "Stop loading; what is here stays", false)) {
      ui.model.commands().cancelLoad();
    }
    ImGui.end();
  }
}
