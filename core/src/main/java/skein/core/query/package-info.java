/**
 * Questions to a source beside its stream: the row nearest to a point, checks of a filter; own
 * thread and connection.
 */
@NullMarked
package skein.core.query;

import org.jspecify.annotations.NullMarked;
