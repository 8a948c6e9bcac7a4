package skein.core.colour;

/** How colours stand out from a ground. All colours 0xAARRGGBB. */
final class Visibility {
  private Visibility() {}

  /** Contrast of two colours from 1 to 21, as WCAG 2 defines it. */
  static double contrast(int a, int b) {
    double la = luminance(a) + 0.05;
    double lb = luminance(b) + 0.05;
    return Math.max(la, lb) / Math.min(la, lb);
  }

  private static double luminance(int argb) {
    return 0.2126 * light(argb, 16) + 0.7152 * light(argb, 8) + 0.0722 * light(argb, 0);
  }

  private static double light(int argb, int shift) {
    double s = (argb >>> shift & 255) / 255.0;
    return s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
  }

  /** Place of the first colour, from low to high, that has a contrast. */
  static double firstWith(int[] argb, int ground, double contrast) {
    int i = 0;
    while (i < argb.length - 1 && contrast(argb[i], ground) < contrast) {
      i++;
    }
    return i / (double) argb.length;
  }

  /**
   * Moves colours away from a ground until each has a contrast: those near the ground most, those
   * far from it hardly, so that they keep their order and hue.
   */
  static int[] squeezed(int[] argb, int ground, double contrast) {
    int[] out = argb.clone();
    boolean dark = luminance(ground) < 0.18;
    double keep = 1;
    while (keep > 0 && least(out, ground) < contrast) {
      keep -= 0.01;
      for (int i = 0; i < argb.length; i++) {
        out[i] = towards(argb[i], dark, keep);
      }
    }
    return out;
  }

  private static double least(int[] argb, int ground) {
    double least = 21;
    for (int colour : argb) {
      least = Math.min(least, contrast(colour, ground));
    }
    return least;
  }

  /** Towards white or black; keep is what is left of the distance of a colour at the ground. */
  private static int towards(int argb, boolean white, double keep) {
    double bright = Math.sqrt(luminance(argb));
    double left = 1 - (1 - keep) * (white ? 1 - bright : bright);
    int out = 0xFF;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double s = (argb >>> shift & 255) / 255.0;
      out = out << 8 | (int) Math.round(255 * (white ? 1 - (1 - s) * left : s * left));
    }
    return out;
  }
}
