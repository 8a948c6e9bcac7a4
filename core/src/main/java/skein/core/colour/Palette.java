package skein.core.colour;

/**
 * 256 colours from low to high. Immutable by convention: nobody writes into {@code argb}.
 *
 * @param id as given on the command line and kept in settings
 * @param title as shown to people
 * @param kind what the palette is good for
 * @param argb 256 colours, 0xAARRGGBB, opaque
 */
@SuppressWarnings("ArrayRecordComponent")
public record Palette(String id, String title, Kind kind, int[] argb) {
  /** Colours in a palette. */
  public static final int SIZE = 256;

  /** What a palette shows. */
  public enum Kind {
    /** Little to much. */
    SEQUENTIAL,
    /** Below and above a middle. */
    DIVERGING,
    /** Eight colours without order; colour i fills the entries i * 32 to i * 32 + 31. */
    CATEGORICAL
  }

  public Palette {
    if (argb.length != SIZE) {
      throw new IllegalArgumentException("palette size: id=" + id + " colours=" + argb.length);
    }
  }

  /** The colour at a position from 0 to 1. */
  public int at(double position) {
    int index = (int) (position * SIZE);
    return argb[Math.max(0, Math.min(SIZE - 1, index))];
  }

  /** The colour of a category, 0 to 7. */
  public int category(int index) {
    return argb[Math.max(0, Math.min(7, index)) * (SIZE / 8)];
  }

  /** The same colours from high to low. */
  public Palette reversed() {
    int[] turned = new int[SIZE];
    for (int i = 0; i < SIZE; i++) {
      turned[i] = argb[SIZE - 1 - i];
    }
    return new Palette(id, title, kind, turned);
  }
}
