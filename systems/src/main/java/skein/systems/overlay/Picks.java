package skein.systems.overlay;

import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisScale;
import skein.core.source.ColourMode;
import skein.core.source.Projection;

/** The columns in force with some of them changed; made when the user asks for a change. */
final class Picks {
  private final PlotCommands commands;
  private @Nullable String x;
  private @Nullable String y;
  private @Nullable String colour;
  private @Nullable ColourMode mode;
  private AxisScale xScale = AxisScale.LINEAR;
  private AxisScale yScale = AxisScale.LINEAR;

  private Picks(PlotCommands commands) {
    this.commands = commands;
  }

  static Picks of(PlotModel model) {
    Picks picks = new Picks(model.commands());
    Projection p = model.series().projection;
    if (p != null) {
      picks.x = p.x();
      picks.y = p.y();
      picks.colour = p.colour();
      picks.mode = p.colour() == null ? null : p.colourMode();
      picks.xScale = p.xScale();
      picks.yScale = p.yScale();
    }
    return picks;
  }

  /** Another column begins on a linear scale. */
  Picks x(String name) {
    x = name;
    xScale = AxisScale.LINEAR;
    return this;
  }

  Picks y(String name) {
    y = name;
    yScale = AxisScale.LINEAR;
    return this;
  }

  /** A further y column beside those that are there, for lines. */
  Picks alsoY(String name) {
    y = y == null ? name : y + "," + name;
    return this;
  }

  /** Another colour column lets its type decide the mode; null colours by count. */
  Picks colour(@Nullable String name) {
    colour = name;
    mode = name == null ? ColourMode.COUNT : null;
    return this;
  }

  Picks mode(ColourMode wanted) {
    mode = wanted;
    return this;
  }

  Picks xScale(AxisScale scale) {
    xScale = scale;
    return this;
  }

  Picks yScale(AxisScale scale) {
    yScale = scale;
    return this;
  }

  void reload() {
    commands.reload(x, y, colour, mode, xScale, yScale);
  }
}
