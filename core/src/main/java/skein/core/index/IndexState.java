package skein.core.index;

import java.nio.file.Path;

/**
 * What the cache has of a source.
 *
 * @param state whether there is an index that can be used
 * @param file its place, whether it is there or not
 * @param rows plotted rows; 0 unless READY or STALE, as are blocks and bytes
 */
public record IndexState(IndexCache.State state, Path file, long rows, int blocks, long bytes) {}
