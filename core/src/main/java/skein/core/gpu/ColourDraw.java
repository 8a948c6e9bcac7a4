package skein.core.gpu;

import org.jspecify.annotations.Nullable;
import skein.core.aggregate.GridSpec;
import skein.core.colour.Normaliser;
import skein.core.colour.Palette;

/** What {@link ColourPass} draws this frame; public data, reused from frame to frame. */
public final class ColourDraw {
  /** The plot in framebuffer pixels, from the top left. */
  public int x;

  public int y;
  public int width = 1;
  public int height = 1;

  /** Height of the framebuffer that is drawn to. */
  public int framebufferHeight = 1;

  /** The window, in offsets from the series' origin. */
  public double loX;

  public double hiX = 1;
  public double loY;
  public double hiY = 1;

  /** The grid to show, and a coarse one where it does not reach. */
  public @Nullable GridTexture front;

  public @Nullable GridTexture overview;

  /** Plot ground, 0xAARRGGBB. */
  public int ground = 0xFF0A0C10;

  public Palette palette;
  public Normaliser normaliser;

  /** Cells of a grid that a pixel of the plot spans across. */
  public double cellsPerPixelX(GridSpec grid) {
    return (hiX - loX) / width * grid.width() / (grid.hiX() - grid.loX());
  }

  /** Cells of a grid that a pixel of the plot spans up. */
  public double cellsPerPixelY(GridSpec grid) {
    return (hiY - loY) / height * grid.height() / (grid.hiY() - grid.loY());
  }

  public ColourDraw(Palette palette, Normaliser normaliser) {
    this.palette = palette;
    this.normaliser = normaliser;
  }
}
