/**
 * Made-up data of known shapes for measurements and tests, streamed by DuckDB into Parquet files;
 * the calling thread.
 */
@NullMarked
package skein.core.generate;

import org.jspecify.annotations.NullMarked;
