/**
 * One Arrow record batch, owned exactly once; made by core.source on a worker thread, consumed by
 * core.block.
 */
@NullMarked
package skein.core.batch;

import org.jspecify.annotations.NullMarked;
