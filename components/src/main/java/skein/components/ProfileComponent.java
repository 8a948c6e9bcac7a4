package skein.components;

import com.badlogic.ashley.core.Component;
import skein.core.profile.FrameLog;
import skein.core.profile.Profiler;

/** What is recorded of the frames, one entity for all. */
public final class ProfileComponent implements Component {
  public final Profiler profiler;
  public final FrameLog frames;

  public ProfileComponent(Profiler profiler, FrameLog frames) {
    this.profiler = profiler;
    this.frames = frames;
  }
}
