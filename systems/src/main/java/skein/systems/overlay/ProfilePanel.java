package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiWindowFlags;
import imgui.type.ImBoolean;
import imgui.type.ImString;
import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;
import skein.components.ProfileComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.budget.Budget;
import skein.core.budget.BudgetWatch;
import skein.core.budget.ZoneComparison;
import skein.core.session.SavedRun;

/**
 * Where every frame went: bars of the frames, zones over time, their statistics, a flame graph,
 * memory by owner, JVM and queues, budgets. Records while it is open, or shows a session in place
 * of data. Render thread; allocates nothing a frame.
 */
final class ProfilePanel {
  static final String NAME = "Profiler";
  private static final String[] TABS = {
    "Timeline", "Zones", "Flame", "Memory", "Runtime", "Budgets"
  };

  /** Width below which there is no room for a search. */
  private static final float LEAST_FOR_SEARCH = 560;

  private static final float BARS = 64;
  private static final float BESIDE_BARS = 112;

  /** Frames that a span must rest before zones are weighed. */
  private static final int REST = 12;

  private static final int FLAGS =
      ImGuiWindowFlags.NoCollapse
          | ImGuiWindowFlags.NoScrollbar
          | ImGuiWindowFlags.NoScrollWithMouse
          | ImGuiWindowFlags.NoFocusOnAppearing;
  private static final int WHOLE =
      FLAGS | Ui.FIXED | ImGuiWindowFlags.NoResize | ImGuiWindowFlags.NoSavedSettings;

  private final ProfileComponent profile;
  private final ProfileCommands commands;
  private final ProfileClock clock;
  private final FrameBars bars = new FrameBars();
  private final ZoneLanes lanes = new ZoneLanes();
  private final ZoneStatsView stats = new ZoneStatsView();
  private final FlameView flame = new FlameView();
  private final MemoryMap memory = new MemoryMap();
  private final RuntimeView runtime = new RuntimeView();
  private final BudgetView budgets = new BudgetView();
  private final ProfileFileCard files = new ProfileFileCard();
  private final ImBoolean open = new ImBoolean();
  private final ImString search = new ImString(64);
  private final TextRun text = new TextRun();
  private String wanted = "";
  private final FloatingPlace place = new FloatingPlace();
  private int rested;
  private long restedFrom;
  private long restedTo;
  private @Nullable SavedRun restedWith;
  private @Nullable ImDrawList list;
  private @Nullable ImDrawList inner;

  ProfilePanel(ProfileComponent profile, ProfileCommands commands) {
    this.profile = profile;
    this.commands = commands;
    this.clock = new ProfileClock(profile);
  }

  /** True while a session is shown in place of data. */
  boolean fillsWindow() {
    return profile.opened != null;
  }

  /** Draws the panel over a plot while it is wanted. */
  void draw(Ui ui, PlotLayout l) {
    if (!profile.shown) {
      return;
    }
    place.begin(ui, l);
    open.set(true);
    if (ImGui.begin(NAME, open, FLAGS)) {
      drawParts(window(), ui);
    }
    place.end(l);
    ImGui.end();
    profile.shown = open.get();
  }

  /** Draws the panel all over the window. */
  void drawWhole(Ui ui) {
    SavedRun opened = profile.opened;
    ImGui.setNextWindowPos(0, 0);
    ImGui.setNextWindowSize(ui.width(), ui.height());
    ImGui.begin("##session", WHOLE);
    ImDrawList to = window();
    if (opened != null) {
      drawTitle(to, ui, opened);
    }
    drawParts(to, ui);
    ImGui.end();
  }

  private ImDrawList window() {
    ImDrawList to = list;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      list = to;
    }
    return to;
  }

  private void drawTitle(ImDrawList to, Ui ui, SavedRun opened) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    float end = x + ImGui.getContentRegionAvailX();
    Face face = ui.fonts().text();
    float at = ui.fonts().strong().draw(to, x, y, ui.accent(), "skein") + ui.px(20);
    at = face.drawCut(to, at, y, ui.ink(), opened.name(), Math.max(0, end - at) * 0.4f);
    at += ui.px(16);
    face.drawCut(to, at, y, ui.muted(), opened.about(), Math.max(0, end - at));
    ImGui.setCursorScreenPos(x, y + face.size() + ui.px(8));
  }

  private void drawParts(ImDrawList to, Ui ui) {
    clock.update();
    weigh();
    float width = ImGui.getContentRegionAvailX();
    drawHead(to, ui, width);
    float high = ui.px(profile.compared == null ? BARS : BESIDE_BARS);
    profile.barsX = Math.round(ImGui.getCursorScreenPosX());
    profile.barsY = Math.round(ImGui.getCursorScreenPosY());
    bars.draw(to, ui, profile, clock, width, high);
    profile.chosen = clock.chosen();
    profile.shownFrom = clock.from();
    profile.shownTo = clock.to();
    drawTab(ui);
  }

  private void weigh() {
    SavedRun beside = profile.compared;
    if (beside == null || !clock.held()) {
      restedWith = null;
      return;
    }
    boolean same =
        SavedRun.same(beside, restedWith) && clock.from() == restedFrom && clock.to() == restedTo;
    rested = same ? rested + 1 : 0;
    restedWith = beside;
    restedFrom = clock.from();
    restedTo = clock.to();
    if (rested == REST) {
      commands.weigh(restedFrom, restedTo);
    }
  }

  private void drawHead(ImDrawList to, Ui ui, float width) {
    float x = ImGui.getCursorScreenPosX();
    float y = ImGui.getCursorScreenPosY();
    float row = ui.px(Theme.ROW);
    drawHold(ui, row);
    ImGui.setCursorScreenPos(x + ui.px(80), y);
    boolean finds = width >= ui.px(LEAST_FOR_SEARCH);
    float field = finds ? Math.min(ui.px(160), width * 0.16f) : 0;
    float icons = ui.px(2 * 28);
    float segments = Math.min(ui.px(440), width - ui.px(80 + 3 * 12) - icons - field);
    int picked = ui.segments(to, "tab", TABS, profile.tab, segments);
    if (picked >= 0) {
      profile.tab = picked;
      stats.reset();
    }
    if (finds) {
      drawSearch(x + width - field, y, field);
    }
    float left = x + width - field - ui.px(12) - icons;
    drawButtons(to, ui, left, y);
    float told = x + ui.px(80) + segments + ui.px(12);
    drawNotice(to, ui, told, left - ui.px(12), y + ui.px(5));
    ImGui.setCursorScreenPos(x, y + row + ui.px(6));
  }

  private void drawSearch(float x, float y, float width) {
    ImGui.setCursorScreenPos(x, y);
    ImGui.setNextItemWidth(width);
    if (ImGui.inputTextWithHint("##find", "find a zone", search)) {
      wanted = search.get();
    }
  }

  private void drawHold(Ui ui, float row) {
    if (profile.opened != null) {
      if (ImGui.button("All", ui.px(72), row)) {
        clock.fit();
      }
    } else if (ImGui.button(clock.held() ? "Follow" : "Hold", ui.px(72), row)) {
      clock.hold(!clock.held());
    }
  }

  private void drawButtons(ImDrawList to, Ui ui, float x, float y) {
    boolean beside = profile.compared != null;
    ImGui.setCursorScreenPos(x, y);
    if (ui.iconButton(to, "beside", IconFont.COMPARE, "Compare with a saved session", beside)) {
      files.askForComparison();
    }
    ImGui.setCursorScreenPos(x + ui.px(28), y);
    if (ui.iconButton(to, "save", IconFont.SAVE, "Save what was recorded", false)) {
      files.askForExport();
    }
    files.draw(ui, commands, profile.compared, x, y + ui.px(Theme.ROW + 4));
  }

  /** The first budget that is broken now; null when all hold, or nothing is measured. */
  private @Nullable Budget broken() {
    BudgetWatch watch = profile.opened == null ? profile.budgets : null;
    int place = watch == null ? -1 : watch.nextBroken(0, System.nanoTime());
    return place < 0 || watch == null ? null : watch.budgets().get(place);
  }

  /** What happened last; else what is over budget, lost, or compared. */
  private void drawNotice(ImDrawList to, Ui ui, float x, float right, float y) {
    Face small = ui.fonts().small();
    SavedRun beside = profile.compared;
    Budget over = broken();
    long lost = profile.data.lost();
    text.clear();
    int ink = ui.accent();
    if (!commands.notice().isEmpty()) {
      text.add(commands.notice());
    } else if (over != null) {
      text.add(over.name()).add(" over budget");
      ink = Theme.ink(ui.theme().error());
    } else if (lost > 0) {
      AxisFormat.grouped(text, lost);
      text.add(" zones lost");
      ink = Theme.ink(ui.theme().warn());
    } else if (beside != null) {
      text.add("then: ").add(beside.name());
      ink = ui.muted();
    }
    if (right > x) {
      small.drawCut(to, x, y, ink, text, right - x);
    }
  }

  private void drawTab(Ui ui) {
    // over the timeline the wheel zooms
    int flags = profile.tab == 0 ? ImGuiWindowFlags.NoScrollWithMouse : ImGuiWindowFlags.None;
    ImGui.beginChild("tab", 0, 0, false, flags);
    ImDrawList to = inner;
    if (to == null) {
      to = ImGui.getWindowDrawList();
      inner = to;
    }
    float width = ImGui.getContentRegionAvailX();
    float height = ImGui.getContentRegionAvailY();
    switch (profile.tab) {
      case 0 -> lanes.draw(to, ui, profile, clock, wanted, width, height);
      case 1 -> stats.draw(to, ui, profile, clock, wanted, difference(), width);
      case 2 -> flame.draw(to, ui, profile, clock, width);
      case 3 -> drawMemory(to, ui, width, height);
      case 4 -> runtime.draw(to, ui, profile, width);
      default -> drawBudgets(to, ui, width);
    }
    ImGui.endChild();
  }

  /** How the zones shown differ from those beside; null where that is not known. */
  private @Nullable ZoneComparison difference() {
    if (clock.held()) {
      return commands.weighed();
    }
    boolean beside = profile.compared != null && profile.opened == null;
    return beside ? commands.follow() : null;
  }

  private void drawMemory(ImDrawList to, Ui ui, float width, float height) {
    SavedRun opened = profile.opened;
    FrameComponent frame = ui.model.frame();
    if (opened == null) {
      memory.draw(to, ui, frame.host, frame.gpu, width, height);
    } else {
      memory.draw(to, ui, opened.host(), opened.gpu(), width, height);
    }
  }

  private void drawBudgets(ImDrawList to, Ui ui, float width) {
    SavedRun opened = profile.opened;
    BudgetWatch watch = opened == null ? profile.budgets : opened.budgets();
    if (watch != null) {
      budgets.draw(to, ui, watch, opened == null, width);
    }
  }
}
