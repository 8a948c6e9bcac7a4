/** PNG, grid CSV and JSON reports; the calling thread. */
@NullMarked
package skein.core.export;

import org.jspecify.annotations.NullMarked;
