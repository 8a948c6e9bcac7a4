package skein.core.profile;

import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * A system's part of a frame, for JDK Mission Control; the zones themselves are in the lanes. One
 * object serves one thread's zones that do not lie inside each other, so that nothing is allocated.
 */
@Name("skein.Zone")
@Label("Zone")
@Category("Skein")
@StackTrace(false)
public final class ZoneEvent extends Event {
  @Label("Zone")
  public String zone = "";

  @Label("Stage")
  public String stage = "";
}
