package skein.desktop.headless;

import org.jspecify.annotations.Nullable;
import skein.components.LinesComponent;
import skein.core.axis.AxisWindow;
import skein.core.channel.Brushes;
import skein.core.load.LoadProgress;
import skein.core.source.Projection;

/**
 * A finished picture and what was counted for it.
 *
 * @param argb pixels of the picture, top row first
 * @param counts the grid, row-major from the bottom
 * @param lines the lines drawn, alive while the session is; null where points were drawn
 * @param brushes the ranges that the rows counted are in
 * @param viewX null when no row is plotted and no view was given; viewY likewise
 */
@SuppressWarnings("ArrayRecordComponent")
public record RenderedPlot(
    int[] argb,
    int width,
    int height,
    int[] counts,
    @Nullable LinesComponent lines,
    Projection projection,
    Brushes brushes,
    LoadProgress progress,
    @Nullable AxisWindow viewX,
    @Nullable AxisWindow viewY,
    long openNanos,
    long aggregateNanos,
    long drawNanos) {
  /** Rows in all cells; of lines the values in view. */
  public long gridSum() {
    if (lines != null) {
      return lines.inView;
    }
    long sum = 0;
    for (int count : counts) {
      sum += Integer.toUnsignedLong(count);
    }
    return sum;
  }
}
