package skein.core.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.GridStats;
import skein.core.colour.Normaliser;
import skein.core.colour.Palette;
import skein.shaders.Bindings;

/**
 * Palette and normalisation folded into one table, a colour for each bin of counts, so that a pixel
 * of plain density takes one look beside its count. GL thread only; allocates nothing a frame.
 */
final class BinColours implements AutoCloseable {
  private final Texture2D texture;
  private final int[] table = new int[GridStats.BINS];
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment staging = arena.allocate(4L * GridStats.BINS, 16);
  private @Nullable Palette palette;
  private @Nullable Normaliser normaliser;
  private long revision = -1;

  BinColours(GpuContext context) {
    texture = new Texture2D(context, "draw.colours", GridStats.BINS, 1, Texture2D.Format.RGBA8);
  }

  /** Brings the table up to date and binds it. */
  void use(Palette wantedPalette, Normaliser wanted) {
    if (palette != wantedPalette || normaliser != wanted || revision != wanted.revision()) {
      palette = wantedPalette;
      normaliser = wanted;
      revision = wanted.revision();
      float[] places = wanted.places();
      for (int bin = 0; bin < GridStats.BINS; bin++) {
        table[bin] = rgba(wantedPalette.at(places[bin]));
      }
      MemorySegment.copy(table, 0, staging, ValueLayout.JAVA_INT, 0, table.length);
      texture.write(0, 1, staging);
    }
    texture.bind(Bindings.TEX_COLOURS.index());
  }

  /** Bytes red green blue 255 of a colour given as 0xAARRGGBB. */
  static int rgba(int argb) {
    return 0xFF000000 | (argb & 255) << 16 | (argb & 0xFF00) | (argb >>> 16 & 255);
  }

  @Override
  public void close() {
    texture.close();
    arena.close();
  }
}
