package skein.core.gpu;

import static org.lwjgl.opengl.GL45C.*;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.lwjgl.opengl.GL;
import org.lwjgl.opengl.GLCapabilities;
import org.lwjgl.opengl.NVXGPUMemoryInfo;
import skein.core.fault.SkeinException;
import skein.core.memory.MemoryLedger;
import skein.core.memory.ScratchPool;

/**
 * The OpenGL context that is current on this thread, checked for what Skein needs: its limits, its
 * messages and the ledger of GPU memory. Does not own the context itself; GL thread only.
 */
public final class GpuContext implements AutoCloseable {
  /** What a message of severity error from the driver does. */
  public enum Errors {
    /** Is kept for {@link GpuContext#messages()}. */
    COLLECT,
    /** Makes the next {@link GpuContext#check()} throw. */
    FAIL
  }

  private static final String REMEDY =
      "update the graphics driver, or install Mesa's software renderer (libgl1-mesa-dri)";

  private final MemoryLedger ledger;
  private final MemoryLedger host;
  private final Errors errors;
  private final String vendor;
  private final String renderer;
  private final String version;
  private final boolean software;
  private final long maxStorageBlock;
  private final int maxTextureSize;
  private final long memoryBytes;
  private final DebugMessages messages;
  private long sentBytes;
  private long stagedBytes;

  private GpuContext(MemoryLedger ledger, MemoryLedger host, Errors errors) {
    this.ledger = ledger;
    this.host = host;
    this.errors = errors;
    this.vendor = string(GL_VENDOR);
    this.renderer = string(GL_RENDERER);
    this.version = string(GL_VERSION);
    this.software = isSoftware(renderer);
    this.maxStorageBlock = Math.max(0, glGetInteger64(GL_MAX_SHADER_STORAGE_BLOCK_SIZE));
    this.maxTextureSize = glGetInteger(GL_MAX_TEXTURE_SIZE);
    this.memoryBytes = memoryBytes(GL.getCapabilities());
    this.messages = new DebugMessages(errors == Errors.FAIL);
  }

  /** Takes the context that is current on this thread, with a ledger of its own for staging. */
  public static GpuContext current(MemoryLedger ledger, Errors errors) {
    return current(ledger, new MemoryLedger(), errors);
  }

  /**
   * Takes the context that is current on this thread.
   *
   * @param ledger of GPU memory
   * @param host of host memory, for what is read back; closing the context closes its scratch pool
   * @throws SkeinException of kind ENVIRONMENT when the context is below OpenGL 4.5
   */
  public static GpuContext current(MemoryLedger ledger, MemoryLedger host, Errors errors) {
    GLCapabilities capabilities = capabilities();
    if (!capabilities.OpenGL45) {
      throw SkeinException.environment(
          "OpenGL", "4.5 is needed, this driver gives " + string(GL_VERSION), REMEDY);
    }
    return new GpuContext(ledger, host, errors);
  }

  private static GLCapabilities capabilities() {
    @Nullable GLCapabilities set = null;
    try {
      set = GL.getCapabilities();
    } catch (IllegalStateException e) {
      // No capabilities were made on this thread yet.
    }
    return set == null ? GL.createCapabilities(true) : set;
  }

  /** True for renderers that compute on the CPU. */
  public static boolean isSoftware(String renderer) {
    String name = renderer.toLowerCase(Locale.ROOT);
    return name.contains("llvmpipe") || name.contains("softpipe") || name.contains("swrast");
  }

  private static long memoryBytes(GLCapabilities capabilities) {
    return capabilities.GL_NVX_gpu_memory_info
        ? 1024L * glGetInteger(NVXGPUMemoryInfo.GL_GPU_MEMORY_INFO_DEDICATED_VIDMEM_NVX)
        : 0;
  }

  private static String string(int name) {
    @Nullable String value = glGetString(name);
    return value == null ? "" : value;
  }

  public MemoryLedger ledger() {
    return ledger;
  }

  /** Scratch memory for what is read back from the GPU. */
  public ScratchPool staging() {
    return host.scratch();
  }

  public String vendor() {
    return vendor;
  }

  public String renderer() {
    return renderer;
  }

  public String version() {
    return version;
  }

  /** True when the "GPU" is the CPU (llvmpipe). */
  public boolean isSoftware() {
    return software;
  }

  /** Largest buffer range a shader can see, in bytes. */
  public long maxStorageBlock() {
    return maxStorageBlock;
  }

  /** Memory of the GPU in bytes, 0 when the driver does not tell. */
  public long memoryBytes() {
    return memoryBytes;
  }

  public int maxTextureSize() {
    return maxTextureSize;
  }

  /** The driver's errors and warnings so far, oldest first, each once. */
  public List<String> messages() {
    return messages.lines();
  }

  /**
   * With {@link Errors#FAIL}: throws when the driver has reported an error since the last call.
   *
   * @throws IllegalStateException with the driver's text
   */
  public void check() {
    if (errors == Errors.FAIL) {
      messages.throwFirstError();
    }
  }

  /** Bytes of buffers, textures and vertices handed to the GPU so far, without those staged. */
  public long sentBytes() {
    return sentBytes;
  }

  /** Bytes that the GPU was told to copy out of mapped memory so far. */
  public long stagedBytes() {
    return stagedBytes;
  }

  /** Something hands bytes to the GPU. */
  void sends(long bytes) {
    sentBytes += bytes;
  }

  /** The GPU is told to copy bytes out of mapped memory. */
  void stages(long bytes) {
    stagedBytes += bytes;
  }

  /** The GPU's clock in its nanoseconds. May wait for the GPU: for checks. */
  public long clock() {
    return glGetInteger64(GL_TIMESTAMP);
  }

  /** Waits until everything asked of the GPU is done. */
  public void finish() {
    glFinish();
  }

  /** Detaches from the context, which lives on. Objects made here are closed before. */
  @Override
  public void close() {
    messages.close();
    host.closeScratch();
    check();
  }
}
