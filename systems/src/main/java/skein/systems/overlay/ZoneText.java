package skein.systems.overlay;

import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;

/** Durations as people read them, and colours by which zones are told apart. */
final class ZoneText {
  private static final int[] DARK = {
    0x4CC2FF, 0xFF8A5B, 0x7BD88F, 0xB79CFF, 0xFFB454, 0x5AD1C8, 0xFF8AC2, 0xE6D36B
  };

  private static final int[] LIGHT = {
    0x7CB8E4, 0xF0A884, 0x93CB97, 0xBFA3E0, 0xE2BE7C, 0x83C9C8, 0xE29BBF, 0xD3C77E
  };

  /** Text on a zone's colour. */
  static final int INK = Theme.ink(0x10151B);

  private ZoneText() {}

  static int ink(Theme theme, int zone) {
    int[] colours = theme.dark() ? DARK : LIGHT;
    return Theme.ink(colours[Math.floorMod(zone * 5 + zone / 8, colours.length)]);
  }

  /** A ratio of durations as a change in percent, as a factor where it is a large one. */
  static TextRun change(TextRun out, double ratio) {
    if (ratio >= 10) {
      out.add('\u00D7');
      AxisFormat.decimal(out, ratio, 0);
      return out;
    }
    double percent = (ratio - 1) * 100;
    out.add(percent < 0 ? TextRun.MINUS : '+');
    AxisFormat.decimal(out, Math.abs(percent), Math.abs(percent) < 9.95 ? 1 : 0);
    return out.add('%');
  }

  /** With the unit that gives it one to three digits before the point. */
  static TextRun duration(TextRun out, double nanos) {
    if (nanos < 1e3) {
      AxisFormat.decimal(out, nanos, 0);
      return out.add(" ns");
    }
    if (nanos < 1e6) {
      AxisFormat.decimal(out, nanos / 1e3, nanos < 1e4 ? 2 : 1);
      return out.add(" \u00B5s");
    }
    if (nanos < 1e9) {
      AxisFormat.decimal(out, nanos / 1e6, nanos < 1e8 ? 2 : 1);
      return out.add(" ms");
    }
    AxisFormat.decimal(out, nanos / 1e9, 2);
    return out.add(" s");
  }
}
