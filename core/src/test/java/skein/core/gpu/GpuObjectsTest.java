package skein.core.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SequenceLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.source.ColourMode;
import skein.shaders.Layouts;
import skein.shaders.ShaderSource;

class GpuObjectsTest {
  private static GpuFixture gpu;

  @BeforeAll
  static void open() {
    gpu = new GpuFixture();
  }

  @AfterAll
  static void close() {
    gpu.close();
  }

  @AfterEach
  void check() {
    gpu.context.check();
    assertThat(gpu.gpuLedger.liveObjects()).isZero();
  }

  @Test
  void shouldOpenAContextThatMeetsTheFloor() {
    assertThat(gpu.context.version()).startsWith("4.");
    assertThat(gpu.context.renderer()).isNotEmpty();
    assertThat(gpu.context.maxStorageBlock()).isGreaterThanOrEqualTo(128L << 20);
  }

  @Test
  void shouldBookBytesUntilClosedAndRefuseUseAfterwards() {
    GpuBuffer buffer = new GpuBuffer(gpu.context, "test", 4096, GpuBuffer.Access.WRITE);
    assertThat(gpu.gpuLedger.bytes("test")).isEqualTo(4096);
    buffer.close();
    buffer.close();
    assertThat(gpu.gpuLedger.bytes("test")).isZero();
    assertThatThrownBy(() -> buffer.clear(0, 4))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("owner=test");
  }

  @Test
  void shouldThrowWhatTheDriverReports() {
    try (GpuBuffer buffer = new GpuBuffer(gpu.context, "test", 64, GpuBuffer.Access.DEVICE);
        Arena arena = Arena.ofConfined()) {
      MemorySegment words = arena.allocate(64);
      GpuContext strict = gpu.context;
      buffer.write(0, words);
      assertThatThrownBy(strict::check)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("OpenGL error");
    } finally {
      gpu.forgiveErrors();
    }
  }

  @Test
  void shouldNameTheIncludedFileAndFreeWhatDoesNotCompile() {
    Map<String, String> files =
        Map.of(
            "bad.comp",
            "#version 450\n#include \"inc\"\nlayout(local_size_x=1) in;\nvoid main() {}",
            "inc",
            "int broken(");
    ShaderSource source = new ShaderSource(files::get);
    assertThatThrownBy(() -> new ComputeProgram(gpu.context, "test", source.resolve("bad.comp")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("file=bad.comp")
        .hasMessageContaining("1 = inc");
    gpu.forgiveErrors();
  }

  @Test
  void shouldThrowForAUniformThatIsNotThere() {
    try (CullProgram program = new CullProgram(gpu.context, ShaderSource.shipped())) {
      assertThatThrownBy(() -> program.program().uniform("u_nothing"))
          .hasMessageContaining("u_nothing")
          .hasMessageContaining("aggregate/cull.comp");
    }
  }

  @ParameterizedTest
  @EnumSource(ColourMode.class)
  void shouldLayOutStructsAsTheDriverDoes(ColourMode mode) {
    Map<String, String> defines = DensityProgram.definesOf(mode);
    ShaderSource shaders = ShaderSource.shipped();
    try (CullProgram cull = new CullProgram(gpu.context, shaders);
        DensityProgram density =
            new DensityProgram(
                gpu.context,
                shaders,
                mode,
                KernelTuning.standard(gpu.context),
                KernelTuning.Tiny.COPIES,
                0);
        ComputeProgram stats =
            new ComputeProgram(
                gpu.context, "test", shaders.resolve("aggregate/stats.comp", defines))) {
      compareStruct(cull.program(), "Headers", "b_headers", Layouts.BLOCK_HEADER, 8);
      compareStruct(cull.program(), "Visible", "b_visible", Layouts.VISIBLE_BLOCK, 12);
      compareStruct(density.program(), "Visible", "b_visible", Layouts.VISIBLE_BLOCK, 12);
      for (MemoryLayout member : Layouts.STATS.memberLayouts()) {
        String name = member.name().orElseThrow();
        boolean array = member instanceof SequenceLayout;
        int offset = stats.storageOffset("Stats." + name + (array ? "[0]" : ""));
        if (offset < 0) {
          offset = stats.storageOffset(name + (array ? "[0]" : ""));
        }
        assertThat(offset).as(name).isIn(-1, (int) Layouts.offset(Layouts.STATS, name));
        assertThat(offset >= 0 || !isUsed(name, mode)).as(name).isTrue();
      }
    }
  }

  private static void compareStruct(
      ComputeProgram program, String block, String array, StructLayout struct, int least) {
    int seen = 0;
    for (MemoryLayout member : struct.memberLayouts()) {
      String name = member.name().orElseThrow();
      int offset = program.storageOffset(block + "." + array + "[0]." + name);
      if (offset < 0) {
        offset = program.storageOffset(array + "[0]." + name);
      }
      if (offset >= 0) {
        seen++;
        assertThat(offset).as(name).isEqualTo((int) Layouts.offset(struct, name));
      }
    }
    assertThat(seen).as(array).isGreaterThanOrEqualTo(least);
    assertThat(program.storageStride(array + "[0].count")).isEqualTo((int) struct.byteSize());
  }

  private static boolean isUsed(String name, ColourMode mode) {
    return switch (name) {
      case "reserved" -> false;
      case "categories" -> mode == ColourMode.CATEGORY;
      case "minMean", "maxMean", "meanHistogram" -> mode == ColourMode.MEAN;
      default -> true;
    };
  }

  @Test
  void shouldMoveBytesThroughTheRingUnchangedAndNeverWait() {
    int pieces = 400;
    int words = 96;
    try (StagingRing ring = new StagingRing(gpu.context, "test.ring", 4096);
        GpuBuffer target =
            new GpuBuffer(gpu.context, "test", 4L * words * pieces, GpuBuffer.Access.DEVICE);
        Arena arena = Arena.ofConfined()) {
      int full = 0;
      for (int p = 0; p < pieces; p++) {
        while (!ring.tryAllocate(4L * words)) {
          full++;
          ring.seal();
          assertThat(full).as("%s", ring).isLessThan(1_000_000);
        }
        assertThat(ring.offset() + 4L * words).isLessThanOrEqualTo(ring.capacity());
        for (int i = 0; i < words; i++) {
          ring.buffer().mapped().set(ValueLayout.JAVA_INT, ring.offset() + 4L * i, p * 1_000 + i);
        }
        ring.buffer().copyTo(ring.offset(), target, 4L * words * p, 4L * words);
        if (p % 3 == 0) {
          ring.seal();
        }
      }
      MemorySegment out = arena.allocate(4L * words * pieces);
      target.read(0, out);
      for (int i = 0; i < words * pieces; i++) {
        int expected = i / words * 1_000 + i % words;
        assertThat(out.getAtIndex(ValueLayout.JAVA_INT, i)).isEqualTo(expected);
      }
      assertThat(ring.toString()).contains("capacity=4096");
    }
  }

  @Test
  void shouldSayWhenTheRingIsFullAndRefuseWhatNeverFits() {
    try (StagingRing ring = new StagingRing(gpu.context, "test.ring", 1024)) {
      assertThat(ring.tryAllocate(1000)).isTrue();
      assertThat(ring.tryAllocate(64)).isFalse();
      assertThat(ring.used()).isEqualTo(1024);
      assertThatThrownBy(() -> ring.tryAllocate(1025)).hasMessageContaining("bytes=1025");
    }
  }

  @Test
  void shouldFillAndReadAFramebuffer() {
    try (Framebuffer target = new Framebuffer(gpu.context, "test", 5, 3)) {
      target.clear(0xFF204060);
      assertThat(target.readArgb()).hasSize(15).containsOnly(0xFF204060);
    }
  }

  @Test
  void shouldNotClaimTimesOnSoftware() {
    try (GpuTimer timer = new GpuTimer(gpu.context)) {
      timer.begin(1);
      timer.end();
      assertThat(timer.isAvailable()).isEqualTo(!gpu.context.isSoftware());
      assertThat(gpu.context.isSoftware() && timer.poll()).isFalse();
    }
  }
}
