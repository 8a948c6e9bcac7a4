package skein.core.gpu;

import static org.lwjgl.opengl.GL32C.*;

/** Tells when the GPU has done everything issued before. Reusable, allocates nothing. GL thread. */
public final class GpuFence implements AutoCloseable {
  private long sync;

  /** Fences all commands issued so far; a fence set earlier is forgotten. */
  public void set() {
    close();
    sync = glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
    glFlush();
  }

  /** True between {@link #set} and the first {@link #poll} that finds it passed. */
  public boolean isPending() {
    return sync != 0;
  }

  /** True when the GPU has passed the fence, or none is set. Never waits. */
  public boolean poll() {
    return await(0);
  }

  /** Waits at most {@code nanos} for the fence; true when it has been passed. */
  public boolean await(long nanos) {
    if (sync == 0) {
      return true;
    }
    int state = glClientWaitSync(sync, GL_SYNC_FLUSH_COMMANDS_BIT, Math.max(0, nanos));
    if (state == GL_TIMEOUT_EXPIRED) {
      return false;
    }
    close();
    return true;
  }

  /** Waits at most {@code nanos} and leaves it to {@link #poll} to find the fence passed. */
  void peek(long nanos) {
    if (sync != 0) {
      glClientWaitSync(sync, GL_SYNC_FLUSH_COMMANDS_BIT, Math.max(0, nanos));
    }
  }

  @Override
  public void close() {
    long held = sync;
    sync = 0;
    if (held != 0) {
      glDeleteSync(held);
    }
  }
}
