package skein.core.block;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/**
 * The blocks of a built set once more in a mapped file: each at a multiple of 64 bytes with a gap
 * of random size in front of it, as in an index file, channels behind their block's coordinates.
 */
public final class MappedFile implements AutoCloseable {
  private static final int ALIGNMENT = 64;

  private final Arena arena = Arena.ofShared();
  private final Path file;
  private final MemorySegment memory;
  private final SlabSet slabs;

  public MappedFile(Path file, SlabSet built, long seed) throws IOException {
    this.file = file;
    long bytes = 0;
    for (int s = 0; s < built.size(); s++) {
      for (int b = 0; b < built.get(s).blocks(); b++) {
        bytes += built.get(s).blockBytes(b) + 8L * ALIGNMENT;
      }
    }
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, Math.max(bytes, 1), arena);
    }
    slabs = new SlabSet(built.mode());
    SplittableRandom random = new SplittableRandom(seed);
    long at = 0;
    for (int s = 0; s < built.size(); s++) {
      at = copy(built.get(s), at, random);
    }
  }

  private long copy(BlockSlab from, long start, SplittableRandom random) {
    int blocks = from.blocks();
    int[] count = new int[blocks];
    double[] bounds = new double[blocks * BlockSlab.BOUNDS];
    long[] coordsAt = new long[blocks];
    long[] channelAt = new long[blocks];
    long at = start;
    for (int b = 0; b < blocks; b++) {
      count[b] = from.count(b);
      bounds(from, b, bounds);
      at = aligned(at) + ALIGNMENT * random.nextInt(3);
      coordsAt[b] = at;
      at = put(from.coords(), from.coordsAt(b), 4L * count[b], at);
      channelAt[b] = aligned(at);
      if (from.channels() > 0) {
        at = put(from.channel(0), from.channelAt(0, b), 2L * count[b], channelAt[b]);
      }
    }
    SlabPlane[] planes =
        from.channels() == 0
            ? new SlabPlane[0]
            : new SlabPlane[] {new SlabPlane(memory, channelAt)};
    slabs.add(BlockSlab.mapped(count, bounds, memory, coordsAt, planes));
    return at;
  }

  private static void bounds(BlockSlab from, int b, double[] to) {
    int at = b * BlockSlab.BOUNDS;
    to[at] = from.loX(b);
    to[at + 1] = from.hiX(b);
    to[at + 2] = from.stepX(b);
    to[at + 3] = from.loY(b);
    to[at + 4] = from.hiY(b);
    to[at + 5] = from.stepY(b);
  }

  private static long aligned(long at) {
    return (at + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private long put(MemorySegment from, long fromAt, long bytes, long at) {
    MemorySegment.copy(from, fromAt, memory, at, bytes);
    return at + bytes;
  }

  /** The mapped set; closing it is the caller's or nobody's business. */
  public SlabSet slabs() {
    return slabs;
  }

  public MemorySegment memory() {
    return memory;
  }

  /** Marks all blocks resident. */
  public void admitAll() {
    for (int s = 0; s < slabs.size(); s++) {
      for (int b = 0; b < slabs.get(s).blocks(); b++) {
        slabs.get(s).admit(b);
      }
    }
  }

  @Override
  public void close() throws IOException {
    arena.close();
    Files.delete(file);
  }
}
