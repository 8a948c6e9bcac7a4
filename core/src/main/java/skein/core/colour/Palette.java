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
  private final double start;

  /** A palette whose colours all stand out. */
  public Palette(String id, String title, Kind kind, int[] argb) {
    this(id, title, kind, argb, 0);
  }

  /**
   * @param argb {@link #SIZE} colours, 0xAARRGGBB
   * @param start from 0 to 1: colours below do not stand out enough from the ground for a value
   */
  public Palette(String id, String title, Kind kind, int[] argb, double start) {
    if (argb.length != SIZE) {
      throw new IllegalArgumentException("palette size: id=" + id + " colours=" + argb.length);
    }
    this.id = id;
    this.title = title;
    this.kind = kind;
    this.argb = argb.clone();
    this.start = start;
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

  /** Where the colours for values begin. */
  public double start() {
    return start;
  }

  /** The colour of a value from 0 (least) to 1 (most), of those that stand out from the ground. */
  public int ofValue(double position) {
    return at(start + (1 - start) * position);
  }

  /** The colour of a category, 0 to 7. */
  public int category(int index) {
    return argb[Math.max(0, Math.min(CATEGORIES - 1, index)) * (SIZE / CATEGORIES)];
  }
}
