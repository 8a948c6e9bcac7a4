package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.type.ImString;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import skein.components.StyleComponent;

/** A drop-down of time zones with a search. */
final class ZoneCombo {
  private final List<String> zones =
      ZoneId.getAvailableZoneIds().stream()
          .filter(id -> id.indexOf('/') > 0 && !id.startsWith("Etc/") && !id.startsWith("SystemV/"))
          .sorted()
          .toList();
  private final ImString search = new ImString(64);

  void draw(ImDrawList to, Ui ui, float width) {
    StyleComponent style = ui.model.style();
    String current = style.zone.equals(ZoneOffset.UTC) ? "UTC" : style.zone.getId();
    if (!ui.beginCombo(to, "##zone", current, width)) {
      return;
    }
    if (ImGui.isWindowAppearing()) {
      search.set("");
      ImGui.setKeyboardFocusHere();
    }
    ImGui.setNextItemWidth(-1);
    ImGui.inputTextWithHint("##zonesearch", "search", search);
    if (ImGui.selectable("UTC", current.equals("UTC"))) {
      set(style, ZoneOffset.UTC);
    }
    String wanted = search.get().toLowerCase(Locale.ROOT);
    for (String zone : zones) {
      if (zone.toLowerCase(Locale.ROOT).contains(wanted)
          && ImGui.selectable(zone, zone.equals(current))) {
        set(style, ZoneId.of(zone));
      }
    }
    ImGui.endCombo();
  }

  private static void set(StyleComponent style, ZoneId zone) {
    style.zone = zone;
    style.revision++;
  }
}
