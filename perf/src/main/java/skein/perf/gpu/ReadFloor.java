package skein.perf.gpu;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import skein.core.gpu.ComputeProgram;
import skein.core.gpu.GpuBuffer;
import skein.core.gpu.GpuContext;
import skein.core.gpu.GpuTimer;
import skein.shaders.Bindings;
import skein.shaders.ShaderSource;

/** What reading as many bytes takes when nothing is done with them: no kernel can be faster. */
final class ReadFloor {
  private static final long CHUNK_BYTES = 1L << 30;
  private static final long BLOCK_BYTES = 65_536;

  private static final String SHADER =
      """
      #version 450 core
      layout(local_size_x = 256) in;
      layout(std430, binding = SSBO_COORDS) restrict readonly buffer In { uvec4 b_in[]; };
      layout(std430, binding = SSBO_GRID) restrict buffer Out { uint b_out[]; };
      void main() {
        uint first = gl_WorkGroupID.x * 4096u + gl_LocalInvocationIndex;
        uvec4 sum = uvec4(0u);
        for (uint i = 0u; i < 16u; i += LOADS) {
          uvec4 held[LOADS];
          for (uint k = 0u; k < LOADS; k++) {
            held[k] = b_in[first + (i + k) * 256u];
          }
          for (uint k = 0u; k < LOADS; k++) {
            sum ^= held[k];
          }
        }
        if ((sum.x ^ sum.y ^ sum.z ^ sum.w) == 1u) {
          b_out[0] = 1u;
        }
      }
      """;

  private final GpuContext context;
  private final int rounds;

  ReadFloor(GpuContext context, int rounds) {
    this.context = context;
    this.rounds = rounds;
  }

  void print(long rows) {
    if (context.isSoftware()) {
      return;
    }
    List<GpuBuffer> buffers = new ArrayList<>();
    long left = 4 * rows;
    while (left >= BLOCK_BYTES) {
      long bytes = Math.min(left, CHUNK_BYTES) / BLOCK_BYTES * BLOCK_BYTES;
      GpuBuffer buffer = new GpuBuffer(context, "bench.read", bytes, GpuBuffer.Access.DEVICE);
      buffer.clear(0, bytes);
      buffers.add(buffer);
      left -= bytes;
    }
    System.out.printf(Locale.ROOT, "## reading alone: %,d rows of 4 bytes%n%n", rows);
    System.out.println("| loads under way a thread | ms | Grows/s | TB/s |");
    System.out.println("|---|---|---|---|");
    for (int loads = 1; loads <= 16; loads *= 2) {
      double ms = measure(buffers, loads);
      System.out.printf(
          Locale.ROOT,
          "| %d | %.3f | %.0f | %.2f |%n",
          loads,
          ms,
          rows / ms / 1e6,
          rows / ms / 2.5e8);
    }
    System.out.println();
    buffers.forEach(GpuBuffer::close);
  }

  private double measure(List<GpuBuffer> buffers, int loads) {
    Map<String, String> defines = Bindings.definesWith(Map.of("LOADS", loads + "u"));
    ShaderSource source = new ShaderSource(Map.of("read.comp", SHADER)::get);
    double[] times = new double[rounds];
    try (ComputeProgram program =
            new ComputeProgram(context, "bench.read", source.resolve("read.comp", defines));
        GpuBuffer out = new GpuBuffer(context, "bench.out", 64, GpuBuffer.Access.DEVICE);
        GpuTimer timer = new GpuTimer(context)) {
      out.bindStorage(Bindings.SSBO_GRID.index());
      long warm = System.nanoTime() + KernelTimes.WARM_UP_NANOS;
      int round = 0;
      while (round < rounds) {
        timer.begin(0);
        for (GpuBuffer buffer : buffers) {
          buffer.bindStorage(Bindings.SSBO_COORDS.index());
          program.dispatch((int) (buffer.bytes() / BLOCK_BYTES), 1);
        }
        timer.end();
        context.finish();
        while (timer.poll()) {
          times[round] = timer.nanos() / 1e6;
        }
        round += System.nanoTime() > warm ? 1 : 0;
      }
    }
    return KernelTimes.median(times);
  }
}
