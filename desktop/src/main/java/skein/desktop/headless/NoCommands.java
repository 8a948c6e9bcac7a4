package skein.desktop.headless;

import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.source.ColourMode;
import skein.systems.overlay.PlotCommands;

/** Commands of a picture, which has no controls. */
final class NoCommands implements PlotCommands {
  @Override
  public void fit() {}

  @Override
  public void back() {}

  @Override
  public void forward() {}

  @Override
  public void reload(
      @Nullable String x,
      @Nullable String y,
      @Nullable String colour,
      @Nullable ColourMode mode,
      AxisScale xScale,
      AxisScale yScale) {}

  @Override
  public void showLines(boolean lines) {}

  @Override
  public void filter(String where) {}

  @Override
  public void addChannel(String column) {}

  @Override
  public void removeChannel(String column) {}

  @Override
  public boolean filterLines(boolean asked) {
    return false;
  }

  @Override
  public String filterError() {
    return "";
  }

  @Override
  public String activeFilter() {
    return "";
  }

  @Override
  public void cancelLoad() {}

  @Override
  public void open(String location) {}

  @Override
  public void savePng() {}

  @Override
  public String notice() {
    return "";
  }

  @Override
  public void toggleFullScreen() {}

  @Override
  public void quit() {}
}
