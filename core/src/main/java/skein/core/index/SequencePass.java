package skein.core.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import skein.core.line.BlockSums;
import skein.core.line.LineSeries;
import skein.core.line.LineSlab;
import skein.core.memory.MemoryLedger;
import skein.core.source.LineProjection;

/** Writes the slabs of one reading of a source as they are made. One thread. */
final class SequencePass implements AutoCloseable {
  private static final int PREVIEW_BLOCKS = 1 << (SequenceIndex.SLAB_BITS - 14);

  private final IndexWriter writer;
  private final SequenceGroup group;
  private final int rowBytes;
  private final int generation;
  private final BlockSums sums = new BlockSums(1024);
  private final BlockSums[] unseen;
  private final long[] blocks;
  private final Consumer<LineSlab> preview;

  SequencePass(
      MemoryLedger ledger,
      Path file,
      LineProjection lines,
      int rowBytes,
      boolean sorting,
      Consumer<LineSlab> preview)
      throws IOException {
    this.rowBytes = rowBytes;
    this.generation = sorting ? 1 : 0;
    this.preview = preview;
    this.blocks = new long[lines.series()];
    this.unseen = new BlockSums[lines.series()];
    for (int i = 0; i < unseen.length; i++) {
      unseen[i] = new BlockSums(PREVIEW_BLOCKS);
    }
    this.writer = new IndexWriter(file, SequenceText.schema(rowBytes));
    int slabBlocks = 1 << (LineSeries.slabBits(lines.series()) - 14);
    this.group = new SequenceGroup(ledger, slabBlocks, rowBytes);
  }

  /** Writes a slab and frees it. */
  void take(LineSlab slab, long[] ids) {
    try (slab) {
      int series = slab.series();
      group.add(slab, ids, blocks[series]);
      writer.write(group);
      int n = slab.blocks().blocks();
      blocks[series] += n;
      for (int b = 0; b < n; b++) {
        sums.addFrom(slab.sums(), b);
        unseen[series].addFrom(slab.sums(), b);
      }
      if (unseen[series].size() == PREVIEW_BLOCKS) {
        LineSlab shown = LineSlab.preview(series, generation, unseen[series]);
        unseen[series] = new BlockSums(PREVIEW_BLOCKS);
        preview.accept(shown);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  IndexWriter writer() {
    return writer;
  }

  /** Of all blocks, in the order of the file. */
  BlockSums sums() {
    return sums;
  }

  int rowBytes() {
    return rowBytes;
  }

  @Override
  public void close() throws IOException {
    group.close();
    writer.close();
  }
}
