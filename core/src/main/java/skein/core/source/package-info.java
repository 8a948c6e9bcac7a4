/**
 * Files, tables and queries read through DuckDB and Arrow, described and streamed as batches;
 * worker threads, hands over to core.batch.
 */
@NullMarked
package skein.core.source;

import org.jspecify.annotations.NullMarked;
