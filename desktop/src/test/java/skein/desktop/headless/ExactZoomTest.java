package skein.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.colour.Normalisation;
import skein.core.source.SourceRequest;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.Look;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Views;

/** Views deeper than 16-bit codes reach are counted from the rows themselves. */
class ExactZoomTest {
  private static final Look LOOK = new Look(true, "", Normalisation.LOG, ZoneOffset.UTC);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Wish.class,
      names = {"CPU", "GPU"})
  void tellsNanosecondsApartYearsAfterTheFirstRow(Wish aggregator) throws IOException {
    long start = 1_600_000_000_000_000_000L;
    long near = start + 90_000_000_123_456_789L;
    StringBuilder csv = new StringBuilder("t,y\n");
    for (int i = 0; i < 100_000; i++) {
      csv.append(start + i * 900_000_000_000L).append(',').append((i % 1000) / 1000.0).append('\n');
    }
    for (int k = 0; k < 64; k++) {
      csv.append(near + k).append(",0.5\n");
    }
    String file = write("nanos.csv", csv);
    String view = iso(near - 10) + ":" + iso(near + 90) + ",0.4:0.6";

    RenderedPlot plot =
        render(aggregator, file, "SELECT make_timestamp_ns(t) AS t, y FROM source", "t", view, 100);

    for (int column = 0; column < 100; column++) {
      int expected = column >= 10 && column < 74 ? 1 : 0;
      assertThat(sumOf(plot, column)).as("column %d", column).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Wish.class,
      names = {"CPU", "GPU"})
  void tellsCentimetresApartFarFromTheOrigin(Wish aggregator) throws IOException {
    double lo = 850_099.9995;
    double hi = 850_100.4995;
    int width = 500;
    int[] expected = new int[width];
    StringBuilder csv = new StringBuilder("x,y\n0,0\n1000000,6\n");
    for (int i = 0; i < 50_000; i++) {
      double x = Double.parseDouble(String.format(Locale.ROOT, "%.2f", 850_000 + i * 0.01));
      csv.append(String.format(Locale.ROOT, "%.2f", x)).append(',').append(i % 7).append('\n');
      if (x >= lo && x <= hi) {
        expected[(int) Math.floor((x - lo) / (hi - lo) * width)]++;
      }
    }
    String file = write("feet.csv", csv);

    RenderedPlot plot = render(aggregator, file, null, "x", lo + ":" + hi + ",-1:7", width);

    assertThat(plot.gridSum()).isEqualTo(50);
    for (int column = 0; column < width; column++) {
      assertThat(sumOf(plot, column)).as("column %d", column).isEqualTo(expected[column]);
    }
  }

  private String write(String name, StringBuilder text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static RenderedPlot render(
      Wish aggregator, String file, @Nullable String sql, String x, String view, int width) {
    SeriesRequest request =
        SeriesRequest.points(file, x, "y").withSource(new SourceRequest(file, null, sql));
    try (HeadlessSession session = HeadlessSession.open(aggregator)) {
      return session.render(new Still(request, LOOK, view, width, 20, true, 1, Views.ONE));
    }
  }

  private static int sumOf(RenderedPlot plot, int column) {
    int width = plot.counts().length / 20;
    int sum = 0;
    for (int row = 0; row < 20; row++) {
      sum += plot.counts()[row * width + column];
    }
    return sum;
  }

  private static String iso(long nanos) {
    return LocalDateTime.ofEpochSecond(
            nanos / 1_000_000_000, (int) (nanos % 1_000_000_000), ZoneOffset.UTC)
        .toString();
  }
}
