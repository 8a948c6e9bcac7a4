package skein.systems.overlay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.budget.ZoneComparison;

/** What the profiler's panel asks of the application. Render thread; nothing here waits. */
public interface ProfileCommands {
  /** What a recording can be saved as. */
  enum Export {
    SESSION("session"),
    TRACE("trace"),
    TABLE("CSV"),
    FLIGHT_RECORDING("JFR");

    private final String label;

    Export(String label) {
      this.label = label;
    }

    /** For a button. */
    public String label() {
      return label;
    }
  }

  /** Reads a session file and puts it beside what is shown. */
  void compare(String file);

  /** Takes the session beside away. */
  void alone();

  /** Asks how the zones of a span of time differ from those of the session beside. */
  void weigh(long from, long to);

  /** The answer to the last {@link #weigh}; null until it is there. */
  @Nullable ZoneComparison weighed();

  /**
   * How the zones of the last seconds differ from those of the session beside, found anew about
   * once a second while it is asked for; null until that is known.
   */
  @Nullable ZoneComparison follow();

  /** Saves what is shown. */
  void save(Export as);

  /** What happened last, for people; empty when nothing did. */
  String notice();

  /** Session files seen last, newest first. */
  List<String> recent();
}
