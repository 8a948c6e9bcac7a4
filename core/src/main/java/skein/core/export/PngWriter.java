package skein.core.export;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes framebuffer pixels as PNG files; any thread. */
public final class PngWriter {
  private PngWriter() {}

  /**
   * Writes an opaque picture, whole or not at all.
   *
   * @param argb 0xAARRGGBB, top row first; alpha is ignored
   */
  public static void write(Path file, int[] argb, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, argb, 0, width);
    WholeFile.write(file, "the picture", out -> ImageIO.write(image, "png", out));
  }
}
