package skein.core.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import skein.core.memory.MemoryLedger;

/**
 * A context of its own for a test class; closing it proves that nothing is left and no error was.
 */
final class GpuFixture implements AutoCloseable {
  final MemoryLedger gpuLedger = new MemoryLedger();
  final MemoryLedger hostLedger = new MemoryLedger();
  private boolean forgiven;

  private final EglHeadless egl = EglHeadless.open();
  final GpuContext context = GpuContext.current(gpuLedger, hostLedger, GpuContext.Errors.FAIL);

  /** For tests that make errors on purpose. */
  void forgiveErrors() {
    forgiven = true;
    try {
      context.check();
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessageStartingWith("OpenGL error");
    }
  }

  @Override
  public void close() {
    try {
      context.check();
      hostLedger.closeScratch();
      assertThat(gpuLedger.liveObjects()).as("GPU objects left: %s", gpuLedger.snapshot()).isZero();
      assertThat(hostLedger.liveObjects()).as("buffers left: %s", hostLedger.snapshot()).isZero();
      if (!forgiven) {
        assertThat(context.messages()).isEmpty();
      }
    } finally {
      context.close();
      egl.close();
    }
  }
}
