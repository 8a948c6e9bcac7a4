package skein.systems.overlay;

import imgui.ImFont;
import imgui.ImFontAtlas;
import imgui.ImFontConfig;
import imgui.ImGui;
import imgui.type.ImInt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import skein.core.gpu.GuiPass;

/**
 * The overlay's fonts, rasterised by FreeType at their final size in pixels: Inter for text,
 * JetBrains Mono for numbers and SQL, Material Design Icons. Made again when the scale changes.
 */
public final class UiFonts {
  // Latin, Greek, Cyrillic for column names; punctuation, arrows and signs for labels.
  private static final short[] TEXT_RANGES = {
    0x20, 0x24F, 0x370, 0x4FF, 0x2010, 0x2027, 0x2030, 0x203A, 0x2070, 0x209C, 0x20A0, 0x20BF,
    0x2190, 0x2199, 0x2212, 0x2212, 0x2248, 0x2265, 0
  };
  private static final int ICON_OFFSET = 3;

  private final Face text;
  private final Face small;
  private final Face strong;
  private final Face title;
  private final Face mono;
  private final Face monoSmall;
  private final float scale;

  /** Needs a current Dear ImGui context; gives the atlas to the pass. */
  UiFonts(float scale, GuiPass pass) {
    this.scale = scale;
    ImFontAtlas atlas = ImGui.getIO().getFonts();
    atlas.clear();
    atlas.setFreeTypeRenderer(true);
    byte[] regular = read("Inter-Regular.otf");
    byte[] icons = IconFont.moved(read("materialdesignicons-webfont.ttf"));
    byte[] code = read("JetBrainsMono-Regular.ttf");
    ImFont textFont = add(atlas, regular, Theme.TEXT, TEXT_RANGES);
    merge(atlas, icons);
    ImFont smallFont = add(atlas, regular, Theme.SMALL, TEXT_RANGES);
    ImFont strongFont = add(atlas, read("Inter-SemiBold.otf"), Theme.TEXT, TEXT_RANGES);
    ImFont titleFont = add(atlas, read("Inter-SemiBold.otf"), Theme.TITLE, TEXT_RANGES);
    ImFont monoFont = add(atlas, code, Theme.MONO, TEXT_RANGES);
    ImFont monoSmallFont = add(atlas, code, Theme.SMALL, TEXT_RANGES);
    atlas.build();
    ImInt width = new ImInt();
    ImInt height = new ImInt();
    ByteBuffer coverage = atlas.getTexDataAsAlpha8(width, height);
    coverage.position(0);
    pass.atlas(width.get(), height.get(), coverage);
    atlas.setTexID(1);
    text = new Face(textFont);
    small = new Face(smallFont);
    strong = new Face(strongFont);
    title = new Face(titleFont);
    mono = new Face(monoFont);
    monoSmall = new Face(monoSmallFont);
  }

  private ImFont add(ImFontAtlas atlas, byte[] data, float units, short[] ranges) {
    ImFontConfig config = config();
    ImFont font = atlas.addFontFromMemoryTTF(data, Math.round(units * scale), config, ranges);
    config.destroy();
    return font;
  }

  private void merge(ImFontAtlas atlas, byte[] data) {
    ImFontConfig config = config();
    config.setMergeMode(true);
    config.setGlyphOffset(0, Math.round(ICON_OFFSET * scale));
    float pixels = Math.round(Theme.ICON * scale);
    config.setGlyphMinAdvanceX(pixels);
    atlas.addFontFromMemoryTTF(data, pixels, config, IconFont.ranges());
    config.destroy();
  }

  private static ImFontConfig config() {
    ImFontConfig config = new ImFontConfig();
    config.setPixelSnapH(true);
    config.setOversampleH(1);
    config.setOversampleV(1);
    return config;
  }

  private static byte[] read(String name) {
    try (InputStream in = UiFonts.class.getResourceAsStream("/skein/fonts/" + name)) {
      if (in == null) {
        throw new IllegalStateException("font not shipped: name=" + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Pixels per layout unit. */
  float scale() {
    return scale;
  }

  /** Layout units to whole pixels. */
  float px(float units) {
    return Math.round(units * scale);
  }

  Face text() {
    return text;
  }

  Face small() {
    return small;
  }

  Face strong() {
    return strong;
  }

  Face title() {
    return title;
  }

  Face mono() {
    return mono;
  }

  Face monoSmall() {
    return monoSmall;
  }
}
