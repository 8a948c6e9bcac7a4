package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiCond;
import imgui.flag.ImGuiWindowFlags;
import imgui.type.ImBoolean;
import imgui.type.ImString;
import org.jspecify.annotations.Nullable;
import skein.components.ProfileComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.budget.BudgetWatch;

/**
 * Where every frame went: bars of the frames, zones over time, their statistics, a flame graph,
 * memory by owner, budgets. Records while it is open. Render thread; allocates nothing a frame.
 */
final class ProfilePanel {
  static final String NAME = "Profiler";
  private static final String[] TABS = {"Timeline", "Zones", "Flame", "Memory", "Budgets"};
  private static final float HEIGHT = 400;
  private static final float BARS = 64;
  private static final int FLAGS =
      ImGuiWindowFlags.NoCollapse
          | ImGuiWindowFlags.NoScrollbar
          | ImGuiWindowFlags.NoScrollWithMouse
          | ImGuiWindowFlags.NoFocusOnAppearing;

  private final ProfileComponent profile;
  private final ProfileClock clock;
  private final FrameBars bars = new FrameBars();
  private final ZoneLanes lanes = new ZoneLanes();
  private final ZoneStatsView stats = new ZoneStatsView();
  private final FlameView flame = new FlameView();
  private final MemoryMap memory = new MemoryMap();
  private final BudgetView budgets = new BudgetView();
  private final ImBoolean open = new ImBoolean();
  private final ImString search = new ImString(64);
  private final TextRun text = new TextRun();
  private String wanted = "";
  private int tab;
  private @Nullable ImDrawList list;
  private @Nullable ImDrawList inner;

  ProfilePanel(ProfileComponent profile) {
    this.profile = profile;
    this.clock = new ProfileClock(profile);
  }

  /** Draws the panel while it is wanted. */
  void draw(Ui ui, PlotLayout l) {
    if (!profile.shown) {
      return;
    }
    clock.update();
    float h = Math.min(ui.px(HEIGHT), l.areaHeight * 0.6f);
    ImGui.setNextWindowPos(
        l.plotX + ui.px(8), l.plotY + l.plotHeight - h - ui.px(8), ImGuiCond.FirstUseEver);
    ImGui.setNextWindowSize(l.plotWidth - ui.px(16), h, ImGuiCond.FirstUseEver);
    open.set(true);
    boolean visible = ImGui.begin(NAME, open, FLAGS);
    ImDrawList to = list;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      list = to;
    }
    if (visible) {
      float width = ImGui.getContentRegionAvailX();
      drawHead(to, ui, width);
      bars.draw(to, ui, profile, clock, width, ui.px(BARS));
      drawTab(ui);
    }
    ImGui.end();
    profile.shown = open.get();
  }

  private void drawHead(ImDrawList to, Ui ui, float width) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    float row = ui.px(Theme.ROW);
    if (ImGui.button(clock.held() ? "Follow" : "Hold", ui.px(72), row)) {
      clock.hold(!clock.held());
    }
    ImGui.setCursorScreenPos(x + ui.px(80), y);
    float segments = Math.min(ui.px(400), width * 0.5f);
    int picked = ui.segments(to, "tab", TABS, tab, segments);
    if (picked >= 0) {
      tab = picked;
      stats.reset();
    }
    float field = Math.min(ui.px(160), Math.max(ui.px(60), width - segments - ui.px(220)));
    ImGui.setCursorScreenPos(x + width - field, y);
    ImGui.setNextItemWidth(field);
    if (ImGui.inputTextWithHint("##find", "find a zone", search)) {
      wanted = search.get();
    }
    long lost = profile.profiler.lost();
    if (lost > 0) {
      AxisFormat.grouped(text.clear(), lost);
      text.add(" zones lost");
      float at = x + width - field - ui.px(12);
      float top = y + ui.px(5);
      ui.fonts().small().drawRight(to, at, top, Theme.ink(ui.theme().warn()), text);
    }
    ImGui.setCursorScreenPos(x, y + row + ui.px(6));
  }

  private void drawTab(Ui ui) {
    ImGui.beginChild("tab", 0, 0, false, ImGuiWindowFlags.NoScrollWithMouse);
    ImDrawList to = inner;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      inner = to;
    }
    float width = ImGui.getContentRegionAvailX();
    float height = ImGui.getContentRegionAvailY();
    switch (tab) {
      case 0 -> lanes.draw(to, ui, profile, clock, wanted, width, height);
      case 1 -> stats.draw(to, ui, profile, clock, wanted, width);
      case 2 -> flame.draw(to, ui, profile, clock, width);
      case 3 -> memory.draw(to, ui, width, height);
      default -> drawBudgets(to, ui, width);
    }
    ImGui.endChild();
  }

  private void drawBudgets(ImDrawList to, Ui ui, float width) {
    BudgetWatch watch = profile.budgets;
    if (watch != null) {
      budgets.draw(to, ui, watch, width);
    }
  }
}
