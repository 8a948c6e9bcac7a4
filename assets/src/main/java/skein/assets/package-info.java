/**
 * What Skein ships beside its code: fonts, palettes, layouts, demo definitions, each with its
 * licence. Nothing here knows a window or a GPU; {@code core} and what stands above it read these
 * as class path resources.
 */
@NullMarked
package skein.assets;

import org.jspecify.annotations.NullMarked;
