/**
 * Takes slabs from the queues into the series; second stage, after the view. Render thread only.
 */
@NullMarked
package skein.systems.ingest;

import org.jspecify.annotations.NullMarked;
