package skein.desktop.headless;

import org.jspecify.annotations.Nullable;
import skein.desktop.engine.Look;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Views;

/**
 * A picture to draw.
 *
 * @param view edges as {@code X0:X1,Y0:Y1}, or null for all rows
 * @param width cells across and pixels of the plot area, with several views of the whole picture;
 *     height likewise
 * @param bare the plot alone, else with axes and legend around it
 * @param uiScale size of text and lines
 * @param views plots side by side, with axes in any case where there are several
 */
public record Still(
    SeriesRequest series,
    Look look,
    @Nullable String view,
    int width,
    int height,
    boolean bare,
    float uiScale,
    Views views) {
  /** True for several plots side by side. */
  boolean hasViews() {
    return views.count() > 1;
  }
}
