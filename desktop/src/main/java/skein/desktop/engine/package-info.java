/** The composition root: wires core and systems to a GPU and a source; render thread. */
@NullMarked
package skein.desktop.engine;

import org.jspecify.annotations.NullMarked;
