package skein.core.profile;

import jdk.jfr.Category;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** The time of zones at a time of JFR's, by which the JVM's events find their place among zones. */
@Name("skein.Clock")
@Label("Clock of zones")
@Category("Skein")
@Enabled(false)
@StackTrace(false)
final class ClockEvent extends Event {
  @Label("System.nanoTime")
  long nanos;

  static void emit() {
    ClockEvent event = new ClockEvent();
    event.nanos = System.nanoTime();
    event.commit();
  }
}
