/**
 * Moves slabs to where the aggregator reads them, within a byte budget a frame. Render thread only.
 */
@NullMarked
package skein.systems.upload;

import org.jspecify.annotations.NullMarked;
