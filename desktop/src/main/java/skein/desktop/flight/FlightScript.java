package skein.desktop.flight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flight as it is written: views to fly to, in order.
 *
 * @param name the file's, for errors
 * @param width of the frame in pixels, 0 when the file does not say; height likewise
 */
public record FlightScript(String name, int width, int height, List<View> views) {
  /**
   * A view to fly to.
   *
   * @param x the range to show; null keeps that of the view before, at first the whole; y likewise
   * @param seconds to get there
   * @param hold seconds to stay; a view with a hold is a stop
   */
  public record View(@Nullable Range x, @Nullable Range y, double seconds, double hold) {}

  /**
   * A range of an axis: each end a number, an ISO time, or a share of the data's range as "50%".
   *
   * @param place where it stands in the file, for errors
   */
  public record Range(String lo, String hi, String place) {}

  public FlightScript {
    views = List.copyOf(views);
  }

  /** The flight's length in seconds when no stop is held for longer than it says. */
  public double seconds() {
    double sum = 0;
    for (View view : views) {
      sum += view.seconds() + view.hold();
    }
    return sum;
  }
}
