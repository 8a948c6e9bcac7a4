/**
 * Errors as a user meets them, once each: what, why and what to do; any thread, used by every
 * package.
 */
@NullMarked
package skein.core.fault;

import org.jspecify.annotations.NullMarked;
