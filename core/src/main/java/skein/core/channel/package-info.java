/**
 * Columns as 16-bit codes to filter and count by: where the codes' borders lie and what a range of
 * them means in SQL; made by core.source, any thread.
 */
@NullMarked
package skein.core.channel;

import org.jspecify.annotations.NullMarked;
