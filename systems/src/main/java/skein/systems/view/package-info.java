/** Turns input into a view: pan, zoom, fit, history, animation. Render thread only. */
@NullMarked
package skein.systems.view;

import org.jspecify.annotations.NullMarked;
