package skein.desktop.window;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import skein.core.session.SavedRun;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.Look;
import skein.desktop.engine.MemoryLimits;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Views;
import skein.desktop.flight.FlightPilot;

/**
 * How a window starts.
 *
 * @param request what to open, or null for the empty state
 * @param limits how much memory blocks of index files may take
 * @param uiScale size of text and lines on top of the monitor's own scale
 * @param continuous draw also when nothing changes
 * @param trace file for one JSON line per change of the view, or null
 * @param views the plots side by side at the start
 * @param pilot flies the window, which closes when it is done, or null
 * @param session shown by the profiler instead of data, or null
 * @param compared the session beside it, or null
 */
public record WindowOptions(
    @Nullable SeriesRequest request,
    Look look,
    Wish aggregator,
    MemoryLimits limits,
    int width,
    int height,
    float uiScale,
    boolean continuous,
    @Nullable Path trace,
    Views views,
    @Nullable FlightPilot pilot,
    @Nullable SavedRun session,
    @Nullable SavedRun compared) {
  /** Shows one plot with the usual settings. */
  public static WindowOptions plain(
      SeriesRequest request, Look look, Wish aggregator, int width, int height) {
    return new WindowOptions(
        request,
        look,
        aggregator,
        MemoryLimits.DEFAULT,
        width,
        height,
        1,
        false,
        null,
        Views.ONE,
        null,
        null,
        null);
  }

  /** Shows a recorded session, alone or beside another one; the caller closes them. */
  public static WindowOptions session(
      SavedRun session,
      @Nullable SavedRun compared,
      Look look,
      int width,
      int height,
      float uiScale,
      @Nullable Path trace) {
    return new WindowOptions(
        null,
        look,
        Wish.CPU,
        MemoryLimits.DEFAULT,
        width,
        height,
        uiScale,
        false,
        trace,
        Views.ONE,
        null,
        session,
        compared);
  }

  /** Draws on and on, as the pilot says. */
  public static WindowOptions flown(
      SeriesRequest request,
      Look look,
      Wish aggregator,
      MemoryLimits limits,
      int width,
      int height,
      FlightPilot pilot) {
    return new WindowOptions(
        request,
        look,
        aggregator,
        limits,
        width,
        height,
        1,
        true,
        null,
        Views.ONE,
        pilot,
        null,
        null);
  }
}
