package skein.core.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skein.core.aggregate.GridSpec;
import skein.core.colour.Normalisation;
import skein.core.colour.Normaliser;
import skein.core.colour.Palette;
import skein.core.colour.Palettes;
import skein.core.source.ColourMode;
import skein.shaders.ShaderSource;

class ColourPassTest {
  private static final int SIZE = 64;
  private static final int GROUND = 0xFF0A0C10;

  private static GpuFixture gpu;
  private static ColourPass pass;
  private static final Palettes PALETTES = new Palettes();

  private final Normaliser normaliser = new Normaliser();
  private final ColourDraw draw =
      new ColourDraw(PALETTES.choose("", ColourMode.COUNT, true), normaliser);
  private final Palette categories = PALETTES.choose("", ColourMode.CATEGORY, true);
  private GridPresenter presenter;
  private Framebuffer target;

  @BeforeAll
  static void open() {
    gpu = new GpuFixture();
    pass = new ColourPass(gpu.context, ShaderSource.shipped());
  }

  @AfterAll
  static void close() {
    pass.close();
    gpu.close();
  }

  @BeforeEach
  void prepare() {
    presenter = new GridPresenter(gpu.context, gpu.hostLedger);
    target = new Framebuffer(gpu.context, "test", SIZE, SIZE);
    draw.width = SIZE;
    draw.height = SIZE;
    draw.framebufferHeight = SIZE;
    draw.ground = GROUND;
  }

  @AfterEach
  void release() {
    presenter.close();
    target.close();
    gpu.context.check();
  }

  @Test
  void shouldGiveEachCellItsColourWhenWindowEqualsGrid() {
    try (ArrayGrid grid = ramp()) {
      for (Normalisation normalisation : Normalisation.values()) {
        normaliser.restart();
        normaliser.update(grid.stats(), normalisation, 0);
        int[] argb = paint(grid, null);
        for (int y = 0; y < SIZE; y++) {
          for (int x = 0; x < SIZE; x++) {
            long count = grid.countAt(x, SIZE - 1 - y);
            int expected = count == 0 ? GROUND : draw.palette.at(normaliser.positionOf(count));
            assertThat(distance(argb[y * SIZE + x], expected))
                .as("%s pixel %d,%d count %d", normalisation, x, y, count)
                .isLessThanOrEqualTo(12);
          }
        }
      }
    }
  }

  @Test
  void shouldMoveTheOldGridWithTheWindow() {
    try (ArrayGrid grid = new ArrayGrid(spec(ColourMode.COUNT))) {
      grid.count(10, 20, 100);
      grid.summarise();
      normaliser.update(grid.stats(), Normalisation.LOG, 0);
      draw.loX = 5;
      draw.hiX = 69;
      int[] argb = paint(grid, null);
      for (int i = 0; i < argb.length; i++) {
        boolean marked = i == (SIZE - 1 - 20) * SIZE + 5;
        assertThat(argb[i] != GROUND).as("pixel %d", i).isEqualTo(marked);
      }
    }
  }

  @Test
  void shouldCoverEachPixelOfAMagnifiedCellAndKeepItsBrightness() {
    try (ArrayGrid grid = new ArrayGrid(spec(ColourMode.COUNT))) {
      grid.count(10, 20, 400);
      grid.count(0, 0, 400);
      grid.summarise();
      normaliser.update(grid.stats(), Normalisation.LOG, 0);
      draw.loX = 8;
      draw.hiX = 24;
      draw.loY = 16;
      draw.hiY = 32;
      int[] argb = paint(grid, null);
      int expected = draw.palette.at(normaliser.positionOf(400 / 16.0));
      int marked = 0;
      for (int i = 0; i < argb.length; i++) {
        if (argb[i] != GROUND) {
          marked++;
          assertThat(distance(argb[i], expected)).isLessThanOrEqualTo(12);
        }
      }
      assertThat(marked).isEqualTo(16);
    }
  }

  @Test
  void shouldFindEachCellWhenMinified() {
    try (ArrayGrid grid = new ArrayGrid(spec(ColourMode.COUNT))) {
      for (int i = 0; i < SIZE; i += 2) {
        grid.count(i, 63 - i, 7);
      }
      grid.summarise();
      normaliser.update(grid.stats(), Normalisation.LOG, 0);
      draw.hiX = 128;
      draw.hiY = 128;
      int[] argb = paint(grid, null);
      int marked = 0;
      for (int pixel : argb) {
        marked += pixel == GROUND ? 0 : 1;
      }
      assertThat(marked).isEqualTo(32);
    }
  }

  @Test
  void shouldShowTheOverviewWhereTheFrontEnds() {
    GridSpec coarse = new GridSpec(8, 8, -64, 64, -64, 64, ColourMode.COUNT);
    try (ArrayGrid front = new ArrayGrid(spec(ColourMode.COUNT));
        ArrayGrid overview = new ArrayGrid(coarse)) {
      for (int i = 0; i < 64; i++) {
        overview.count(i % 8, i / 8, 65_536);
      }
      overview.summarise();
      front.summarise();
      normaliser.update(overview.stats(), Normalisation.LOG, 0);
      draw.loX = -32;
      draw.hiX = 32;
      int[] argb = paint(front, overview);
      for (int x = 0; x < SIZE; x++) {
        assertThat(argb[x] != GROUND).as("pixel %d", x).isEqualTo(x < 32);
      }
    }
  }

  @Test
  void shouldColourMeansByValueAndFadeCellsWithoutOne() {
    try (ArrayGrid grid = new ArrayGrid(spec(ColourMode.MEAN))) {
      grid.count(0, 0, 1_000);
      grid.mean(0, 0, 100);
      grid.count(1, 0, 1_000);
      grid.mean(1, 0, 900);
      grid.count(2, 0, 1_000);
      grid.mean(2, 0, Float.NaN);
      grid.summarise();
      draw.palette = PALETTES.choose("", ColourMode.MEAN, true);
      normaliser.update(grid.stats(), Normalisation.LOG, 0);
      int[] argb = paint(grid, null);
      int row = (SIZE - 1) * SIZE;
      assertThat(distance(argb[row], draw.palette.ofValue(0))).isLessThanOrEqualTo(12);
      assertThat(distance(argb[row + 1], draw.palette.ofValue(1))).isLessThanOrEqualTo(12);
      assertThat(distance(argb[row + 2], 0xFF2D2F31)).isLessThanOrEqualTo(8);
    }
  }

  @Test
  void shouldGiveEachMeanItsColourUnderEachNormalisation() {
    draw.palette = PALETTES.choose("", ColourMode.MEAN, true);
    float[] means = new float[SIZE * SIZE];
    for (float spread : new float[] {20, 900, 60_000}) {
      try (ArrayGrid grid = new ArrayGrid(spec(ColourMode.MEAN))) {
        for (int i = 0; i < SIZE * SIZE; i++) {
          grid.count(i % SIZE, i / SIZE, i == 0 ? 1 : 1_000);
          grid.mean(i % SIZE, i / SIZE, 5_000 + spread * i / means.length * i / means.length);
        }
        grid.summarise();
        grid.readMeans(means);
        for (Normalisation normalisation : Normalisation.values()) {
          normaliser.restart();
          normaliser.update(grid.stats(), normalisation, 0);
          int[] argb = paint(grid, null);
          for (int i = 0; i < (SIZE - 1) * SIZE; i++) {
            float mean = means[(SIZE - 1 - i / SIZE) * SIZE + i % SIZE];
            int expected = draw.palette.ofValue(normaliser.positionOfMean(mean));
            String what = normalisation + " spread " + spread + " mean " + mean;
            assertThat(distance(argb[i], expected)).as(what).isLessThanOrEqualTo(12);
          }
          assertThat(distance(argb[SIZE - 1], argb[(SIZE - 1) * SIZE + 1])).isGreaterThan(100);
        }
      }
    }
  }

  @Test
  void shouldBlendCategoriesInLinearLight() {
    try (ArrayGrid grid = new ArrayGrid(spec(ColourMode.CATEGORY))) {
      grid.count(0, 0, 50);
      grid.category(0, 0, 3, 50);
      grid.count(1, 0, 50);
      grid.category(1, 0, 0, 25);
      grid.category(1, 0, 4, 25);
      grid.summarise();
      normaliser.update(grid.stats(), Normalisation.LOG, 0);
      int[] argb = paint(grid, null);
      int row = (SIZE - 1) * SIZE;
      assertThat(distance(argb[row], categories.category(3))).isLessThanOrEqualTo(12);
      int mixed = half(categories.category(0), categories.category(4));
      assertThat(distance(argb[row + 1], mixed)).isLessThanOrEqualTo(12);
    }
  }

  @Test
  void shouldPaintTheGroundWithoutAnyGrid() {
    draw.front = null;
    draw.x = 8;
    draw.y = 4;
    draw.width = 16;
    draw.height = 32;
    target.clear(0xFFFFFFFF);
    target.bind();
    pass.draw(draw);
    int[] argb = target.readArgb();
    for (int i = 0; i < argb.length; i++) {
      int x = i % SIZE;
      int y = i / SIZE;
      boolean inside = x >= 8 && x < 24 && y >= 4 && y < 36;
      assertThat(argb[i]).isEqualTo(inside ? GROUND : 0xFFFFFFFF);
    }
  }

  private static GridSpec spec(ColourMode mode) {
    return new GridSpec(SIZE, SIZE, 0, SIZE, 0, SIZE, mode);
  }

  private ArrayGrid ramp() {
    ArrayGrid grid = new ArrayGrid(spec(ColourMode.COUNT));
    draw.loX = 0;
    draw.hiX = SIZE;
    draw.loY = 0;
    draw.hiY = SIZE;
    for (int row = 0; row < SIZE; row++) {
      for (int column = 0; column < SIZE; column++) {
        grid.count(column, row, column == 0 ? 0 : (int) Math.pow(1.2, (row * column) % 71));
      }
    }
    grid.summarise();
    return grid;
  }

  private int[] paint(ArrayGrid grid, ArrayGrid overview) {
    if (draw.hiY == 1) {
      draw.hiY = SIZE;
    }
    if (draw.hiX == 1) {
      draw.hiX = SIZE;
    }
    draw.front = presenter.present(grid, categories);
    draw.overview = overview == null ? null : presenter.present(overview, categories);
    target.bind();
    pass.draw(draw);
    return target.readArgb();
  }

  private static int distance(int a, int b) {
    int most = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      most = Math.max(most, Math.abs((a >>> shift & 255) - (b >>> shift & 255)));
    }
    return most;
  }

  private static int half(int a, int b) {
    int argb = 0xFF;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double light =
          (CategoryBlend.toLinear((a >>> shift & 255) / 255.0)
                  + CategoryBlend.toLinear((b >>> shift & 255) / 255.0))
              / 2;
      double s = light <= 0.0031308 ? 12.92 * light : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
      argb = argb << 8 | (int) Math.round(255 * s);
    }
    return argb;
  }
}
