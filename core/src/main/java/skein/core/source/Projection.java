package skein.core.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.channel.Channel;

/**
 * The columns that a stream delivers, resolved against a source.
 *
 * @param x exact column name
 * @param y exact column name
 * @param xType meaning of x
 * @param yType meaning of y
 * @param xScale linear or log; log positions are made by the block builder, not by SQL
 * @param yScale linear or log
 * @param colour the colour column, or null
 * @param colourMode COUNT when colour is null
 * @param colourMin for MEAN: value of channel code 1
 * @param colourMax for MEAN: value of channel code 65535
 * @param categories for CATEGORY: labels of channel codes 0.., at most {@link #MAX_CATEGORIES}; the
 *     last one collects the rest ("other") when there are more distinct values
 * @param channels columns to filter by, behind the colour in batches and blocks; at most {@link
 *     #MAX_CHANNELS}
 */
public record Projection(
    String x,
    String y,
    AxisType xType,
    AxisType yType,
    AxisScale xScale,
    AxisScale yScale,
    @Nullable String colour,
    ColourMode colourMode,
    double colourMin,
    double colourMax,
    List<String> categories,
    List<Channel> channels) {
  /** Columns to filter by. */
  public static final int MAX_CHANNELS = 7;

  /** Categories that one density grid tells apart. */
  public static final int MAX_CATEGORIES = 8;

  public Projection {
    channels = List.copyOf(channels);
  }

  /** Two columns whose rows are counted, without colour and channels. */
  public static Projection counted(
      String x, String y, AxisType xType, AxisType yType, AxisScale xScale, AxisScale yScale) {
    ColourMode count = ColourMode.COUNT;
    return new Projection(
        x, y, xType, yType, xScale, yScale, null, count, 0, 1, List.of(), List.of());
  }

  /** The same rows with other channels. */
  public Projection withChannels(List<Channel> newChannels) {
    return new Projection(
        x,
        y,
        xType,
        yType,
        xScale,
        yScale,
        colour,
        colourMode,
        colourMin,
        colourMax,
        categories,
        newChannels);
  }

  /** The same rows with another name for y. */
  public Projection withTitle(String newY) {
    return new Projection(
        x,
        newY,
        xType,
        yType,
        xScale,
        yScale,
        colour,
        colourMode,
        colourMin,
        colourMax,
        categories,
        channels);
  }

  /** Planes of codes that a block has before those of the channels: one where rows colour. */
  public int firstChannel() {
    return colourMode == ColourMode.COUNT ? 0 : 1;
  }
}
