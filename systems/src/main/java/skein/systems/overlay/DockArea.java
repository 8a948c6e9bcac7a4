package skein.systems.overlay;

import imgui.ImGui;
import imgui.flag.ImGuiDir;
import imgui.flag.ImGuiDockNodeFlags;
import imgui.flag.ImGuiStyleVar;
import imgui.flag.ImGuiWindowFlags;
import imgui.internal.ImGuiDockNode;
import imgui.type.ImInt;
import org.jspecify.annotations.Nullable;

/**
 * Docks the panels around the plot, between the bars. The plot lies in the central node, which
 * stays open to the pointer. The places of the panels are Dear ImGui's to remember; the first time
 * at a scale they are put where {@link #build} says.
 */
final class DockArea {
  static final String DATA = "Data";
  static final String VIEW = "View";
  static final String BRUSHES = "Filters";
  static final String FILTER = "SQL filter";
  static final String SELECTION = "Selection";

  /** A panel: moves by its tab or title bar. */
  static final int PANEL = ImGuiWindowFlags.NoCollapse | ImGuiWindowFlags.NoFocusOnAppearing;

  private static final int HOST =
      ImGuiWindowFlags.NoBackground
          | ImGuiWindowFlags.NoBringToFrontOnFocus
          | ImGuiWindowFlags.NoNavFocus;
  private static final int SPACE =
      ImGuiDockNodeFlags.PassthruCentralNode | ImGuiDockNodeFlags.NoDockingInCentralNode;
  private static final float FILTER_HEIGHT = 180;
  private static final float BRUSHES_HEIGHT = 330;
  private static final float LEAST_PANEL = 120;
  private static final int SETTLING = 4;

  /** Place of the central node in pixels. */
  int x;

  int y;
  int width;
  int height;

  private @Nullable ImGuiDockNode centre;
  private float builtFor;
  private int id;
  private int settling;
  private long shape;
  private long lastShape;

  /** Offers the place between the bars for docking; call it before the panels are drawn. */
  void begin(Ui ui, boolean shown) {
    float top = ui.px(Theme.TOP_BAR);
    float w = ui.width();
    float h = Math.max(1, ui.height() - top - ui.px(Theme.STATUS_BAR));
    x = 0;
    y = Math.round(top);
    width = Math.max(1, Math.round(w));
    height = Math.round(h);
    if (!shown && builtFor == 0) {
      return;
    }
    ui.begin("##dock", 0, top, w, h, HOST);
    if (builtFor != ui.px(1)) {
      builtFor = ui.px(1);
      id = ImGui.getID("panels with filters at " + Math.round(100 * builtFor));
      settling = SETTLING;
      if (imgui.internal.ImGui.dockBuilderGetNode(id).isNotValidPtr()) {
        build(ui, w, h);
      }
    }
    float least = ui.px(LEAST_PANEL);
    ImGui.pushStyleVar(ImGuiStyleVar.WindowMinSize, least, least);
    ImGui.dockSpace(id, w, h, SPACE);
    ImGui.popStyleVar();
    ImGui.end();
    shape = 31L * width + height;
  }

  /** Data over selection at the left, view over filters and SQL at the right. */
  private void build(Ui ui, float w, float h) {
    imgui.internal.ImGui.dockBuilderAddNode(id, imgui.internal.flag.ImGuiDockNodeFlags.DockSpace);
    imgui.internal.ImGui.dockBuilderSetNodeSize(id, w, h);
    ImInt rest = new ImInt();
    ImInt side = new ImInt();
    ImInt below = new ImInt();
    float left = share(ui.px(Theme.LEFT_PANEL), w);
    imgui.internal.ImGui.dockBuilderSplitNode(id, ImGuiDir.Left, left, side, rest);
    int column = side.get();
    imgui.internal.ImGui.dockBuilderSplitNode(column, ImGuiDir.Down, 0.55f, below, side);
    imgui.internal.ImGui.dockBuilderDockWindow(DATA, side.get());
    imgui.internal.ImGui.dockBuilderDockWindow(SELECTION, below.get());
    float right = share(ui.px(Theme.RIGHT_PANEL), w - ui.px(Theme.LEFT_PANEL));
    int middle = rest.get();
    imgui.internal.ImGui.dockBuilderSplitNode(middle, ImGuiDir.Right, right, side, rest);
    column = side.get();
    float bottom = share(ui.px(FILTER_HEIGHT), h);
    imgui.internal.ImGui.dockBuilderSplitNode(column, ImGuiDir.Down, bottom, below, rest);
    imgui.internal.ImGui.dockBuilderDockWindow(FILTER, below.get());
    column = rest.get();
    bottom = share(ui.px(BRUSHES_HEIGHT), h * (1 - bottom));
    imgui.internal.ImGui.dockBuilderSplitNode(column, ImGuiDir.Down, bottom, below, rest);
    imgui.internal.ImGui.dockBuilderDockWindow(VIEW, rest.get());
    imgui.internal.ImGui.dockBuilderDockWindow(BRUSHES, below.get());
    imgui.internal.ImGui.dockBuilderFinish(id);
  }

  private static float share(float part, float whole) {
    return Ui.within(part / Math.max(1, whole), 0.05f, 0.5f);
  }

  /** Begins a panel, with an outline where it floats; true when its contents can be seen. */
  boolean beginPanel(Ui ui, String name, float w, float h, int flags) {
    ImGui.setNextWindowSize(w, h, imgui.flag.ImGuiCond.FirstUseEver);
    ImGui.pushStyleVar(ImGuiStyleVar.WindowBorderSize, Math.max(1, ui.px(1)));
    boolean visible = ImGui.begin(name, PANEL | flags);
    ImGui.popStyleVar();
    shape = 31 * shape + ImGui.getWindowDockID();
    shape = 31 * shape + Math.round(ImGui.getWindowWidth());
    shape = 31 * shape + Math.round(ImGui.getWindowHeight());
    // a strip that a divider leaves has no room, which buttons of no size would end the program for
    return visible && ImGui.getContentRegionAvailX() >= 1;
  }

  /**
   * Finds the central node, after the panels have been drawn. The node is asked for again when
   * panels have changed or a button has been let go, since only that can replace it.
   */
  void measure() {
    if (builtFor == 0) {
      return;
    }
    if (ImGui.isMouseReleased(0)) {
      settling = SETTLING;
    }
    ImGuiDockNode node = centre;
    if (node == null || settling > 0 || shape != lastShape) {
      settling = Math.max(0, settling - 1);
      lastShape = shape;
      node = imgui.internal.ImGui.dockBuilderGetCentralNode(id);
      centre = node;
    }
    if (node.isValidPtr()) {
      x = Math.round(node.getPosX());
      y = Math.round(node.getPosY());
      width = Math.max(1, Math.round(node.getSizeX()));
      height = Math.max(1, Math.round(node.getSizeY()));
    }
  }
}
