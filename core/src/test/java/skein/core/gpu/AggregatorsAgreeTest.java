package skein.core.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.CpuAggregator;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.SlabSet;
import skein.core.colour.Palettes;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

/** Both aggregators, same blocks, same views: the same grids and the same pictures of them. */
class AggregatorsAgreeTest {
  private static final long FAR = 60_000_000_000L;
  private static final int ROUNDS = 12;

  private final Palettes palettes = new Palettes();

  @Test
  void shouldCountAlikeOnCpuAndGpu() {
    try (GpuFixture gpu = new GpuFixture();
        Aggregator onGpu = new GpuAggregator(gpu.context, ShaderSource.shipped());
        Aggregator onCpu = new CpuAggregator(gpu.hostLedger, 2);
        GridPresenter presenter = new GridPresenter(gpu.context, gpu.hostLedger)) {
      for (int seed = 0; seed < ROUNDS; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        TestSlabs.Shape[] shapes = TestSlabs.Shape.values();
        ColourMode mode = ColourMode.values()[seed % 3];
        try (SlabSet slabs =
                TestSlabs.random(gpu.hostLedger, random, shapes[seed % shapes.length], mode, 4);
            DensityGrid a = onGpu.createGrid("test.gpu");
            DensityGrid b = onCpu.createGrid("test.cpu")) {
          GridSpec spec = spec(random, mode);
          String name = "seed=" + seed + " " + spec;
          count(onGpu, a, spec, slabs);
          count(onCpu, b, spec, slabs);
          compare(name, a, b, spec);
          comparePictures(name, presenter, a, b);
          presenter.forget(a);
          presenter.forget(b);
          onGpu.forget(slabs);
          onCpu.forget(slabs);
        }
        gpu.context.check();
      }
    }
  }

  private static GridSpec spec(SplittableRandom random, ColourMode mode) {
    double half = Math.pow(10, 2.3 - 3 * random.nextDouble());
    double x = random.nextDouble() * 100;
    double y = random.nextDouble() * 100;
    int width = 1 + random.nextInt(300);
    int height = 1 + random.nextInt(200);
    return new GridSpec(width, height, x - half, x + half, y - half, y + half, mode);
  }

  private static void count(Aggregator by, DensityGrid grid, GridSpec spec, SlabSet slabs) {
    while (by.pendingBytes(slabs) > 0) {
      by.upload(slabs, 1 << 20);
    }
    by.restart(grid, spec);
    assertThat(by.advance(grid, slabs, System.nanoTime() + FAR)).isTrue();
  }

  private static void compare(String name, DensityGrid a, DensityGrid b, GridSpec spec) {
    int[] countsA = new int[spec.cells()];
    int[] countsB = new int[spec.cells()];
    a.readCounts(countsA);
    b.readCounts(countsB);
    assertThat(countsA).as(name).isEqualTo(countsB);
    if (spec.mode() == ColourMode.MEAN) {
      float[] meansA = new float[spec.cells()];
      float[] meansB = new float[spec.cells()];
      a.readMeans(meansA);
      b.readMeans(meansB);
      assertThat(meansA).as(name).isEqualTo(meansB);
    }
    assertThat(a.statsReady()).isTrue();
    assertThat(a.stats().total).as(name).isEqualTo(b.stats().total);
    assertThat(a.stats().minCount).as(name).isEqualTo(b.stats().minCount);
    assertThat(a.stats().maxCount).as(name).isEqualTo(b.stats().maxCount);
    assertThat(a.stats().occupied).as(name).isEqualTo(b.stats().occupied);
    assertThat(a.stats().histogram).as(name).isEqualTo(b.stats().histogram);
    assertThat(a.stats().meanHistogram).as(name).isEqualTo(b.stats().meanHistogram);
    assertThat(a.stats().minMean).as(name).isEqualTo(Double.valueOf(b.stats().minMean));
    assertThat(a.stats().maxMean).as(name).isEqualTo(Double.valueOf(b.stats().maxMean));
    assertThat(a.stats().categories).as(name).isEqualTo(b.stats().categories);
  }

  private void comparePictures(String name, GridPresenter presenter, DensityGrid a, DensityGrid b) {
    var categories = palettes.choose("", ColourMode.CATEGORY, true);
    GridTexture onGpu = presenter.present(a, categories);
    GridTexture onCpu = presenter.present(b, categories);
    assertThat(TexturePixels.words(onGpu.counts()))
        .as(name)
        .isEqualTo(TexturePixels.words(onCpu.counts()));
    Texture2D auxGpu = onGpu.aux();
    Texture2D auxCpu = onCpu.aux();
    if (auxGpu == null || auxCpu == null) {
      assertThat(auxGpu).isSameAs(auxCpu);
    } else if (auxGpu.format() == Texture2D.Format.RGBA8) {
      assertThat(TexturePixels.farthestBytes(auxGpu, auxCpu)).as(name).isLessThanOrEqualTo(2);
    } else {
      assertThat(TexturePixels.farthestFloats(auxGpu, auxCpu)).as(name).isLessThanOrEqualTo(1e-6);
    }
  }
}
