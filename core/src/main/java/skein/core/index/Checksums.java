package skein.core.index;

import java.lang.foreign.MemorySegment;
import java.util.zip.CRC32C;

/** CRC32C of memory. */
final class Checksums {
  private static final long PIECE = 1 << 30;

  private Checksums() {}

  /** The checksum of a segment; the instance is reused. */
  static int of(CRC32C crc, MemorySegment memory) {
    crc.reset();
    for (long at = 0; at < memory.byteSize(); at += PIECE) {
      long bytes = Math.min(PIECE, memory.byteSize() - at);
      crc.update(memory.asSlice(at, bytes).asByteBuffer());
    }
    return (int) crc.getValue();
  }

  static int of(MemorySegment memory) {
    return of(new CRC32C(), memory);
  }
}
