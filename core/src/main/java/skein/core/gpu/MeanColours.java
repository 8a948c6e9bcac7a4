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
 * The tables that colour means: places by bin, between which the shader runs straight so that a
 * narrow range of values still has all colours, and the part of the palette that values take. GL
 * thread only; allocates nothing a frame.
 */
final class MeanColours implements AutoCloseable {
  private static final int EDGES = GridStats.MEAN_BINS + 1;

  private final Texture2D places;
  private final Texture2D colours;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment staging = arena.allocate(4L * EDGES, 16);
  private @Nullable Palette palette;
  private @Nullable Normaliser normaliser;
  private long revision = -1;

  MeanColours(GpuContext context) {
    places = new Texture2D(context, "draw.meanPlaces", EDGES, 1, Texture2D.Format.R32F);
    colours = new Texture2D(context, "draw.palette", Palette.SIZE, 1, Texture2D.Format.RGBA8);
  }

  /** Brings the tables up to date and binds them. */
  void use(Palette wantedPalette, Normaliser wanted) {
    if (palette != wantedPalette) {
      palette = wantedPalette;
      for (int i = 0; i < Palette.SIZE; i++) {
        int argb = wantedPalette.ofValue((i + 0.5) / Palette.SIZE);
        staging.set(ValueLayout.JAVA_INT, 4L * i, BinColours.rgba(argb));
      }
      colours.write(0, 1, staging);
    }
    if (normaliser != wanted || revision != wanted.revision()) {
      normaliser = wanted;
      revision = wanted.revision();
      MemorySegment.copy(wanted.meanPlaces(), 0, staging, ValueLayout.JAVA_FLOAT, 0, EDGES);
      places.write(0, 1, staging);
    }
    colours.bind(Bindings.TEX_PALETTE.index());
    places.bind(Bindings.TEX_MEAN_PLACES.index());
  }

  @Override
  public void close() {
    places.close();
    colours.close();
    arena.close();
  }
}
