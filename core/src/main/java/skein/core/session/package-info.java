/**
 * Profiles as files: session files that reopen, traces for Perfetto, tables of frames; on the
 * thread that calls, never the render thread.
 */
@NullMarked
package skein.core.session;

import org.jspecify.annotations.NullMarked;
