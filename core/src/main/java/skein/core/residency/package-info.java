/**
 * Which blocks of mapped index files are in memory: asked for by the render thread, read and
 * checked by workers, evicted within a byte budget.
 */
@NullMarked
package skein.core.residency;

import org.jspecify.annotations.NullMarked;
