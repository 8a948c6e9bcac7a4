/** The window: libGDX on LWJGL3, its input and its idle loop; main thread. */
@NullMarked
package skein.desktop.window;

import org.jspecify.annotations.NullMarked;
