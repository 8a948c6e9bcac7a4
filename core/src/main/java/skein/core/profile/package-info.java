/**
 * Zones, frames and what the JVM did meanwhile, on one clock ({@code System.nanoTime}); each lane
 * has one writing thread, one collector reads them all.
 */
@NullMarked
package skein.core.profile;

import org.jspecify.annotations.NullMarked;
