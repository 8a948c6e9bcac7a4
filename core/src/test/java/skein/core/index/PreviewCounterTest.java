package skein.core.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;

/** Rows counted as they go to the spool against the places that their positions have. */
@ExtendWith(NoLeaks.class)
class PreviewCounterTest {
  private static final int ROWS = 50_000;
  private static final int CHUNK = 4_096;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"0, false", "3, false", "6, false", "0, true", "3, true", "6, true"})
  void shouldCountEveryRowInItsCell(int bits, boolean wide, MemoryLedger ledger) throws Exception {
    SplittableRandom random = new SplittableRandom(bits);
    AxisGrid gridX = new AxisGrid(-3, 7, false, bits, wide);
    AxisGrid gridY = new AxisGrid(0, 1e6, false, bits, wide);
    SpoolLevel level = new SpoolLevel(gridX, gridY, bits, wide);
    PreviewCounter preview = new PreviewCounter(level);
    int side = 1 << PreviewCounter.BITS;
    int[] expected = new int[side * side];
    double[] x = new double[ROWS];
    double[] y = new double[ROWS];
    long[] row = new long[ROWS];
    long at = 0;
    for (int i = 0; i < ROWS; i++) {
      x[i] = random.nextDouble(-3, 7);
      y[i] = random.nextDouble() * random.nextDouble() * 1e6;
      at += 1 + (i % 1_000 == 0 ? 100_000 : 0);
      row[i] = at;
      int column = (int) (gridX.place(x[i]) >>> (gridX.bits - PreviewCounter.BITS));
      int line = (int) (gridY.place(y[i]) >>> (gridY.bits - PreviewCounter.BITS));
      expected[line * side + column]++;
    }
    try (Spool spool = new Spool(ledger, folder.resolve("spool"), 1, 0);
        SpoolWriter writer = new SpoolWriter(ledger, spool, 0, level, CHUNK, preview::count)) {
      writer.write(x, y, row, ROWS);
      writer.flush();
    }
    assertThat(preview.cells).isEqualTo(expected);
  }
}
