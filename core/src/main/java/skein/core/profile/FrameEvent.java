package skein.core.profile;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/**
 * A frame. One object serves all frames of a thread: JFR writes its fields out at commit, and the
 * render thread allocates nothing.
 */
@Name("skein.Frame")
@Label("Frame")
@Category("Skein")
@StackTrace(false)
public final class FrameEvent extends Event {
  @Label("Frame")
  public long frame;

  /** {@code System.nanoTime} at which the frame began: the clock of zones. */
  @Label("Start on the clock of zones")
  public long startNanos;

  @Label("CPU time")
  @Timespan(Timespan.NANOSECONDS)
  public long cpuBusy;

  @Label("Allocated on the heap")
  @DataAmount
  public long allocated;

  @Label("Late")
  public boolean late;
}
