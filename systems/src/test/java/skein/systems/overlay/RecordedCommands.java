package skein.systems.overlay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.source.ColourMode;

/** Keeps what was asked for. */
final class RecordedCommands implements PlotCommands {
  final List<String> asked = new ArrayList<>();
  String filterError = "";
  String activeFilter = "";
  String notice = "";

  @Override
  public void fit() {
    asked.add("fit");
  }

  @Override
  public void back() {
    asked.add("back");
  }

  @Override
  public void forward() {
    asked.add("forward");
  }

  @Override
  public void reload(
      @Nullable String x,
      @Nullable String y,
      @Nullable String colour,
      @Nullable ColourMode mode,
      AxisScale xScale,
      AxisScale yScale) {
    asked.add("reload " + x + " " + y + " " + colour + " " + mode + " " + xScale + " " + yScale);
  }

  @Override
  public void showLines(boolean lines) {
    asked.add("showLines " + lines);
  }

  @Override
  public void filter(String where) {
    asked.add("filter " + where);
  }

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
    return filterError;
  }

  @Override
  public String activeFilter() {
    return activeFilter;
  }

  @Override
  public void cancelLoad() {
    asked.add("cancelLoad");
  }

  @Override
  public void open(String location) {
    asked.add("open " + location);
  }

  @Override
  public void savePng() {
    asked.add("savePng");
  }

  @Override
  public String notice() {
    return notice;
  }

  @Override
  public void toggleFullScreen() {
    asked.add("toggleFullScreen");
  }

  @Override
  public void quit() {
    asked.add("quit");
  }
}
