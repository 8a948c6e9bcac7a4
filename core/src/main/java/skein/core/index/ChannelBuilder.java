package skein.core.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import skein.core.batch.BatchStream;
import skein.core.batch.ColumnBatch;
import skein.core.block.BlockSlab;
import skein.core.block.Crew;
import skein.core.load.BatchPump;
import skein.core.memory.Lease;
import skein.core.memory.MemoryLedger;

/**
 * Adds a column to an index as u16 codes: one pass over that column alone writes the codes in the
 * source's order into a mapped temporary file, then each block takes those of its rows. Runs on the
 * calling thread, one that reads ahead, and helpers that end with the call.
 */
final class ChannelBuilder {
  private static final int MAX_MEMBERS = 8;
  private static final int CHUNK = 1 << 16;
  private static final long WAIT_NANOS = 100_000;

  private final MemoryLedger ledger;
  private final PlaneSource plane;
  private final IndexProgress progress;
  private final Crew crew;

  ChannelBuilder(
      MemoryLedger ledger, PlaneSource plane, IndexProgress progress, BooleanSupplier cancelled) {
    this.ledger = ledger;
    this.plane = plane;
    this.progress = progress;
    int members = Math.min(MAX_MEMBERS, Runtime.getRuntime().availableProcessors());
    this.crew = new Crew(members, cancelled);
  }

  /** Writes the codes of the index's rows to the disk; false when cancelled. */
  boolean build(BlockIndex index, Path file, Path temporary) throws IOException {
    long rows = index.meta().counts().rows;
    try (FileChannel channel = open(temporary);
        Arena arena = Arena.ofShared()) {
      Files.deleteIfExists(temporary);
      read(channel, rows);
      if (crew.stopped()) {
        return false;
      }
      MemorySegment codes =
          rows == 0
              ? MemorySegment.NULL
              : channel.map(FileChannel.MapMode.READ_ONLY, 0, rows * Short.BYTES, arena);
      return write(index, codes, file);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static FileChannel open(Path temporary) throws IOException {
    return FileChannel.open(
        temporary,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  private void read(FileChannel to, long rows) throws IOException {
    short[] codes = new short[CHUNK];
    long done = 0;
    try (Lease staged = ledger.scratch().lease("index.channel", ValueLayout.JAVA_SHORT, CHUNK);
        BatchStream stream = new BatchPump(plane.stream(), progress.load())) {
      MemorySegment bytes = staged.segment();
      for (ColumnBatch next = stream.next(); next != null; next = stream.next()) {
        try (ColumnBatch batch = next) {
          for (int from = 0; from < batch.rows(); from += CHUNK) {
            int n = Math.min(CHUNK, batch.rows() - from);
            plane.reader().read(batch, from, n, codes, 0);
            MemorySegment.copy(codes, 0, bytes, ValueLayout.JAVA_SHORT, 0, n);
            IndexWriter.put(to, bytes.asSlice(0, 2L * n), done * Short.BYTES);
            done += n;
          }
        }
        progress.read(stream.progress());
        if (crew.stopped()) {
          return;
        }
      }
    }
    if (done != rows) {
      throw new IOException("the source has " + done + " rows now and had " + rows);
    }
  }

  private boolean write(BlockIndex index, MemorySegment codes, Path file) throws IOException {
    String column = plane.column();
    try (IndexWriter writer = new IndexWriter(file, IpcText.channel(column))) {
      AtomicInteger next = new AtomicInteger();
      AtomicInteger turn = new AtomicInteger();
      crew.run(member -> gather(index, codes, writer, next, turn));
      if (crew.stopped()) {
        return false;
      }
      writer.finish(Map.of("skein.channel", plane.key().stamp(), "skein.column", column), null);
      return true;
    }
  }

  /** Takes runs of blocks in turn; the runs lie in the file in the order of the index. */
  private void gather(
      BlockIndex index,
      MemorySegment codes,
      IndexWriter writer,
      AtomicInteger next,
      AtomicInteger turn) {
    short[] held = new short[BlockSlab.MAX_ROWS];
    try (GroupBuffer group = new GroupBuffer(ledger, 0)) {
      for (int run = next.getAndIncrement();
          run * GroupBuffer.BLOCKS < index.blocks() && !crew.stopped();
          run = next.getAndIncrement()) {
        int end = Math.min(index.blocks(), (run + 1) * GroupBuffer.BLOCKS);
        for (int b = run * GroupBuffer.BLOCKS; b < end; b++) {
          int n = index.count(b);
          for (int i = 0; i < n; i++) {
            held[i] = codes.getAtIndex(ValueLayout.JAVA_SHORT, index.row(b, i));
          }
          group.addCodes(held, n, index.key(b));
        }
        while (turn.get() != run && !crew.stopped()) {
          LockSupport.parkNanos(WAIT_NANOS);
        }
        writer.write(group);
        turn.set(run + 1);
        progress.finished((double) end / index.blocks());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
