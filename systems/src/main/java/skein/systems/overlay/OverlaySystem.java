package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImGui;
import imgui.flag.ImGuiKey;
import imgui.flag.ImGuiWindowFlags;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;
import skein.core.source.ColumnStats;
import skein.core.source.DataSource;
import skein.systems.StageSystem;

/**
 * Draws everything over the plot, last in the frame: margins, axes, legend, panels, cards. Also
 * says where the plot lies, for the next frame. The target framebuffer is bound, its plot area
 * painted. Reacts to F1, F3, F6, Tab, Ctrl+F, Ctrl+O and Esc; all other keys are the application's.
 */
public final class OverlaySystem extends StageSystem {
  private static final int BEHIND =
      ImGuiWindowFlags.NoInputs
          | ImGuiWindowFlags.NoBackground
          | ImGuiWindowFlags.NoBringToFrontOnFocus;
  private static final float LEAST_FOR_RIGHT = 640;
  private static final float LEAST_FOR_LEFT = 900;

  private final ImGuiLayer layer;
  private final PlotModel model;
  private final OverlayState state;
  private final Ui ui;
  private final PlotLayout layout = new PlotLayout();
  private final AxesOverlay axes = new AxesOverlay();
  private final LegendOverlay legend = new LegendOverlay();
  private final CrosshairOverlay crosshair = new CrosshairOverlay();
  private final PointerText pointer = new PointerText();
  private final LineReadout readout = new LineReadout();
  private final CursorOverlay cursors = new CursorOverlay();
  private final SelectionOverlay selection = new SelectionOverlay();
  private final SelectionPanel selectionPanel = new SelectionPanel();
  private final RowTable rows = new RowTable();
  private final FilterPanel filter = new FilterPanel();
  private final BrushPanel brushes = new BrushPanel();
  private final TopBar topBar = new TopBar();
  private final StatusBar statusBar = new StatusBar();
  private final DockArea dock = new DockArea();
  private final DataPanel dataPanel = new DataPanel();
  private final ViewPanel viewPanel = new ViewPanel(legend);
  private final HudCard hud;
  private final HelpCard help = new HelpCard();
  private final LoadBar loadBar = new LoadBar();
  private final Banner banner = new Banner();
  private final OpenCard openCard = new OpenCard();
  private final EmptyState empty;
  private @Nullable ImDrawList below;
  private @Nullable Object laidOutFor;
  private int focused;

  /**
   * @param recent locations opened before, newest first
   */
  public OverlaySystem(ImGuiLayer layer, PlotModel model, OverlayState state, List<String> recent) {
    super(null);
    this.layer = layer;
    this.model = model;
    this.state = state;
    this.ui = new Ui(layer, model);
    this.hud = new HudCard(model.frame());
    this.empty = new EmptyState(recent);
  }

  /** Ranges of a source's columns, in their order, once they have been measured. */
  public void statistics(DataSource source, List<ColumnStats> columns) {
    dataPanel.statistics(source, columns);
  }

  /** Where the plot lies. */
  public PlotLayout layout() {
    return layout;
  }

  @Override
  protected void run(float seconds) {
    FrameComponent frame = model.frame();
    layer.begin(frame.width, frame.height, frame.scale, seconds, model.theme());
    ui.refresh();
    ui.begin("##plot", 0, 0, frame.width, frame.height, BEHIND);
    ImDrawList plot = below;
    if (plot == null) {
      plot = ImGui.getWindowDrawList();
      below = plot;
    }
    ImGui.end();
    keys();
    topBar.draw(ui, state);
    place(frame);
    axes.draw(plot, model, layout, ui.fonts());
    if (layout.sideLegend && model.view().valid) {
      legend.drawBeside(plot, model, layout, ui.fonts());
    }
    pointer.update(model, axes);
    drawPlotParts(plot, seconds);
    statusBar.draw(ui, axes, pointer);
    openCard.draw(ui, state);
    help.draw(ui, state);
    layer.end();
  }

  private void place(FrameComponent frame) {
    float scale = frame.scale;
    boolean shown = state.panels && !EmptyState.applies(model);
    boolean data = shown && frame.width >= LEAST_FOR_LEFT * scale;
    boolean view = shown && frame.width >= LEAST_FOR_RIGHT * scale;
    dock.begin(ui, view);
    if (data) {
      dataPanel.draw(ui, dock);
    }
    if (shown) {
      selectionPanel.draw(ui, dock);
    }
    boolean legendShown = false;
    if (view) {
      legendShown = viewPanel.draw(ui, dock);
      brushes.draw(ui, dock);
      filter.draw(ui, dock);
    }
    dock.measure();
    if (!Objects.equals(laidOutFor, model.series().projection)) {
      laidOutFor = model.series().projection;
      layout.reset();
    }
    float labels = axes.update(model, model.view().plotWidth, model.view().plotHeight, ui.fonts());
    boolean beside = !legendShown && model.view().valid;
    layout.rightLabels = (float) Math.ceil(axes.rightWidth / labelStep()) * labelStep();
    layout.inWindow(dock.x, dock.y, dock.width, dock.height, scale, labels, beside);
    layout.apply(model.view());
    axes.update(model, layout.plotWidth, layout.plotHeight, ui.fonts());
  }

  /** A step in which room for labels grows, so that the plot stays put while they change. */
  private float labelStep() {
    return ui.px(8);
  }

  private void drawPlotParts(ImDrawList plot, float seconds) {
    if (EmptyState.applies(model)) {
      empty.draw(ui, layout);
      return;
    }
    selection.draw(plot, ui, layout);
    cursors.draw(plot, ui, layout, axes);
    crosshair.draw(plot, ui, layout, pointer);
    readout.draw(plot, ui, layout, pointer);
    loadBar.draw(plot, ui, layout, seconds);
    rows.draw(ui, layout);
    banner.draw(ui, layout);
    if (state.hud) {
      hud.draw(plot, ui, layout);
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
