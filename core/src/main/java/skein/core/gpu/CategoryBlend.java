package skein.core.gpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import skein.core.colour.Palette;

/**
 * Mixes eight categories' colours by their counts in linear light. The shader of {@link GpuGrid}
 * does the same. GL thread only, allocates nothing after construction.
 */
final class CategoryBlend {
  private static final int CATEGORIES = 8;
  private static final int STEPS = 4096;
  private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED;

  private final float[] linear = new float[CATEGORIES * 3];
  private final byte[] encoded = new byte[STEPS + 1];

  CategoryBlend() {
    for (int i = 0; i <= STEPS; i++) {
      double x = i / (double) STEPS;
      double s = x <= 0.0031308 ? 12.92 * x : 1.055 * Math.pow(x, 1 / 2.4) - 0.055;
      encoded[i] = (byte) Math.round(255 * s);
    }
  }

  void colours(Palette palette) {
    for (int c = 0; c < CATEGORIES; c++) {
      int argb = palette.category(c);
      for (int k = 0; k < 3; k++) {
        linear[c * 3 + k] = (float) toLinear((argb >>> (16 - 8 * k) & 255) / 255.0);
      }
    }
  }

  /** Red, green, blue of each category in linear light. */
  float[] linear() {
    return linear;
  }

  static double toLinear(double s) {
    return s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
  }

  /** Turns cells of 8 u32 into cells of RGBA bytes. */
  void blend(MemorySegment planes, MemorySegment rgba, long fromCell, long cells) {
    for (long i = 0; i < cells; i++) {
      rgba.set(U32, 4 * i, cell(planes, (fromCell + i) * 4 * CATEGORIES));
    }
  }

  private int cell(MemorySegment planes, long offset) {
    float sum = 0;
    float r = 0;
    float g = 0;
    float b = 0;
    for (int c = 0; c < CATEGORIES; c++) {
      int count = planes.get(U32, offset + 4L * c);
      if (count != 0) {
        float n = Integer.toUnsignedLong(count);
        sum += n;
        r += n * linear[c * 3];
        g += n * linear[c * 3 + 1];
        b += n * linear[c * 3 + 2];
      }
    }
    if (sum == 0) {
      return 0;
    }
    float scale = STEPS / sum;
    return byteAt(r * scale) | byteAt(g * scale) << 8 | byteAt(b * scale) << 16 | 0xFF000000;
  }

  private int byteAt(float step) {
    return encoded[Math.min(STEPS, (int) (step + 0.5f))] & 255;
  }
}
