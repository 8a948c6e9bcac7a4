package skein.components;

import com.badlogic.ashley.core.Component;
import org.jspecify.annotations.Nullable;
import skein.core.budget.BudgetWatch;
import skein.core.profile.FrameLog;
import skein.core.profile.Profiler;
import skein.core.profile.RecentTexts;

/** What is recorded of the frames, one entity for all. */
public final class ProfileComponent implements Component {
  public final Profiler profiler;
  public final FrameLog frames;

  /** True while the panel is open, which is what records. */
  public boolean shown;

  /** What holds the frames against the limits. */
  public @Nullable BudgetWatch budgets;

  /** SQL of zones in lanes of queries, by their values; null until the JVM is watched. */
  public @Nullable RecentTexts queries;

  public ProfileComponent(Profiler profiler, FrameLog frames) {
    this.profiler = profiler;
    this.frames = frames;
  }
}
