package skein.systems.overlay;

/**
 * Every colour and size of the overlay, and nothing of them anywhere else. Colours are 0xRRGGBB;
 * {@link #ink} makes them what draw lists take. Sizes are layout units, times the scale pixels.
 *
 * @param dark true for the dark theme
 * @param window ground of bars and margins
 * @param panel ground of panels and cards
 * @param raised ground of inputs and buttons
 * @param hovered ground of what the pointer is on
 * @param plot ground of the plot
 * @param line separators
 * @param text main text
 * @param muted secondary text
 * @param accent focus, selection, links
 * @param onAccent text on accent
 * @param warn warnings
 * @param error errors
 * @param good success
 */
public record Theme(
    boolean dark,
    int window,
    int panel,
    int raised,
    int hovered,
    int plot,
    int line,
    int text,
    int muted,
    int accent,
    int onAccent,
    int warn,
    int error,
    int good) {
  public static final Theme DARK =
      new Theme(
          true, 0x0E1116, 0x151A21, 0x1D242D, 0x27303B, 0x0A0C10, 0x232A33, 0xD7DEE7, 0x8A94A3,
          0x4CC2FF, 0x06202F, 0xFFB454, 0xFF6B6B, 0x7BD88F);

  public static final Theme LIGHT =
      new Theme(
          false, 0xF6F7F9, 0xFFFFFF, 0xEEF1F4, 0xE2E7EC, 0xFFFFFF, 0xDDE2E8, 0x1B2129, 0x566170,
          0x0A68B4, 0xFFFFFF, 0x8F5500, 0xC62828, 0x2A6F2E);

  /** Heights and widths in layout units. */
  public static final float TOP_BAR = 36;

  public static final float STATUS_BAR = 24;
  public static final float ROW = 24;
  public static final float PAD = 8;
  public static final float CORNER = 4;
  public static final float LEFT_PANEL = 260;
  public static final float RIGHT_PANEL = 280;
  public static final float ICON = 16;
  public static final float TEXT = 14;
  public static final float SMALL = 12;
  public static final float MONO = 13;
  public static final float TITLE = 22;

  /** Share of the text colour in grid lines and in the line at zero. */
  public static final float GRID = 0.06f;

  public static final float ZERO = 0.20f;

  public static Theme of(boolean dark) {
    return dark ? DARK : LIGHT;
  }

  /** An opaque colour as draw lists take it. */
  public static int ink(int rgb) {
    return ink(rgb, 1);
  }

  /** A colour with a coverage from 0 to 1 as draw lists take it. */
  public static int ink(int rgb, float alpha) {
    int a = Math.round(alpha * 255);
    return a << 24 | (rgb & 0xFF) << 16 | (rgb & 0xFF00) | (rgb >> 16 & 0xFF);
  }

  /** Contrast ratio of two colours by WCAG 2. */
  public static double contrast(int a, int b) {
    double la = luminance(a);
    double lb = luminance(b);
    return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xFF)
        + 0.7152 * linear(rgb >> 8 & 0xFF)
        + 0.0722 * linear(rgb & 0xFF);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
