package skein.core.source;

import org.apache.arrow.memory.AllocationListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import skein.core.memory.MemoryLedger;

/**
 * Opens sources. Owns the Arrow memory that they share, booked in a ledger under {@code "arrow"};
 * close it after all sources, streams and look-ups. Any thread.
 */
public final class Sources implements AutoCloseable {
  private final BufferAllocator allocator;

  public Sources(MemoryLedger host) {
    this.allocator =
        new RootAllocator(
            new AllocationListener() {
              @Override
              public void onAllocation(long size) {
                host.open("arrow", size);
              }

              @Override
              public void onRelease(long size) {
                host.close("arrow", size);
              }
            },
            Long.MAX_VALUE);
  }

  /**
   * Opens a file, a glob of files, or a table of a DuckDB file ({@code file.duckdb::table}) and
   * describes its columns. Reads no rows, except what tells the types of text formats; takes 15 s
   * at most for small files.
   *
   * @throws skein.core.fault.SkeinException when it cannot be opened; the message says why
   */
  public DataSource open(SourceRequest request) {
    return DuckDbSource.open(request, allocator);
  }

  /** Bytes of Arrow memory in use. */
  public long bytes() {
    return allocator.getAllocatedMemory();
  }

  /** Fails when memory is still in use, and tells by whom. */
  @Override
  public void close() {
    allocator.close();
  }
}
