/**
 * Scripted flights: read from JSON, resolved against a series' axes, flown and measured; render
 * thread, between the command line and the engine of a window or a headless session.
 */
@NullMarked
package skein.desktop.flight;

import org.jspecify.annotations.NullMarked;
