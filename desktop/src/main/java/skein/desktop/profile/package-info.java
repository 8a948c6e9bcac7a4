/**
 * Profiled flights: recorded, written down, compared; on the render thread and after the flight.
 */
@NullMarked
package skein.desktop.profile;

import org.jspecify.annotations.NullMarked;
