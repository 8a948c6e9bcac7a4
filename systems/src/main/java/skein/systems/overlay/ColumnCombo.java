package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.type.ImString;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import skein.core.source.ColumnInfo;
import skein.core.source.SourceInfo;

/** A drop-down of columns, with a search when there are many. */
final class ColumnCombo {
  /** What stands for no colour column. */
  static final String NONE = "rows per pixel";

  private static final int MANY = 12;
  private static final int MOST_SHOWN = 200;

  private final ImString search = new ImString(128);

  /** Offers all columns that can be filtered by; returns the name picked, or null. */
  @Nullable String drawAll(
      ImDrawList to, Ui ui, String id, SourceInfo info, String hint, float width) {
    return draw(to, ui, id, info, hint, width, true, false);
  }

  /** Returns the name picked, or null. */
  @Nullable String draw(
      ImDrawList to,
      Ui ui,
      String id,
      SourceInfo info,
      String current,
      float width,
      boolean forColour) {
    return draw(to, ui, id, info, current, width, forColour, forColour);
  }

  private @Nullable String draw(
      ImDrawList to,
      Ui ui,
      String id,
      SourceInfo info,
      String current,
      float width,
      boolean categories,
      boolean withNone) {
    if (!ui.beginCombo(to, id, current, width)) {
      return null;
    }
    @Nullable String picked = null;
    List<ColumnInfo> columns = info.columns();
    if (columns.size() > MANY) {
      if (ImGui.isWindowAppearing()) {
        search.set("");
        ImGui.setKeyboardFocusHere();
      }
      ImGui.setNextItemWidth(-1);
      ImGui.inputTextWithHint("##search", "search", search);
    }
    String wanted = search.get().toLowerCase(Locale.ROOT);
    if (withNone && ImGui.selectable(NONE, current.equals(NONE))) {
      picked = NONE;
    }
    int shown = 0;
    for (ColumnInfo column : columns) {
      boolean fits = column.axisType() != null || (categories && column.category());
      if (!fits
          || shown >= MOST_SHOWN
          || !column.name().toLowerCase(Locale.ROOT).contains(wanted)) {
        continue;
      }
      ImGui.pushID(shown++);
      if (ImGui.selectable(column.name(), column.name().equals(current))) {
        picked = column.name();
      }
      ImGui.popID();
    }
    ImGui.endCombo();
    return picked;
  }
}
