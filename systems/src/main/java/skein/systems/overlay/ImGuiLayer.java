package skein.systems.overlay;

import imgui.ImDrawData;
import imgui.ImGui;
import imgui.ImGuiIO;
import imgui.ImVec4;
import imgui.callback.ImStrConsumer;
import imgui.callback.ImStrSupplier;
import imgui.flag.ImGuiBackendFlags;
import imgui.flag.ImGuiConfigFlags;
import imgui.internal.ImGuiContext;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skein.core.gpu.GpuContext;
import skein.core.gpu.GuiPass;

/**
 * Dear ImGui over our own OpenGL layer: needs no window, takes its size, time and events as plain
 * values. One for each process at a time. GL thread only; allocates nothing in a frame.
 */
public final class ImGuiLayer implements AutoCloseable {
  private final GuiPass pass;
  private final ImGuiContext context;
  private final UiInput input;
  private final ImVec4 clip = new ImVec4();
  private UiFonts fonts;
  private @Nullable Theme styled;
  private float styledScale;
  private int width = 1;
  private int height = 1;

  /**
   * @param layoutFile where panels' sizes are remembered, or null for nowhere
   */
  public ImGuiLayer(GpuContext gpu, float scale, @Nullable Path layoutFile) {
    ImGuiNative.load();
    pass = new GuiPass(gpu);
    context = ImGui.createContext();
    ImGuiIO io = ImGui.getIO();
    io.setIniFilename(layoutFile == null ? null : layoutFile.toString());
    io.setLogFilename(null);
    io.addConfigFlags(ImGuiConfigFlags.NavEnableKeyboard | ImGuiConfigFlags.DockingEnable);
    io.setBackendFlags(ImGuiBackendFlags.RendererHasVtxOffset | ImGuiBackendFlags.HasMouseCursors);
    io.setConfigWindowsMoveFromTitleBarOnly(true);
    io.setConfigInputTextCursorBlink(false);
    input = new UiInput(io);
    fonts = new UiFonts(scale, pass);
  }

  /** Connects the window's clipboard; without it copies stay inside the overlay. */
  public void clipboard(Supplier<String> get, Consumer<String> set) {
    ImGuiIO io = ImGui.getIO();
    io.setGetClipboardTextFn(
        new ImStrSupplier() {
          @Override
          public String get() {
            return get.get();
          }
        });
    io.setSetClipboardTextFn(
        new ImStrConsumer() {
          @Override
          public void accept(String text) {
            set.accept(text);
          }
        });
  }

  public UiInput input() {
    return input;
  }

  UiFonts fonts() {
    return fonts;
  }

  /** Framebuffer size of the frame, in pixels. */
  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Starts a frame; makes fonts and style again when scale or theme has changed. */
  public void begin(int newWidth, int newHeight, float scale, float seconds, Theme theme) {
    width = newWidth;
    height = newHeight;
    if (scale != fonts.scale()) {
      fonts = new UiFonts(scale, pass);
    }
    if (!theme.equals(styled) || scale != styledScale) {
      UiStyle.apply(theme, scale);
      styled = theme;
      styledScale = scale;
    }
    ImGuiIO io = ImGui.getIO();
    io.setDisplaySize(width, height);
    io.setDisplayFramebufferScale(1, 1);
    io.setDeltaTime(Math.clamp(seconds, 1e-5f, 1f));
    ImGui.newFrame();
    input.frameBegun();
  }

  /** Ends the frame and draws it over the bound framebuffer. */
  public void end() {
    ImGui.render();
    ImDrawData data = ImGui.getDrawData();
    pass.begin(width, height, data.getTotalVtxCount(), data.getTotalIdxCount());
    for (int list = 0, lists = data.getCmdListsCount(); list < lists; list++) {
      int vertex = pass.addVertices(filled(data.getCmdListVtxBufferData(list)));
      int index = pass.addIndices(filled(data.getCmdListIdxBufferData(list)));
      for (int c = 0, n = data.getCmdListCmdBufferSize(list); c < n; c++) {
        data.getCmdListCmdBufferClipRect(clip, list, c);
        pass.draw(
            clip.x,
            clip.y,
            clip.z,
            clip.w,
            data.getCmdListCmdBufferElemCount(list, c),
            index + data.getCmdListCmdBufferIdxOffset(list, c),
            vertex + data.getCmdListCmdBufferVtxOffset(list, c));
      }
    }
    pass.end();
  }

  private static ByteBuffer filled(ByteBuffer shared) {
    return shared.position(0);
  }

  @Override
  public void close() {
    ImGui.destroyContext(context);
    pass.close();
  }
}
