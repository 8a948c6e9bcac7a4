package skein.core.gpu;

import static org.lwjgl.opengl.GL45C.*;

/** Who reads next what shaders have written. GL thread only. */
@SuppressWarnings("UnsafeFinalization") // Enum declares a finalizer, which does nothing.
public enum Barrier {
  /** Shaders, through storage buffers. */
  STORAGE(GL_SHADER_STORAGE_BARRIER_BIT),
  /** Indirect dispatches, and the shaders they run. */
  COMMANDS(GL_COMMAND_BARRIER_BIT | GL_SHADER_STORAGE_BARRIER_BIT),
  /** Shaders, through samplers and images. */
  TEXTURE(GL_TEXTURE_FETCH_BARRIER_BIT | GL_SHADER_IMAGE_ACCESS_BARRIER_BIT),
  /** Buffer copies, clears and reads. */
  TRANSFER(GL_BUFFER_UPDATE_BARRIER_BIT),
  /** The CPU, through a mapped buffer and after a fence. */
  MAPPED(GL_CLIENT_MAPPED_BUFFER_BARRIER_BIT | GL_BUFFER_UPDATE_BARRIER_BIT);

  private final int bits;

  Barrier(int bits) {
    this.bits = bits;
  }

  /** Makes shader writes issued before visible to the readers named. */
  public void issue() {
    glMemoryBarrier(bits);
  }
}
