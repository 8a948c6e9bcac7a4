package skein.systems.overlay;

import imgui.ImGui;
import imgui.ImGuiStyle;
import imgui.flag.ImGuiCol;
import imgui.flag.ImGuiDir;

/** Gives Dear ImGui's widgets the theme's colours and sizes. */
final class UiStyle {
  private UiStyle() {}

  static void apply(Theme t, float scale) {
    ImGuiStyle style = ImGui.getStyle();
    sizes(style, scale);
    for (int i = 0; i < ImGuiCol.COUNT; i++) {
      style.setColor(i, Theme.ink(t.line()));
    }
    int clear = Theme.ink(t.panel(), 0);
    style.setColor(ImGuiCol.Text, Theme.ink(t.text()));
    style.setColor(ImGuiCol.TextDisabled, Theme.ink(t.muted()));
    style.setColor(ImGuiCol.WindowBg, Theme.ink(t.panel()));
    style.setColor(ImGuiCol.ChildBg, clear);
    style.setColor(ImGuiCol.PopupBg, Theme.ink(t.raised()));
    style.setColor(ImGuiCol.Border, Theme.ink(t.line()));
    style.setColor(ImGuiCol.BorderShadow, clear);
    style.setColor(ImGuiCol.FrameBg, Theme.ink(t.raised()));
    style.setColor(ImGuiCol.FrameBgHovered, Theme.ink(t.hovered()));
    style.setColor(ImGuiCol.FrameBgActive, Theme.ink(t.hovered()));
    style.setColor(ImGuiCol.ScrollbarBg, clear);
    style.setColor(ImGuiCol.ScrollbarGrab, Theme.ink(t.hovered()));
    style.setColor(ImGuiCol.ScrollbarGrabHovered, Theme.ink(t.muted(), 0.6f));
    style.setColor(ImGuiCol.ScrollbarGrabActive, Theme.ink(t.muted()));
    style.setColor(ImGuiCol.CheckMark, Theme.ink(t.accent()));
    style.setColor(ImGuiCol.Button, Theme.ink(t.raised()));
    style.setColor(ImGuiCol.ButtonHovered, Theme.ink(t.hovered()));
    style.setColor(ImGuiCol.ButtonActive, Theme.ink(t.accent(), 0.35f));
    style.setColor(ImGuiCol.Header, Theme.ink(t.accent(), 0.18f));
    style.setColor(ImGuiCol.HeaderHovered, Theme.ink(t.hovered()));
    style.setColor(ImGuiCol.HeaderActive, Theme.ink(t.accent(), 0.30f));
    style.setColor(ImGuiCol.SeparatorHovered, Theme.ink(t.accent(), 0.6f));
    style.setColor(ImGuiCol.SeparatorActive, Theme.ink(t.accent()));
    style.setColor(ImGuiCol.TitleBg, Theme.ink(t.window()));
    style.setColor(ImGuiCol.TitleBgActive, Theme.ink(t.window()));
    style.setColor(ImGuiCol.TitleBgCollapsed, Theme.ink(t.window()));
    style.setColor(ImGuiCol.Tab, Theme.ink(t.window()));
    style.setColor(ImGuiCol.TabHovered, Theme.ink(t.hovered()));
    style.setColor(ImGuiCol.TabActive, Theme.ink(t.panel()));
    style.setColor(ImGuiCol.TabUnfocused, Theme.ink(t.window()));
    style.setColor(ImGuiCol.TabUnfocusedActive, Theme.ink(t.panel()));
    style.setColor(ImGuiCol.DockingPreview, Theme.ink(t.accent(), 0.35f));
    style.setColor(ImGuiCol.DockingEmptyBg, clear);
    style.setColor(ImGuiCol.ResizeGrip, clear);
    style.setColor(ImGuiCol.ResizeGripHovered, clear);
    style.setColor(ImGuiCol.ResizeGripActive, clear);
    style.setColor(ImGuiCol.TextSelectedBg, Theme.ink(t.accent(), 0.35f));
    style.setColor(ImGuiCol.NavHighlight, Theme.ink(t.accent()));
    style.setColor(ImGuiCol.NavWindowingDimBg, clear);
    style.setColor(ImGuiCol.ModalWindowDimBg, clear);
  }

  private static void sizes(ImGuiStyle style, float scale) {
    float corner = Math.round(Theme.CORNER * scale);
    float pad = Math.round(Theme.PAD * scale);
    float frame = Math.round((Theme.ROW - Theme.TEXT) / 2 * scale);
    style.setWindowPadding(pad, pad);
    style.setWindowRounding(0);
    style.setWindowBorderSize(0);
    style.setWindowMinSize(1, 1);
    style.setWindowMenuButtonPosition(ImGuiDir.None);
    style.setTabRounding(0);
    style.setTabBorderSize(0);
    style.setChildRounding(corner);
    style.setChildBorderSize(0);
    style.setPopupRounding(corner);
    style.setPopupBorderSize(1);
    style.setFramePadding(pad, frame);
    style.setFrameRounding(corner);
    style.setFrameBorderSize(0);
    style.setItemSpacing(pad, Math.round(4 * scale));
    style.setItemInnerSpacing(pad / 2, pad / 2);
    style.setScrollbarSize(Math.round(10 * scale));
    style.setScrollbarRounding(corner);
    style.setGrabMinSize(Math.round(16 * scale));
    style.setGrabRounding(corner);
    style.setButtonTextAlign(0.5f, 0.5f);
    style.setSelectableTextAlign(0, 0.5f);
    style.setAntiAliasedLinesUseTex(false);
    style.setAntiAliasedLines(true);
    style.setAntiAliasedFill(true);
  }
}
