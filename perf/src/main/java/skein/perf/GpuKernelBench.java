package skein.perf;

import skein.perf.gpu.KernelBench;

/**
 * What a pass costs on the GPU, by shape of the data, zoom and variant of the kernel; each grid is
 * compared with the CPU's cell by cell. Prints Markdown. See {@link KernelBench} for the arguments.
 */
public final class GpuKernelBench {
  private GpuKernelBench() {}

  public static void main(String[] args) {
    Machine.printHeader("Block kernel on the GPU");
    new KernelBench(args).run();
  }
}
