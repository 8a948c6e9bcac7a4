package skein.core.gpu;

import static org.lwjgl.opengl.GL43C.*;

/**
 * An OpenGL object with its owner and its bytes in the ledger. The name is hidden; using it after
 * {@link #close} throws. GL thread only.
 */
public abstract class GpuObject implements AutoCloseable {
  private final GpuContext context;
  private final String owner;
  private final long bytes;
  private int name;

  /**
   * Takes over a fresh OpenGL object.
   *
   * @param identifier kind of object for the label, such as GL_BUFFER
   * @param owner dotted name for ledger and label
   */
  protected GpuObject(GpuContext context, int identifier, int name, String owner, long bytes) {
    this.context = context;
    this.name = name;
    this.owner = owner;
    this.bytes = bytes;
    glObjectLabel(identifier, name, owner);
    context.ledger().open(owner, bytes);
  }

  /** The OpenGL name. */
  protected final int name() {
    if (name == 0) {
      throw new IllegalStateException("GPU object used after close: owner=" + owner);
    }
    return name;
  }

  protected final GpuContext context() {
    return context;
  }

  public final String owner() {
    return owner;
  }

  public final long bytes() {
    return bytes;
  }

  public final boolean isClosed() {
    return name == 0;
  }

  /** Deletes the OpenGL object. */
  protected abstract void delete(int name);

  /** Frees the object; a second call does nothing. */
  @Override
  public final void close() {
    int held = name;
    name = 0;
    if (held != 0) {
      delete(held);
      context.ledger().close(owner, bytes);
    }
  }
}
