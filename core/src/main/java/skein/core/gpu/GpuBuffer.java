package skein.core.gpu;

import static org.lwjgl.opengl.GL45C.*;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.lwjgl.system.MemoryUtil;

/** A buffer of fixed size. GL thread only. */
public final class GpuBuffer extends GpuObject {
  /** How the CPU reaches a buffer. */
  public enum Access {
    /** Only by copies from and to other buffers. */
    DEVICE(0),
    /** Also by {@link GpuBuffer#write}. */
    WRITE(GL_DYNAMIC_STORAGE_BIT),
    /** Mapped all its life for writing, coherent. */
    MAPPED_WRITE(GL_MAP_WRITE_BIT | GL_MAP_PERSISTENT_BIT | GL_MAP_COHERENT_BIT),
    /** Mapped all its life for reading, coherent. */
    MAPPED_READ(GL_MAP_READ_BIT | GL_MAP_PERSISTENT_BIT | GL_MAP_COHERENT_BIT);

    private final int flags;

    Access(int flags) {
      this.flags = flags;
    }

    private boolean mapped() {
      return (flags & GL_MAP_PERSISTENT_BIT) != 0;
    }
  }

  private final @Nullable MemorySegment mapped;

  public GpuBuffer(GpuContext context, String owner, long bytes, Access access) {
    super(context, GL_BUFFER, glCreateBuffers(), owner, bytes);
    glNamedBufferStorage(name(), bytes, access.flags);
    mapped = access.mapped() ? map(bytes, access.flags) : null;
  }

  private MemorySegment map(long bytes, int flags) {
    long address = nglMapNamedBufferRange(name(), 0, bytes, flags);
    if (address == MemoryUtil.NULL) {
      throw new IllegalStateException("buffer not mapped: owner=" + owner() + " bytes=" + bytes);
    }
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }

  /** The memory of a mapped buffer; must not be touched after {@link #close}. */
  public MemorySegment mapped() {
    MemorySegment held = mapped;
    if (held == null || isClosed()) {
      throw new IllegalStateException("buffer is not mapped: owner=" + owner());
    }
    return held;
  }

  /** Writes into a buffer of {@link Access#WRITE}. */
  public void write(long offset, MemorySegment source) {
    context().sends(source.byteSize());
    nglNamedBufferSubData(name(), offset, source.byteSize(), source.address());
  }

  /** Waits for the GPU and copies out. For tests and exports. */
  public void read(long offset, MemorySegment target) {
    nglGetNamedBufferSubData(name(), offset, target.byteSize(), target.address());
  }

  /** Sets all words of a range to zero. */
  public void clear(long offset, long bytes) {
    glClearNamedBufferSubData(
        name(), GL_R32UI, offset, bytes, GL_RED_INTEGER, GL_UNSIGNED_INT, (ByteBuffer) null);
  }

  /** Lets the GPU copy a range into another buffer. */
  public void copyTo(long offset, GpuBuffer target, long targetOffset, long bytes) {
    if (mapped != null) {
      context().stages(bytes);
    }
    glCopyNamedBufferSubData(name(), target.name(), offset, targetOffset, bytes);
  }

  /** Shows a range to shaders. */
  public void bindStorage(int binding, long offset, long bytes) {
    glBindBufferRange(GL_SHADER_STORAGE_BUFFER, binding, name(), offset, bytes);
  }

  /** Shows the whole buffer to shaders. */
  public void bindStorage(int binding) {
    glBindBufferBase(GL_SHADER_STORAGE_BUFFER, binding, name());
  }

  /** Makes the buffer the one that indirect dispatches read. */
  void bindCommands() {
    glBindBuffer(GL_DISPATCH_INDIRECT_BUFFER, name());
  }

  /** Makes the buffer the source of texture uploads; the caller unbinds it. */
  void bindUnpack() {
    glBindBuffer(GL_PIXEL_UNPACK_BUFFER, name());
  }

  @Override
  protected void delete(int name) {
    if (mapped != null) {
      glUnmapNamedBuffer(name);
    }
    glDeleteBuffers(name);
  }
}
