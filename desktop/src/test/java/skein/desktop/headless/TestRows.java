package skein.desktop.headless;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import skein.core.line.GapRule;
import skein.core.line.LineStep;
import skein.desktop.engine.LineWish;
import skein.desktop.engine.SeriesRequest;

/** Rows of sensors over time: a walk, a wave, one with gaps, and a load of another size. */
final class TestRows {
  private TestRows() {}

  static Path sensors(Path folder, int rows) {
    StringBuilder text = new StringBuilder("t,walk,wave,gaps,load\n");
    SplittableRandom random = new SplittableRandom(5);
    LocalDateTime start = LocalDateTime.of(2024, 3, 1, 0, 0);
    double walk = 0;
    for (int i = 0; i < rows; i++) {
      double at = (double) i / rows;
      walk += random.nextDouble(-1, 1) / Math.sqrt(rows);
      text.append(start.plusNanos((long) (at * 86_400e9)).toInstant(ZoneOffset.UTC)).append(',');
      text.append(walk).append(',').append(Math.sin(12 * at)).append(',');
      text.append(at > 0.4 && at < 0.5 ? "" : String.valueOf(0.5 - at)).append(',');
      text.append(500 + 300 * Math.cos(9 * at) + 20 * random.nextDouble()).append('\n');
    }
    Path file = folder.resolve("sensors.csv");
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  static SeriesRequest lines(Path file, String y, @Nullable String y2, LineStep step) {
    return SeriesRequest.points(file.toString(), "t", y)
        .withLines(new LineWish(LineWish.Kind.LINE, y2, null, GapRule.NONE, step, false));
  }
}
