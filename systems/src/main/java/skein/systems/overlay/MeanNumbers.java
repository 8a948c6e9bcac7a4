package skein.systems.overlay;

import imgui.ImDrawList;
import java.time.ZoneOffset;
import skein.core.axis.AxisFormat;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.axis.AxisWindow;
import skein.core.axis.TextRun;
import skein.core.axis.TickSpace;
import skein.core.axis.Ticks;
import skein.core.colour.Normalisation;
import skein.core.colour.Normaliser;
import skein.core.source.Projection;

/**
 * The numbers beside a legend of means. A linear bar has an axis' ticks; on any other the roundest
 * value near each of some even places is named, so that numbers spread over the bar however the
 * values lie.
 */
final class MeanNumbers {
  private static final double CODES = 65_534;

  /** How far from its place a number may lie, of the distance between two. */
  private static final double REACH = 0.4;

  private static final double[] STEPS = {1, 0.5, 0.2};
  private static final int DECADES = 20;

  /** Labels have four digits. */
  private static final double FINEST = 1e-4;

  private final TextRun label = new TextRun();
  private final AxisWindow window = new AxisWindow();
  private final Ticks ticks = new Ticks();
  private TickSpace space = TickSpace.NONE;
  private float from;
  private float end;

  void draw(
      ImDrawList list,
      PlotModel model,
      float x,
      float y,
      float length,
      UiFonts fonts,
      boolean upright) {
    Projection p = model.series().projection;
    if (p == null) {
      return;
    }
    Normaliser by = model.normaliser();
    double lo = value(p, by.meanAt(0));
    double hi = value(p, by.meanAt(1));
    end(lo, by.isMeanClippedBelow() ? '\u2264' : 0);
    LegendOverlay.put(list, model, x, y, length, 0, label, fonts, upright);
    if (!(lo < hi)) {
      return;
    }
    float gap = upright ? fonts.px(6) : fonts.mono().digit();
    from = LegendOverlay.room(label, length, fonts, upright, 0) + gap;
    end(hi, by.isMeanClippedAbove() ? '\u2265' : 0);
    LegendOverlay.put(list, model, x, y, length, 1, label, fonts, upright);
    end = length - LegendOverlay.room(label, length, fonts, upright, length) - gap;
    float least = upright ? fonts.px(32) : fonts.px(56);
    if (model.style().normalisation == Normalisation.LINEAR) {
      drawTicks(list, model, x, y, length, gap, least, lo, hi, fonts, upright);
    } else {
      drawRound(list, model, p, x, y, length, gap, least, fonts, upright);
    }
  }

  private void end(double value, int sign) {
    label.clear();
    if (sign != 0) {
      label.add((char) sign).add(TextRun.THIN_SPACE);
    }
    AxisFormat.compact(label, value);
  }

  private void drawTicks(
      ImDrawList list,
      PlotModel model,
      float x,
      float y,
      float length,
      float gap,
      float least,
      double lo,
      double hi,
      UiFonts fonts,
      boolean upright) {
    float advance = upright ? 0 : fonts.mono().digit();
    if (space.pixels() != length || space.charWidth() != advance) {
      space = new TickSpace(length, advance, least);
    }
    window.set(0, lo, hi);
    ticks.update(window, AxisType.REAL, AxisScale.LINEAR, ZoneOffset.UTC, space);
    for (int i = 0; i < ticks.count(); i++) {
      label.clear().add(ticks.label(i));
      put(list, model, x, y, length, gap, ticks.fraction(i), fonts, upright);
    }
  }

  private void drawRound(
      ImDrawList list,
      PlotModel model,
      Projection p,
      float x,
      float y,
      float length,
      float gap,
      float least,
      UiFonts fonts,
      boolean upright) {
    Normaliser by = model.normaliser();
    int places = Math.max(1, (int) (length / least));
    for (int i = 1; i < places; i++) {
      double low = value(p, by.meanAt((i - REACH) / places));
      double high = value(p, by.meanAt((i + REACH) / places));
      double round = low < high ? roundest(low, high) : Double.NaN;
      if (!Double.isNaN(round)) {
        AxisFormat.compact(label.clear(), round);
        put(list, model, x, y, length, gap, by.positionOfMean(code(p, round)), fonts, upright);
      }
    }
  }

  /** Puts the label where it has room between its neighbours. */
  private void put(
      ImDrawList list,
      PlotModel model,
      float x,
      float y,
      float length,
      float gap,
      double place,
      UiFonts fonts,
      boolean upright) {
    float at = (float) (place * length);
    float half = LegendOverlay.room(label, length, fonts, upright, -1);
    if (at - half >= from && at + half <= end) {
      LegendOverlay.put(list, model, x, y, length, place, label, fonts, upright);
      from = at + half + gap;
    }
  }

  /** The multiple of the largest 1, 2 or 5 times a power of ten in a range; NaN for too long. */
  static double roundest(double lo, double hi) {
    double most = Math.max(Math.abs(lo), Math.abs(hi));
    double decade = Math.pow(10, Math.ceil(Math.log10(most)));
    for (int i = 0; i < DECADES; i++) {
      for (double factor : STEPS) {
        double size = decade * factor;
        if (size < most * FINEST) {
          return Double.NaN;
        }
        double first = Math.ceil(lo / size) * size;
        if (first <= hi) {
          double middle = Math.rint((lo + hi) / 2 / size) * size;
          return middle >= lo && middle <= hi ? middle : first;
        }
      }
      decade /= 10;
    }
    return Double.NaN;
  }

  static double value(Projection p, double code) {
    return p.colourMin() + (code - 1) / CODES * (p.colourMax() - p.colourMin());
  }

  private static double code(Projection p, double value) {
    double range = p.colourMax() - p.colourMin();
    return range > 0 ? 1 + (value - p.colourMin()) / range * CODES : 1;
  }
}
