/**
 * Limits as data, what breaks them, and runs compared with earlier ones; each class says its
 * thread.
 */
@NullMarked
package skein.core.budget;

import org.jspecify.annotations.NullMarked;
