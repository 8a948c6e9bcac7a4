package skein.desktop.engine;

import org.jspecify.annotations.Nullable;
import skein.components.CanvasComponent.Arrangement;

/**
 * The plots side by side that a window or a picture starts with, all over one series.
 *
 * @param count 1 to {@link #MOST}
 * @param linkX true when all show the same part of x
 * @param arrangement how they lie, or null for what suits the data
 */
public record Views(int count, boolean linkX, @Nullable Arrangement arrangement) {
  public static final int MOST = Canvas.MOST;
  public static final Views ONE = new Views(1, false, null);
}
