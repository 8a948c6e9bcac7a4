package skein.core.queue;

import skein.core.block.BlockSlab;

/** Hand-over of slabs of points. */
public final class SlabQueue extends HandOver<BlockSlab> {
  public SlabQueue(int capacity) {
    super("slabs", capacity, BlockSlab::close, BlockSlab::coordBytes);
  }
}
