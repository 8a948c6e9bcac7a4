package skein.shaders;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Every binding number that a shader and the CPU side share. Each name is also a define in every
 * shader, so that a number is written once. Numbers count within their kind.
 */
public enum Bindings {
  /** Block headers of a chunk: {@link Layouts#BLOCK_HEADER}. */
  SSBO_HEADERS(Kind.STORAGE, 0),
  /** Coordinates of a chunk: u32 a row, four rows a load. */
  SSBO_COORDS(Kind.STORAGE, 1),
  /** Channel codes of a chunk: u16 a row, four rows a load. */
  SSBO_CHANNEL(Kind.STORAGE, 2),
  /** Planes of a grid, one after the other: u32 a cell. */
  SSBO_GRID(Kind.STORAGE, 3),
  /** Facts of a grid: {@link Layouts#STATS}. */
  SSBO_STATS(Kind.STORAGE, 4),
  /** Blocks that a pass has found in the window: {@link Layouts#VISIBLE_BLOCK}. */
  SSBO_VISIBLE(Kind.STORAGE, 5),
  /** Workgroups to run, as indirect dispatches read them: four words each. */
  SSBO_COMMANDS(Kind.STORAGE, 6),
  /** Places of blocks in a pool's buffers, where they do not lie one behind the other. */
  SSBO_SLOTS(Kind.STORAGE, 7),

  /** Counts of the grid that is drawn. */
  TEX_GRID(Kind.TEXTURE, 0),
  /** Its means or blended colours. */
  TEX_GRID_AUX(Kind.TEXTURE, 1),
  /** Places on the palette by count, see GridStats.binOf. */
  TEX_PLACES(Kind.TEXTURE, 4),
  /** The palette's 256 colours, as means take them. */
  TEX_PALETTE(Kind.TEXTURE, 5),
  /** Colour of each bin of counts, for plain density. */
  TEX_COLOURS(Kind.TEXTURE, 7),
  /** Places on the palette by mean, see GridStats.meanBinOf. */
  TEX_MEAN_PLACES(Kind.TEXTURE, 8),
  /** Glyphs of the overlay: coverage. */
  TEX_ATLAS(Kind.TEXTURE, 6),

  /** Counts as the colour pass reads them. */
  IMG_COUNTS(Kind.IMAGE, 0),
  /** Means or blended colours as the colour pass reads them. */
  IMG_AUX(Kind.IMAGE, 1);

  /** Name spaces of binding numbers in OpenGL. */
  public enum Kind {
    STORAGE,
    TEXTURE,
    IMAGE
  }

  private final Kind kind;
  private final int index;

  Bindings(Kind kind, int index) {
    this.kind = kind;
    this.index = index;
  }

  public Kind kind() {
    return kind;
  }

  public int index() {
    return index;
  }

  /** Defines for {@link ShaderSource#resolve}: every name here with its number. */
  public static Map<String, String> defines() {
    Map<String, String> out = new LinkedHashMap<>();
    for (Bindings b : values()) {
      out.put(b.name(), Integer.toString(b.index));
    }
    return Collections.unmodifiableMap(out);
  }

  /** {@link #defines()} and further ones behind them. */
  public static Map<String, String> definesWith(Map<String, String> further) {
    Map<String, String> out = new LinkedHashMap<>(defines());
    out.putAll(further);
    return Collections.unmodifiableMap(out);
  }
}
