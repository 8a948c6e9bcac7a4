package skein.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.ZoneOffset;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.axis.AxisScale;
import skein.core.colour.Normalisation;
import skein.core.export.PngWriter;
import skein.core.line.LineStep;
import skein.core.source.DemoData;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.Look;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Views;

/**
 * Whole pictures against those kept beside this test. Drivers and font rasterisers may differ a
 * little, hence the tolerance. {@code -Dskein.golden=FOLDER} writes new ones to look at.
 */
class GoldenImageTest {
  /** Largest difference of a channel that still counts as the same pixel. */
  private static final int CHANNEL = 40;

  private static final double DIFFERENT_PIXELS = 0.01;
  private static final double MEAN_DIFFERENCE = 1.5;

  @TempDir Path folder;

  @Test
  void darkWithAxesAndLegend() throws IOException {
    check("dark", new Look(true, "", Normalisation.LOG, ZoneOffset.UTC), AxisScale.LINEAR, false);
  }

  @Test
  void lightLogAxisEqualised() throws IOException {
    check(
        "light",
        new Look(false, "magma", Normalisation.EQUALISED, ZoneOffset.UTC),
        AxisScale.LOG10,
        false);
  }

  @Test
  void bare() throws IOException {
    check(
        "bare",
        new Look(true, "viridis", Normalisation.LOG, ZoneOffset.UTC),
        AxisScale.LINEAR,
        true);
  }

  @Test
  void linesOnTwoAxesWithAGap() throws IOException {
    Path file = TestRows.sensors(folder, 5_000);
    check("lines", Look.DEFAULT, TestRows.lines(file, "walk,gaps", "load", LineStep.LINEAR));
  }

  @Test
  void stepsOverFewRowsWithTheirDiscs() throws IOException {
    Path file = TestRows.sensors(folder, 40);
    Look light = new Look(false, "", Normalisation.LOG, ZoneOffset.UTC);
    check("steps", light, TestRows.lines(file, "wave", null, LineStep.POST));
  }

  private static void check(String name, Look look, SeriesRequest request) throws IOException {
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU)) {
      check(name, session.render(new Still(request, look, null, 320, 200, false, 1, Views.ONE)));
    }
  }

  private void check(String name, Look look, AxisScale yScale, boolean bare) throws IOException {
    String file = DemoData.galaxy(folder, 60_000, 3).toString();
    SeriesRequest request =
        SeriesRequest.points(file, null, null)
            .withColumns(
                "x",
                yScale == AxisScale.LOG10 ? "temperature" : "y",
                null,
                null,
                AxisScale.LINEAR,
                yScale);
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU)) {
      check(name, session.render(new Still(request, look, null, 320, 200, bare, 1, Views.ONE)));
    }
  }

  private static void check(String name, RenderedPlot plot) throws IOException {
    String target = System.getProperty("skein.golden");
    if (target != null) {
      PngWriter.write(Path.of(target, name + ".png"), plot.argb(), plot.width(), plot.height());
    }
    compare(name, plot);
  }

  private static void compare(String name, RenderedPlot plot) throws IOException {
    BufferedImage golden;
    try (InputStream in = GoldenImageTest.class.getResourceAsStream(name + ".png")) {
      assertThat(in).as("golden image %s.png", name).isNotNull();
      golden = ImageIO.read(in);
    }
    assertThat(plot.width()).isEqualTo(golden.getWidth());
    assertThat(plot.height()).isEqualTo(golden.getHeight());
    int[] wanted = golden.getRGB(0, 0, plot.width(), plot.height(), null, 0, plot.width());
    long different = 0;
    long sum = 0;
    for (int i = 0; i < wanted.length; i++) {
      int worst = 0;
      for (int shift = 0; shift < 24; shift += 8) {
        int d = Math.abs((wanted[i] >> shift & 255) - (plot.argb()[i] >> shift & 255));
        worst = Math.max(worst, d);
        sum += d;
      }
      different += worst > CHANNEL ? 1 : 0;
    }
    assertThat((double) different / wanted.length)
        .as("%s: share of pixels that differ", name)
        .isLessThan(DIFFERENT_PIXELS);
    assertThat(sum / 3.0 / wanted.length)
        .as("%s: mean difference", name)
        .isLessThan(MEAN_DIFFERENCE);
  }
}
