package skein.core.profile;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A piece of a worker's work: a batch read, a slab built, blocks read from a file, a level made.
 */
@Name("skein.Work")
@Label("Work")
@Category("Skein")
@Description("A piece of work beside the render thread")
@StackTrace(false)
public final class WorkEvent extends Event {
  /** Short dotted name of the stage, such as {@code load.build}. */
  @Label("Stage")
  public String stage = "";

  /** {@code System.nanoTime} at the beginning: the clock of zones. */
  @Label("Start on the clock of zones")
  public long startNanos;

  @Label("End on the clock of zones")
  public long endNanos;

  @Label("Rows")
  public long rows;

  @Label("Bytes")
  @DataAmount
  public long bytes;
}
