package skein.core.profile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** Whether zones are recorded: read by every lane, set by one. Any thread. */
final class RecordingSwitch {
  private static final VarHandle ON;

  static {
    try {
      ON = MethodHandles.lookup().findVarHandle(RecordingSwitch.class, "on", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // through ON
  private boolean on;

  boolean on() {
    return (boolean) ON.getOpaque(this);
  }

  void set(boolean value) {
    ON.setOpaque(this, value);
  }
}
