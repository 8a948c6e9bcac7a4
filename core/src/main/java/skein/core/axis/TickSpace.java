package skein.core.axis;

/**
 * Room for the ticks of an axis.
 *
 * @param pixels length of the axis
 * @param charWidth advance of a label's character along the axis; 0 on a vertical axis
 * @param minSpacing least distance between two ticks in pixels
 */
public record TickSpace(float pixels, float charWidth, float minSpacing) {
  /** Characters that stay free between two labels. */
  static final double GAP_CHARS = 2;

  /** Most labelled ticks on an axis of any length. */
  static final int MAX_TICKS = 12;

  public static final TickSpace NONE = new TickSpace(0, 0, 1);

  boolean horizontal() {
    return charWidth > 0;
  }

  /** Most ticks that this length can carry. */
  int most() {
    return (int) Math.clamp(pixels / minSpacing, 1, MAX_TICKS - 1);
  }
}
