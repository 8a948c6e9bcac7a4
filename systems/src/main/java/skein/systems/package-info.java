/** The frame: one folder a stage, in the order of {@code FrameStage}; render thread only. */
@NullMarked
package skein.systems;

import org.jspecify.annotations.NullMarked;
