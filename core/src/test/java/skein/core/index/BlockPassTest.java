package skein.core.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.block.Crew;
import skein.core.block.RowPack;
import skein.core.load.LoadProgress;
import skein.core.lod.CountPyramid;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;

/** What becomes of temporary rows that the disk does not give back. */
@ExtendWith(NoLeaks.class)
class BlockPassTest {
  private static final int ROWS = 50_000;
  private static final int CHUNK = 4_096;
  private static final int BITS = 3;
  private static final int PYRAMID_BITS = 6;

  @TempDir private Path folder;

  /** A mapped file that was cut off fails in the same way as a disk that cannot read. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldSayThatRowsCannotBeReadBack(MemoryLedger ledger) throws IOException {
    Path name = folder.resolve("spool");
    AxisGrid grid = new AxisGrid(0, 1, false, BITS, false);
    SpoolLevel level = new SpoolLevel(grid, grid, BITS, false);
    try (Spool spool = new Spool(ledger, name, 1, 0)) {
      write(ledger, spool, level);
      assertThat(spool.read(level.start(0), level.bytes(0)).byteSize()).isPositive();
      try (FileChannel file = FileChannel.open(Spool.file(name, 0), StandardOpenOption.WRITE)) {
        file.truncate(0);
      }
      try (IndexWriter out = new IndexWriter(folder.resolve("index"), IpcText.blocks(4));
          CountPyramid pyramid = pyramid(ledger);
          BlockPass pass = pass(ledger, spool, level, out, pyramid)) {
        assertThatThrownBy(pass::run)
            .isInstanceOf(UncheckedIOException.class)
            .hasRootCauseInstanceOf(InternalError.class)
            .cause()
            .hasMessage("the temporary rows cannot be read back");
      }
    }
  }

  private static void write(MemoryLedger ledger, Spool spool, SpoolLevel level) throws IOException {
    double[] x = new double[ROWS];
    double[] y = new double[ROWS];
    long[] row = new long[ROWS];
    for (int i = 0; i < ROWS; i++) {
      x[i] = (double) i / ROWS;
      y[i] = i * 7 % ROWS / (double) ROWS;
      row[i] = i;
    }
    try (SpoolWriter writer =
        new SpoolWriter(ledger, spool, 0, level, CHUNK, (p, memory, at, bytes) -> {})) {
      writer.write(x, y, row, ROWS);
      writer.flush();
    }
  }

  private static CountPyramid pyramid(MemoryLedger ledger) {
    return CountPyramid.built(
        new HostBuffer(ledger, "index.pyramid", CountPyramid.bytes(PYRAMID_BITS)),
        PYRAMID_BITS,
        0,
        1,
        0,
        1);
  }

  private static BlockPass pass(
      MemoryLedger ledger, Spool spool, SpoolLevel level, IndexWriter out, CountPyramid pyramid) {
    return new BlockPass(
        ledger,
        spool,
        level,
        out,
        new Crew(2, () -> false),
        new IndexProgress(new LoadProgress()),
        pyramid,
        CHUNK,
        Integer.BYTES,
        ROWS,
        () -> new RowPack(false, false, false));
  }
}
