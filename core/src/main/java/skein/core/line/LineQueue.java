package skein.core.line;

import skein.core.queue.HandOver;

/** Hand-over of slabs of lines. */
public final class LineQueue extends HandOver<LineSlab> {
  public LineQueue(int capacity) {
    super("lines", capacity, LineSlab::close, LineSlab::bytes);
  }
}
