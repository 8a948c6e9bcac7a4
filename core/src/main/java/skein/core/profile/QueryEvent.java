package skein.core.profile;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A query to a source, from asking to its first answer, or to its last row where it is read whole.
 */
@Name("skein.Query")
@Label("Query")
@Category("Skein")
@Description("SQL asked of a source")
@StackTrace(false)
public final class QueryEvent extends Event {
  @Label("SQL")
  public String sql = "";

  @Label("What for")
  public String purpose = "";

  /** {@code System.nanoTime} at the beginning: the clock of zones. */
  @Label("Start on the clock of zones")
  public long startNanos;

  @Label("End on the clock of zones")
  public long endNanos;

  @Label("Rows")
  public long rows;
}
