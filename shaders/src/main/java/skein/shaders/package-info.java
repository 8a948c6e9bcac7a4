/**
 * The GLSL sources, the include resolver, and the one contract of bindings and layouts that the
 * shaders and the CPU side share. Nothing here calls OpenGL; {@code core} compiles what this
 * package resolves.
 */
@NullMarked
package skein.shaders;

import org.jspecify.annotations.NullMarked;
