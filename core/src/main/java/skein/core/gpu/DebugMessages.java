package skein.core.gpu;

import static org.lwjgl.opengl.GL43C.*;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.lwjgl.opengl.GLDebugMessageCallback;
import org.lwjgl.system.MemoryUtil;

/** Listens to KHR_debug; notes on buffers' places and on performance are not kept. */
final class DebugMessages implements AutoCloseable {
  private static final int MOST_KEPT = 256;

  private final Set<String> kept = new LinkedHashSet<>();
  private final GLDebugMessageCallback callback;
  private @Nullable IllegalStateException firstError;

  /**
   * @param synchronous reports inside the call at fault, so that the error carries its stack
   */
  DebugMessages(boolean synchronous) {
    callback =
        GLDebugMessageCallback.create(
            (source, type, id, severity, length, message, user) ->
                accept(type, id, severity, MemoryUtil.memUTF8(message, length)));
    glEnable(GL_DEBUG_OUTPUT);
    if (synchronous) {
      glEnable(GL_DEBUG_OUTPUT_SYNCHRONOUS);
    }
    glDebugMessageCallback(callback, 0);
  }

  // Drivers may call from a thread of their own when the output is not synchronous.
  private synchronized void accept(int type, int id, int severity, String text) {
    boolean chatter = severity == GL_DEBUG_SEVERITY_NOTIFICATION || type == GL_DEBUG_TYPE_OTHER;
    if (chatter || type == GL_DEBUG_TYPE_PERFORMANCE) {
      return;
    }
    String line = (type == GL_DEBUG_TYPE_ERROR ? "error " : "warning ") + id + ": " + text.strip();
    if (kept.size() < MOST_KEPT) {
      kept.add(line);
    }
    if (type == GL_DEBUG_TYPE_ERROR && firstError == null) {
      firstError = new IllegalStateException("OpenGL " + line);
    }
  }

  synchronized List<String> lines() {
    return List.copyOf(kept);
  }

  synchronized void throwFirstError() {
    IllegalStateException error = firstError;
    firstError = null;
    if (error != null) {
      throw error;
    }
  }

  @Override
  public void close() {
    glDebugMessageCallback(null, 0);
    glDisable(GL_DEBUG_OUTPUT);
    callback.free();
  }
}
