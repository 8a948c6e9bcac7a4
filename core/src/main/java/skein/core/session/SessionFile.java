package skein.core.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import skein.core.profile.Capture;

/**
 * A reopened session: what was recorded and what was said of it.
 *
 * <p>The file is a zip archive of {@code session.json} (names, queries, facts), {@code
 * frames.arrow} and {@code zones.arrow} (Arrow IPC streams), so that other programs can read it;
 * where the JVM was watched also {@code recording.jfr}.
 *
 * @param facts machine, versions, command, report: whatever the writer wanted to be found again
 */
public record SessionFile(Capture capture, ObjectNode facts) implements AutoCloseable {
  /** Ending of the names of session files. */
  public static final String SUFFIX = ".skeinprof";

  static final int FORMAT = 1;
  static final String JSON = "session.json";
  static final String FRAMES = "frames.arrow";
  static final String ZONES = "zones.arrow";
  static final String RECORDING = "recording.jfr";

  @Override
  public void close() {
    capture.free();
  }
}
