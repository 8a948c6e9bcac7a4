/** The engine without a window: an EGL context and a framebuffer object; main thread. */
@NullMarked
package skein.desktop.headless;

import org.jspecify.annotations.NullMarked;
