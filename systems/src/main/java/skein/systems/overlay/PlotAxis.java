package skein.systems.overlay;

import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisKind;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.axis.AxisWindow;
import skein.core.axis.TextRun;
import skein.core.axis.TickSpace;
import skein.core.axis.Ticks;
import skein.core.source.Projection;

/**
 * One axis of a plot as the overlay draws it: its meaning, title and ticks, kept between frames.
 */
final class PlotAxis {
  private static final float LEAST_X = 48;
  private static final float LEAST_Y = 44;

  final Ticks ticks = new Ticks();
  final TextRun title = new TextRun();
  AxisType type = AxisType.REAL;
  AxisScale scale = AxisScale.LINEAR;
  private final boolean horizontal;
  private TickSpace space = TickSpace.NONE;
  private @Nullable Projection projection;
  private @Nullable ZoneId zone;

  PlotAxis(boolean horizontal) {
    this.horizontal = horizontal;
  }

  /** Brings ticks and title up to date for an axis of a length in pixels. */
  void update(
      AxisWindow window, @Nullable Projection shown, ZoneId newZone, float pixels, UiFonts fonts) {
    if (!Objects.equals(shown, projection) || !newZone.equals(zone)) {
      projection = shown;
      zone = newZone;
      describe(newZone);
    }
    place(window, newZone, pixels, fonts);
  }

  /** The same for an axis that is described in plain words. */
  void update(
      AxisWindow window,
      String newTitle,
      AxisType newType,
      AxisScale newScale,
      ZoneId newZone,
      float pixels,
      UiFonts fonts) {
    type = newType;
    scale = newScale;
    title.clear().add(newTitle).add(newScale == AxisScale.LOG10 ? " \u00B7 log" : "");
    place(window, newZone, pixels, fonts);
  }

  private void place(AxisWindow window, ZoneId newZone, float pixels, UiFonts fonts) {
    float advance = horizontal ? fonts.mono().digit() : 0;
    float least = fonts.px(horizontal ? LEAST_X : LEAST_Y);
    if (space.pixels() != pixels || space.charWidth() != advance || space.minSpacing() != least) {
      space = new TickSpace(pixels, advance, least);
    }
    ticks.update(window, type, scale, newZone, space);
  }

  private void describe(ZoneId shownZone) {
    title.clear();
    Projection p = projection;
    if (p == null) {
      type = AxisType.REAL;
      scale = AxisScale.LINEAR;
      return;
    }
    type = horizontal ? p.xType() : p.yType();
    scale = horizontal ? p.xScale() : p.yScale();
    title.add(horizontal ? p.x() : p.y());
    if (scale == AxisScale.LOG10) {
      title.add(" \u00B7 log");
    }
    if (type.kind() == AxisKind.INSTANT) {
      title.add(" \u00B7 ").add(shownZone.getId().equals("Z") ? "UTC" : shownZone.getId());
    }
  }

  /** Widest label in pixels. */
  float labelWidth(Face face) {
    float widest = 0;
    for (int i = 0; i < ticks.count(); i++) {
      widest = Math.max(widest, face.width(ticks.label(i)));
    }
    for (int i = 0; i < ticks.groups(); i++) {
      widest = Math.max(widest, face.width(ticks.groupLabel(i)));
    }
    return widest;
  }

  /** Where zero lies as a fraction of the window; NaN where it has no meaning. */
  double zero(AxisWindow window) {
    if (scale == AxisScale.LOG10 || type.isTime()) {
      return Double.NaN;
    }
    return (-(double) window.base() - window.lo()) / (window.hi() - window.lo());
  }
}
