package skein.core.block;

import java.util.ArrayList;
import java.util.List;
import skein.core.source.ColourMode;

/**
 * The slabs of one series in one generation: append-only, then replaced as a whole by the clustered
 * generation. Owned by the render thread, which closes it.
 */
public final class SlabSet implements AutoCloseable {
  /** Slabs of 260 million rows, so that taking rows in does not make the list grow. */
  private static final int EXPECTED = 1_024;

  private final List<BlockSlab> slabs = new ArrayList<>(EXPECTED);
  private final ColourMode mode;
  private long rows;
  private long bytes;
  private int blocks;
  private int time = 1;

  public SlabSet(ColourMode mode) {
    this.mode = mode;
  }

  /** What the slabs' channel holds; COUNT when they have none. */
  public ColourMode mode() {
    return mode;
  }

  public void add(BlockSlab slab) {
    slabs.add(slab);
    rows += slab.rows();
    blocks += slab.blocks();
    bytes += slab.coordBytes();
  }

  public int size() {
    return slabs.size();
  }

  public BlockSlab get(int index) {
    return slabs.get(index);
  }

  public long rows() {
    return rows;
  }

  public int blocks() {
    return blocks;
  }

  /** The time to note with a block's use; see {@link BlockSlab#use}. */
  public int time() {
    return time;
  }

  /** Sets the time, a count of frames. Render thread, between passes. */
  public void time(int now) {
    time = now;
  }

  /** Bytes of coordinates. */
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    for (BlockSlab slab : slabs) {
      slab.close();
    }
    slabs.clear();
    rows = 0;
    bytes = 0;
    blocks = 0;
  }
}
