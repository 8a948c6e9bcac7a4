package skein.systems.overlay;

import java.time.ZoneId;
import skein.core.axis.AxisFormat;
import skein.core.axis.AxisKind;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisWindow;
import skein.core.axis.TextRun;
import skein.core.channel.Brushes;
import skein.core.channel.Channel;

/**
 * The ends of a range as text. Whole numbers and dates end with their last value; of others the end
 * is where the range ends, which belongs to it no more. Allocates nothing.
 */
final class BrushText {
  private final AxisFormat format = new AxisFormat();
  private final AxisWindow window = new AxisWindow();

  void lower(TextRun out, Brushes brushes, int k, ZoneId zone) {
    Channel channel = brushes.channels().get(k);
    if (!brushes.isActive(k)) {
      all(out, channel, zone, channel.lowest(), channel.least());
    } else if (channel.kind() == Channel.Kind.WHOLE) {
      whole(out, channel, zone, channel.whole(brushes.from(k)));
    } else {
      real(out, channel, zone, channel.real(brushes.from(k)));
    }
  }

  void upper(TextRun out, Brushes brushes, int k, ZoneId zone) {
    Channel channel = brushes.channels().get(k);
    if (!brushes.isActive(k)) {
      all(out, channel, zone, channel.highest(), channel.most());
    } else if (channel.kind() == Channel.Kind.WHOLE) {
      long end = channel.whole(brushes.to(k) + 1);
      AxisKind kind = channel.type().kind();
      boolean inclusive = kind == AxisKind.INTEGER || kind == AxisKind.DATE;
      whole(out, channel, zone, inclusive ? end - 1 : end);
    } else {
      real(out, channel, zone, channel.real(brushes.to(k) + 1));
    }
  }

  private void all(TextRun out, Channel channel, ZoneId zone, long whole, double real) {
    if (channel.kind() == Channel.Kind.WHOLE) {
      whole(out, channel, zone, whole);
    } else {
      real(out, channel, zone, real);
    }
  }

  private void whole(TextRun out, Channel channel, ZoneId zone, long value) {
    window.set(value, 0, Math.max(1, channel.step()));
    format.at(out, window, 0, channel.type(), AxisScale.LINEAR, zone, 1);
  }

  private void real(TextRun out, Channel channel, ZoneId zone, double value) {
    window.set(0, value, value + channel.step());
    format.at(out, window, 0, channel.type(), AxisScale.LINEAR, zone, 1);
  }
}
