package skein.core.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SplittableRandom;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.SeekableReadChannel;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;

/** An index file as other Arrow readers see it, and what becomes of a damaged one. */
@ExtendWith(NoLeaks.class)
@Timeout(240)
class IndexFormatTest {
  private static final int ROWS = 300_000;

  @TempDir Path folder;

  private Path index(MemoryLedger ledger) throws SQLException, IOException {
    Path file =
        IndexFixture.parquet(
            folder.resolve("rows.parquet"),
            "SELECT hash(i) / 1.8e19 AS x, i % 777 AS y FROM range(" + ROWS + ") t(i)");
    return IndexFixture.build(ledger, file);
  }

  private static ArrowFileReader reader(Path file, BufferAllocator allocator) throws IOException {
    return new ArrowFileReader(new SeekableReadChannel(FileChannel.open(file)), allocator);
  }

  @Test
  void shouldOpenInArrowsOwnReader(MemoryLedger ledger) throws Exception {
    Path file = index(ledger);
    try (BlockIndex index = BlockIndex.open(file);
        BufferAllocator allocator = new RootAllocator();
        ArrowFileReader reader = reader(file, allocator)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      int block = 0;
      for (; reader.loadNextBatch(); block++) {
        assertThat(root.getRowCount()).isEqualTo(index.count(block));
        FixedSizeListVector xy = (FixedSizeListVector) root.getVector("xy");
        UInt2Vector codes = (UInt2Vector) xy.getDataVector();
        UInt4Vector rows = (UInt4Vector) root.getVector("row");
        for (int i = 0; i < root.getRowCount(); i++) {
          int code = index.coords(block).get(ValueLayout.JAVA_INT, 4L * i);
          assertThat((int) codes.get(2 * i)).isEqualTo(code & 0xffff);
          assertThat((int) codes.get(2 * i + 1)).isEqualTo(code >>> 16);
          assertThat(Integer.toUnsignedLong(rows.get(i))).isEqualTo(index.row(block, i));
        }
      }
      assertThat(block).isEqualTo(index.blocks());
      assertThat(reader.getRecordBlocks()).allMatch(b -> b.getOffset() % 64 == 0);
      assertThat(reader.getRecordBlocks()).allMatch(b -> b.getMetadataLength() % 64 == 0);
    }
  }

  @Test
  void shouldOpenInDuckDb(MemoryLedger ledger) throws Exception {
    Path file = index(ledger);
    try (BufferAllocator allocator = new RootAllocator();
        ArrowFileReader reader = reader(file, allocator);
        ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator);
        DuckDBConnection connection =
            (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:")) {
      Data.exportArrayStream(allocator, reader, stream);
      connection.registerArrowStream("blocks", stream);
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT count(*), count(DISTINCT row), min(row), max(row), max(xy[2])"
                      + " FROM blocks")) {
        rows.next();
        assertThat(rows.getLong(1)).isEqualTo(ROWS);
        assertThat(rows.getLong(2)).isEqualTo(ROWS);
        assertThat(rows.getLong(3)).isZero();
        assertThat(rows.getLong(4)).isEqualTo(ROWS - 1);
        assertThat(rows.getLong(5)).isPositive();
      }
    }
  }

  @Test
  void shouldNotTrustAFlippedBit(MemoryLedger ledger) throws Exception {
    Path file = index(ledger);
    byte[] whole = Files.readAllBytes(file);
    long seed = 20261121;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      long at = round < 200 ? random.nextLong(whole.length) : whole.length - 1 - round * 3L;
      int bit = 1 << random.nextInt(8);
      write(file, at, (byte) (whole[(int) at] ^ bit));
      if (accepted(file)) {
        assertThat(harmless(file, whole)).as("seed %d, byte %d, bit %d", seed, at, bit).isTrue();
      }
      write(file, at, whole[(int) at]);
    }
    assertThat(accepted(file)).isTrue();
  }

  /** Opens and checks everything, as a use of all blocks would. */
  private static boolean accepted(Path file) throws IOException {
    try (BlockIndex index = BlockIndex.open(file)) {
      boolean good = true;
      for (int b = 0; b < index.blocks(); b++) {
        good &= index.verify(b) && index.verifyRows(b);
      }
      return good;
    } catch (BrokenIndexException e) {
      return false;
    }
  }

  /** True when all that an index gives out is what was written. */
  private static boolean harmless(Path file, byte[] whole) throws IOException {
    Path copy = file.resolveSibling("copy");
    Files.write(copy, whole);
    try (BlockIndex a = BlockIndex.open(file);
        BlockIndex b = BlockIndex.open(copy)) {
      boolean same =
          a.meta().json().equals(b.meta().json())
              && a.pyramid().cells().mismatch(b.pyramid().cells()) < 0;
      for (int block = 0; same && block < a.blocks(); block++) {
        same = a.coords(block).mismatch(b.coords(block)) < 0;
        same &= a.row(block, 0) == b.row(block, 0);
      }
      return same;
    }
  }

  private static void write(Path file, long at, byte value) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {value}), at);
    }
  }

  @Test
  void shouldNotTrustAPart(MemoryLedger ledger) throws Exception {
    Path file = index(ledger);
    byte[] whole = Files.readAllBytes(file);
    for (int bytes : new int[] {0, 7, 8, 500, whole.length / 2, whole.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(whole, bytes));
      assertThatThrownBy(() -> BlockIndex.open(file)).isInstanceOf(BrokenIndexException.class);
    }
  }

  @Test
  void shouldRefuseAForeignFile(MemoryLedger ledger) throws Exception {
    Path file = folder.resolve("foreign");
    Files.writeString(file, "x,y\n1,2\n".repeat(100));
    assertThatThrownBy(() -> BlockIndex.open(file)).isInstanceOf(BrokenIndexException.class);
    assertThat(ledger.liveObjects()).isZero();
  }
}
