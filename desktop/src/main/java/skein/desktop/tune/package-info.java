/** Measures the machine once and remembers what it can do; render thread, at the start. */
@NullMarked
package skein.desktop.tune;

import org.jspecify.annotations.NullMarked;
