package skein.desktop.engine;

import skein.core.colour.Palettes;
import skein.core.gpu.ColourPass;
import skein.core.gpu.GpuContext;
import skein.core.gpu.GridPresenter;
import skein.core.gpu.LinePass;
import skein.core.memory.MemoryLedger;
import skein.shaders.ShaderSource;

/** What draws plots on the GPU, one set for all of them. GL thread only. */
final class Painters implements AutoCloseable {
  private final GridPresenter grids;
  private final ColourPass colours;
  private final LinePass lines;
  private final Palettes palettes = new Palettes();

  Painters(GpuContext gpu, MemoryLedger host) {
    grids = new GridPresenter(gpu, host);
    colours = new ColourPass(gpu, ShaderSource.shipped());
    lines = new LinePass(gpu, ShaderSource.shipped());
  }

  GridPresenter grids() {
    return grids;
  }

  ColourPass colours() {
    return colours;
  }

  LinePass lines() {
    return lines;
  }

  Palettes palettes() {
    return palettes;
  }

  @Override
  public void close() {
    lines.close();
    colours.close();
    grids.close();
  }
}
