package skein.core.axis;

import org.jspecify.annotations.Nullable;

/** Ticks of a log10 axis: decades, also 2 and 5 when few, and plain steps inside a decade. */
final class LogTicks {
  private final NumberTicks numbers = new NumberTicks();
  private final AxisWindow values = new AxisWindow();

  void fill(Ticks out, double lo, double hi, TickSpace space) {
    double span = hi - lo;
    if (span < 1 && lo > -300 && hi < 300) {
      fillInside(out, lo, hi, space);
      if (out.count() >= 3) {
        return;
      }
      out.clear();
    }
    double spacing = Math.max(space.minSpacing(), 7 * space.charWidth());
    double decade = space.pixels() / span;
    if (decade * 0.3 >= spacing) {
      fillDecades(out, lo, hi, 1, true);
      if (out.fits(space)) {
        return;
      }
    }
    long stride = 1;
    for (int i = 0; i < 12; i++) {
      out.clear();
      if (decade * stride >= spacing) {
        fillDecades(out, lo, hi, stride, false);
        if (out.fits(space)) {
          return;
        }
      }
      stride = i % 3 == 1 ? stride / 2 * 5 : stride * 2;
    }
  }

  private static void fillDecades(Ticks out, double lo, double hi, long stride, boolean fine) {
    long first = Math.floorDiv((long) Math.floor(lo), stride) * stride;
    for (long e = first; e <= hi && e < first + 64 * stride; e += stride) {
      add(out, lo, hi, 1, e);
      for (int m = 2; m < 10 && stride == 1; m++) {
        if (fine && (m == 2 || m == 5)) {
          add(out, lo, hi, m, e);
        } else {
          out.minor((e + Math.log10(m) - lo) / (hi - lo));
        }
      }
      for (long minor = e + 1; stride > 1 && stride <= 10 && minor < e + stride; minor++) {
        out.minor((minor - lo) / (hi - lo));
      }
    }
  }

  private static void add(Ticks out, double lo, double hi, int mantissa, long exponent) {
    @Nullable TextRun text = out.tick((exponent + Math.log10(mantissa) - lo) / (hi - lo));
    if (text == null) {
      return;
    }
    if (exponent >= -4 && exponent < 6) {
      Decimal.append(text, mantissa, (int) exponent, exponent > 3);
    } else if (exponent >= 6 && exponent < 15) {
      int unit = (int) exponent / 3 * 3;
      Decimal.append(text, mantissa, (int) exponent - unit, false);
      text.add(TextRun.THIN_SPACE).add(unit == 6 ? 'M' : unit == 9 ? 'B' : 'T');
    } else {
      Decimal.appendScientific(text, mantissa, (int) exponent);
    }
  }

  private void fillInside(Ticks out, double lo, double hi, TickSpace space) {
    values.set(0, Math.pow(10, lo), Math.pow(10, hi));
    numbers.fill(out, values, false, space);
    out.toLog(values, lo, hi, space);
  }
}
