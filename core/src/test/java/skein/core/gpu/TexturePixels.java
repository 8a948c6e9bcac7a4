package skein.core.gpu;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What textures hold, for comparing. */
final class TexturePixels {
  private TexturePixels() {}

  static int[] words(Texture2D texture) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(4L * texture.width() * texture.height(), 16);
      texture.read(out);
      return out.toArray(ValueLayout.JAVA_INT);
    }
  }

  static int farthestBytes(Texture2D a, Texture2D b) {
    int[] left = words(a);
    int[] right = words(b);
    int most = 0;
    for (int i = 0; i < left.length; i++) {
      for (int shift = 0; shift < 32; shift += 8) {
        most = Math.max(most, Math.abs((left[i] >>> shift & 255) - (right[i] >>> shift & 255)));
      }
    }
    return most;
  }

  /** Largest relative difference; infinite when one has a number where the other has none. */
  static double farthestFloats(Texture2D a, Texture2D b) {
    int[] left = words(a);
    int[] right = words(b);
    double most = 0;
    for (int i = 0; i < left.length; i++) {
      float x = Float.intBitsToFloat(left[i]);
      float y = Float.intBitsToFloat(right[i]);
      if (Float.isNaN(x) != Float.isNaN(y)) {
        return Double.POSITIVE_INFINITY;
      }
      if (!Float.isNaN(x)) {
        most = Math.max(most, Math.abs(x - y) / Math.max(1e-9, Math.abs(y)));
      }
    }
    return most;
  }
}
