/** Palettes and the normalisation of counts to colour; plain values. */
@NullMarked
package skein.core.colour;

import org.jspecify.annotations.NullMarked;
