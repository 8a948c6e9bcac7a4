/** Everything drawn with Dear ImGui: axes, legend, panels, status; last stage of the frame. */
@NullMarked
package skein.systems.overlay;

import org.jspecify.annotations.NullMarked;
