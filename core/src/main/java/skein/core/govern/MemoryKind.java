package skein.core.govern;

/** Memory that is measured apart. */
public enum MemoryKind {
  /** Resident pages of the process, those of mapped files among them. */
  PROCESS("process"),
  /** The heap, as it was after the last collection. */
  HEAP("heap"),
  /** Memory off the heap that is booked, and that of NIO's direct buffers. */
  DIRECT("direct"),
  /** Blocks of mapped files that are in memory; a cache, full by design. */
  MAPPED("mapped"),
  /** Buffers and textures. */
  GPU("gpu");

  private final String label;

  MemoryKind(String label) {
    this.label = label;
  }

  /** True for a cache that keeps within its budget by itself: being full is no news of it. */
  public boolean isCache() {
    return this == MAPPED;
  }

  /** Its name in reports. */
  public String label() {
    return label;
  }
}
