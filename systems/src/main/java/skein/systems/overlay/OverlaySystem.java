package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiKey;
import imgui.flag.ImGuiWindowFlags;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;
import skein.components.ProfileComponent;
import skein.core.source.ColumnStats;
import skein.core.source.DataSource;
import skein.systems.StageSystem;

/**
 * Draws everything over the plot, last in the frame: margins, axes, legend, panels, cards. Also
 * says where the plot lies, for the next frame. The target framebuffer is bound, its plot area
 * painted. Reacts to F1, F3, F4, F6, Tab, Ctrl+F, Ctrl+O and Esc; all other keys are the
 * application's.
 */
public final class OverlaySystem extends StageSystem {
  private static final int BEHIND =
      ImGuiWindowFlags.NoInputs
          | ImGuiWindowFlags.NoBackground
          | ImGuiWindowFlags.NoBringToFrontOnFocus;
  private static final float LEAST_FOR_RIGHT = 640;
  private static final float LEAST_FOR_LEFT = 900;

  private final ImGuiLayer layer;
  private final CanvasModel canvas;
  private final OverlayState state;
  private final Ui ui;
  private final PaneArea area;
  private final SelectionPanel selectionPanel = new SelectionPanel();
  private final RowTable rows = new RowTable();
  private final FilterPanel filter = new FilterPanel();
  private final BrushPanel brushes = new BrushPanel();
  private final TopBar topBar = new TopBar();
  private final StatusBar statusBar = new StatusBar();
  private final DockArea dock = new DockArea();
  private final DataPanel dataPanel = new DataPanel();
  private final ViewPanel viewPanel = new ViewPanel(new LegendOverlay());
  private final HudCard hud;
  private final HelpCard help = new HelpCard();
  private final LoadBar loadBar = new LoadBar();
  private final Banner banner = new Banner();
  private final OpenCard openCard = new OpenCard();
  private final EmptyState empty;
  private @Nullable ProfileComponent profile;
  private @Nullable ProfilePanel profiler;
  private @Nullable ImDrawList below;
  private int focused;

  /** For a plot on its own. */
  OverlaySystem(ImGuiLayer layer, PlotModel model, OverlayState state, List<String> recent) {
    this(layer, CanvasModel.of(model), state, recent);
  }

  /**
   * @param recent locations opened before, newest first
   */
  public OverlaySystem(
      ImGuiLayer layer, CanvasModel canvas, OverlayState state, List<String> recent) {
    super(null);
    this.layer = layer;
    this.canvas = canvas;
    this.state = state;
    this.ui = new Ui(layer, canvas.active().model);
    this.area = new PaneArea(canvas);
    this.hud = new HudCard(canvas.frame());
    this.empty = new EmptyState(recent);
  }

  /** Ranges of a source's columns, in their order, once they have been measured. */
  public void statistics(DataSource source, List<ColumnStats> columns) {
    dataPanel.statistics(source, columns);
  }

  /** Offers the panel that shows where frames went. */
  public void profile(ProfileComponent recorded, ProfileCommands commands) {
    profile = recorded;
    profiler = new ProfilePanel(recorded, commands);
  }

  /** Where the active plot lies. */
  public PlotLayout layout() {
    return canvas.active().layout;
  }

  @Override
  protected void run(float seconds) {
    FrameComponent frame = canvas.frame();
    canvas.refresh();
    PlotPane active = canvas.active();
    ui.model = active.model;
    layer.begin(frame.width, frame.height, frame.scale, seconds, active.model.theme());
    ui.refresh();
    if (profiler != null && profiler.fillsWindow()) {
      profiler.drawWhole(ui);
      layer.end();
      return;
    }
    ui.begin("##plot", 0, 0, frame.width, frame.height, BEHIND);
    ImDrawList plot = below;
    if (plot == null) {
      plot = ImGui.getWindowDrawList();
      below = plot;
    }
    ImGui.end();
    keys();
    topBar.draw(ui, state, canvas);
    place(frame);
    area.drawAxes(plot, ui);
    drawPlotParts(plot, seconds, active.layout);
    if (profiler != null) {
      profiler.draw(ui, active.layout);
    }
    statusBar.draw(ui, area.pointed());
    openCard.draw(ui, state);
    help.draw(ui, state);
    layer.end();
  }

  private void place(FrameComponent frame) {
    float scale = frame.scale;
    boolean shown = state.panels && !EmptyState.applies(ui.model);
    boolean data = shown && frame.width >= LEAST_FOR_LEFT * scale;
    boolean view = shown && frame.width >= LEAST_FOR_RIGHT * scale;
    dock.begin(ui, view);
    if (data) {
      dataPanel.draw(ui, dock);
    }
    if (shown) {
      selectionPanel.draw(ui, dock, canvas);
    }
    boolean legendShown = false;
    if (view) {
      legendShown = viewPanel.draw(ui, dock);
      brushes.draw(ui, dock);
      filter.draw(ui, dock);
    }
    dock.measure();
    area.place(ui, dock.x, dock.y, dock.width, dock.height, legendShown);
  }

  private void drawPlotParts(ImDrawList plot, float seconds, PlotLayout layout) {
    if (canvas.size() == 1 && EmptyState.applies(ui.model)) {
      empty.draw(ui, layout);
      return;
    }
    area.drawParts(plot, ui);
    loadBar.draw(plot, ui, layout, seconds);
    rows.draw(ui, layout);
    banner.draw(ui, layout);
    if (state.hud) {
      hud.draw(plot, ui, layout, profile == null ? null : profile.budgets);
    }
  }

  /** While a text field has the keyboard only F6 leaves it; Esc is the field's own. */
  private void keys() {
    if (ImGui.isKeyPressed(ImGuiKey.F6, false)) {
      focusNext();
    }
    if (ImGui.getIO().getWantTextInput()) {
      return;
    }
    if (ImGui.isKeyPressed(ImGuiKey.F1, false)) {
      state.help = !state.help;
    }
    if (ImGui.isKeyPressed(ImGuiKey.F3, false)) {
      state.hud = !state.hud;
    }
    if (profile != null && ImGui.isKeyPressed(ImGuiKey.F4, false)) {
      profile.shown = !profile.shown;
    }
    if (ImGui.isKeyPressed(ImGuiKey.Escape, false)) {
      state.help = false;
    }
    boolean ctrl = ImGui.getIO().getKeyCtrl();
    if (ctrl && ImGui.isKeyPressed(ImGuiKey.O, false)) {
      state.openAsked = true;
    }
    if (ctrl && ImGui.isKeyPressed(ImGuiKey.F, false)) {
      state.panels = true;
      filter.focus();
    }
    if (!ImGui.getIO().getNavVisible() && ImGui.isKeyPressed(ImGuiKey.Tab, false)) {
      state.panels = !state.panels;
    }
  }

  /** Data, view, filter, plot, and round again. */
  private void focusNext() {
    state.panels = true;
    focused = (focused + 1) % 4;
    ImGui.setWindowFocus(
        switch (focused) {
          case 1 -> DockArea.DATA;
          case 2 -> DockArea.VIEW;
          case 3 -> DockArea.FILTER;
          default -> "##status";
        });
  }
}
