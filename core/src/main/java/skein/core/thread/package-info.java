/** What workers of all packages share; any thread. */
@NullMarked
package skein.core.thread;

import org.jspecify.annotations.NullMarked;
