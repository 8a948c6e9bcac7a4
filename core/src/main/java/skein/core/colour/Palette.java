package skein.core.colour;

/** 256 opaque colours from low to high. Immutable, any thread. */
public final class Palette {
  /** Colours in a palette. */
  public static final int SIZE = 256;

  /** Categories that a categorical palette tells apart. */
  public static final int CATEGORIES = 8;

  /** What a palette shows. */
  public enum Kind {
    /** Little to much. */
    SEQUENTIAL,
    /** Below and above a middle. */
    DIVERGING,
    /** Eight colours without order; colour i fills the entries i * 32 to i * 32 + 31. */
    CATEGORICAL
  }

  private final String id;
  private final String title;
  private final Kind kind;
  private final int[] argb;

  /**
   * @param argb {@link #SIZE} colours, 0xAARRGGBB
   */
  public Palette(String id, String title, Kind kind, int[] argb) {
    if (argb.length != SIZE) {
      throw new IllegalArgumentException("palette size: id=" + id + " colours=" + argb.length);
    }
    this.id = id;
    this.title = title;
    this.kind = kind;
    this.argb = argb.clone();
  }

  /** As given on the command line and kept in settings. */
  public String id() {
    return id;
  }

  /** As shown to people. */
  public String title() {
    return title;
  }

  public Kind kind() {
    return kind;
  }

  /** A copy of the colours. */
  public int[] argb() {
    return argb.clone();
  }

  /** The colour with a number from 0 to 255. */
  public int colour(int index) {
    return argb[index];
  }

  /** The colour at a position from 0 to 1. */
  public int at(double position) {
    int index = (int) (position * SIZE);
    return argb[Math.max(0, Math.min(SIZE - 1, index))];
  }

  /** The colour of a category, 0 to 7. */
  public int category(int index) {
    return argb[Math.max(0, Math.min(CATEGORIES - 1, index)) * (SIZE / CATEGORIES)];
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
