package skein.components;

import com.badlogic.ashley.core.Component;
import org.jspecify.annotations.Nullable;
import skein.core.budget.BudgetWatch;
import skein.core.profile.FrameLog;
import skein.core.profile.LiveRecording;
import skein.core.profile.Profiler;
import skein.core.profile.Recorded;
import skein.core.session.SavedRun;

/** What is recorded of the frames, one entity for all. */
public final class ProfileComponent implements Component {
  public final Profiler profiler;

  /** What is recorded now. */
  public final LiveRecording live;

  /** What the panel shows: {@link #live}, or a session that was reopened. */
  public Recorded data;

  /** The reopened session that the panel shows in place of what is recorded now, or null. */
  public @Nullable SavedRun opened;

  /** The session beside the one that is shown, or null. */
  public @Nullable SavedRun compared;

  /** True while the panel is open, which is what records. */
  public boolean shown;

  /** Which of the panel's tabs is shown, 0 for the first. */
  public int tab;

  /** The frame that was chosen in the panel, -1 for none. */
  public long chosen = -1;

  /** {@code System.nanoTime} at the edges of the span that the panel shows. */
  public long shownFrom;

  public long shownTo;

  /** Zones of that span in the timeline, and the number of the one under the pointer, or -1. */
  public long zonesShown;

  public int pointed = -1;

  /** Where the first of the frames' bars and the first lane are, in pixels from the top left. */
  public int barsX;

  public int barsY;
  public int lanesX;
  public int lanesY;

  /** What holds the frames against the limits. */
  public @Nullable BudgetWatch budgets;

  public ProfileComponent(Profiler profiler, FrameLog frames) {
    this.profiler = profiler;
    this.live = new LiveRecording(profiler, frames);
    this.data = live;
  }
}
