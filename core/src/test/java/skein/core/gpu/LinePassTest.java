package skein.core.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import skein.core.line.LineMapping;
import skein.core.line.LinePainter;
import skein.core.line.LineSeries;
import skein.core.line.LineStep;
import skein.core.line.LineStrips;
import skein.core.line.Lines;
import skein.core.line.M4Columns;
import skein.shaders.ShaderSource;

class LinePassTest {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;
  private static final int GROUND = 0xFF000000;

  private static GpuFixture gpu;
  private static LinePass pass;

  private final LineMapping mapping = new LineMapping();
  private final M4Columns columns = new M4Columns();

  @BeforeAll
  static void open() {
    gpu = new GpuFixture();
    pass = new LinePass(gpu.context, ShaderSource.shipped());
  }

  @AfterAll
  static void close() {
    pass.close();
    gpu.close();
  }

  private void aim(SplittableRandom random, double[] xs) {
    double span = Math.max(1e-3, xs[xs.length - 1] - xs[0]);
    double from = xs[0] + random.nextDouble(0.5) * span;
    mapping.set(WIDTH, HEIGHT, from, from + span * random.nextDouble(0.001, 0.6), -3, 3);
  }

  private int[] paint(double width, boolean crisp) {
    try (Framebuffer target = new Framebuffer(gpu.context, "test", WIDTH, HEIGHT);
        LineStrips strips = new LineStrips(gpu.hostLedger)) {
      target.bind();
      target.clear(GROUND);
      LinePainter painter = new LinePainter(strips);
      painter.style(width, crisp);
      strips.colour(0xFFFFFF, 1);
      painter.line(columns);
      pass.draw(strips, 0, 0, WIDTH, HEIGHT);
      return target.readArgb();
    }
  }

  private boolean covered(int c, int r) {
    return c >= 0 && c < WIDTH && r >= 0 && r < HEIGHT && columns.nextCovered(c, r) == r;
  }

  @Test
  void withoutSmoothingPaintsExactlyTheCoveredPixels() {
    for (int seed = 0; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int n = 1 + random.nextInt(20_000);
      double[] xs = Lines.xs(random, n);
      try (LineSeries series = Lines.of(gpu.hostLedger, 14, xs, Lines.ys(random, n))) {
        aim(random, xs);
        LineStep step = LineStep.values()[seed % 4];
        columns.update(series, mapping, LineSeries.JOIN_ALL, step);
        int[] argb = paint(1, true);
        for (int c = 0; c < WIDTH; c++) {
          for (int r = 0; r < HEIGHT; r++) {
            int expected = covered(c, r) ? 0xFFFFFFFF : GROUND;
            assertThat(argb[(HEIGHT - 1 - r) * WIDTH + c])
                .as("seed=%s pixel %s,%s", seed, c, r)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void smoothingLosesNoCoveredPixelAndStraysNoFurtherThanTheWidth() {
    for (int seed = 0; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int n = 1 + random.nextInt(20_000);
      double[] xs = Lines.xs(random, n);
      try (LineSeries series = Lines.of(gpu.hostLedger, 14, xs, Lines.ys(random, n))) {
        aim(random, xs);
        columns.update(series, mapping, LineSeries.JOIN_ALL, LineStep.LINEAR);
        int[] argb = paint(2, false);
        for (int c = 0; c < WIDTH; c++) {
          for (int r = 0; r < HEIGHT; r++) {
            int light = argb[(HEIGHT - 1 - r) * WIDTH + c] & 0xFF;
            if (covered(c, r)) {
              assertThat(light).as("seed=%s pixel %s,%s", seed, c, r).isGreaterThan(60);
            } else if (light > 0) {
              assertThat(near(c, r, 3)).as("seed=%s pixel %s,%s", seed, c, r).isTrue();
            }
          }
        }
      }
    }
  }

  private boolean near(int c, int r, int reach) {
    for (int x = c - reach; x <= c + reach; x++) {
      for (int y = r - reach; y <= r + reach; y++) {
        if (covered(x, y)) {
          return true;
        }
      }
    }
    return r < reach || r >= HEIGHT - reach;
  }
}
