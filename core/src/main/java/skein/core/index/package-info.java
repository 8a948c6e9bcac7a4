/**
 * Index files: a source's rows in blocks on disk, written by workers in one pass over the source,
 * opened by memory map; fed by core.source, read by core.aggregate.
 */
@NullMarked
package skein.core.index;

import org.jspecify.annotations.NullMarked;
