/**
 * The program: command line, window, headless GPU, and the wiring of core and systems. Runs on the
 * main thread, which becomes the render thread.
 */
@NullMarked
package skein.desktop;

import org.jspecify.annotations.NullMarked;
