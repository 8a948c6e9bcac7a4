package skein.systems.overlay;

import imgui.ImDrawList;
import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.load.SlabLoader;
import skein.core.measure.DataStage;
import skein.core.measure.StageMeters;
import skein.core.session.RunTotals;

/**
 * A row for each stage of data's way: pieces, bytes, time, and bytes a second of that time. Render
 * thread; allocates nothing.
 */
final class StageTable {
  private static final int REFRESH_FRAMES = 30;
  private static final float COLUMN = 84;
  private static final String[] HEADS = {"pieces", "bytes", "time", "bytes a second"};
  private static final DataStage[] STAGES = DataStage.values();

  private final TextRun text = new TextRun();
  private final StageMeters live = new StageMeters();
  private StageMeters shown = live;
  private int age;

  /** Takes what is recorded, or now and then what goes through the program. */
  void refresh(FrameComponent frame, @Nullable RunTotals totals, @Nullable SlabLoader loader) {
    if (totals != null) {
      shown = totals.stages();
      return;
    }
    shown = live;
    if (age++ % (REFRESH_FRAMES * frame.overlayInterval) == 0) {
      live.clear();
      live.addAll(frame.stages);
      if (loader != null) {
        loader.addStages(live);
      }
    }
  }

  /** Returns the lower edge. */
  float draw(ImDrawList list, Ui ui, float x, float top, float right, float row) {
    Face small = ui.fonts().small();
    Face mono = ui.fonts().monoSmall();
    small.draw(list, x, top, ui.muted(), "stage, all since the start");
    for (int i = 0; i < HEADS.length; i++) {
      small.drawRight(list, column(ui, right, i), top, ui.muted(), HEADS[i]);
    }
    float y = top;
    for (DataStage stage : STAGES) {
      y += row;
      long bytes = shown.bytes(stage);
      long nanos = shown.nanos(stage);
      int ink = shown.pieces(stage) == 0 ? ui.muted() : ui.ink();
      small.draw(list, x, y, ink, stage.label());
      AxisFormat.grouped(text.clear(), shown.pieces(stage));
      mono.drawRight(list, column(ui, right, 0), y, ink, text);
      AxisFormat.bytes(text.clear(), bytes);
      mono.drawRight(list, column(ui, right, 1), y, ink, text);
      ZoneText.duration(text.clear(), (double) nanos);
      mono.drawRight(list, column(ui, right, 2), y, ink, text);
      text.clear();
      if (bytes > 0 && nanos > 0) {
        AxisFormat.bytes(text, Math.round(bytes * 1e9 / nanos));
      } else {
        text.add("n/a");
      }
      mono.drawRight(list, column(ui, right, 3), y, bytes > 0 ? ink : ui.muted(), text);
    }
    return y + row;
  }

  private static float column(Ui ui, float right, int index) {
    return right - ui.px(COLUMN) * (HEADS.length - 1 - index);
  }
}
