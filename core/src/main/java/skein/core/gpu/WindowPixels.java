package skein.core.gpu;

import static org.lwjgl.opengl.GL45C.*;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import skein.core.memory.Lease;

/** Reads back what the framebuffer that is bound shows. GL thread only. */
public final class WindowPixels {
  private static final ValueLayout.OfInt RGBA =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private WindowPixels() {}

  /** Waits for the GPU and gives the pixels as 0xAARRGGBB, top row first. */
  public static int[] read(GpuContext context, int width, int height) {
    try (Lease lease = context.staging().lease("picture.pixels", 4L * width * height)) {
      MemorySegment bytes = lease.segment();
      glPixelStorei(GL_PACK_ALIGNMENT, 4);
      nglReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, bytes.address());
      return argb(bytes, width, height);
    }
  }

  /** Turns bottom-up bytes red green blue alpha into top-down 0xAARRGGBB. */
  static int[] argb(MemorySegment bytes, int width, int height) {
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      long row = 4L * width * (height - 1 - y);
      for (int x = 0; x < width; x++) {
        argb[y * width + x] = Integer.rotateRight(bytes.get(RGBA, row + 4L * x), 8);
      }
    }
    return argb;
  }
}
