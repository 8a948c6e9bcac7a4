package skein.desktop.engine;

import org.jspecify.annotations.Nullable;
import skein.core.residency.ResidentSet;
import skein.core.source.SourceRequest;

/** Has an index built again that turned out to be damaged, once. Render thread only. */
final class IndexRepair {
  private final Visualizer visualizer;

  /** The one that was built again last: if it is damaged at once again it stays so. */
  private @Nullable SourceRequest repaired;

  IndexRepair(Visualizer visualizer) {
    this.visualizer = visualizer;
  }

  /** What to open again, or null. */
  @Nullable SeriesRequest wanted() {
    SeriesRequest now = visualizer.request();
    ResidentSet residents = visualizer.series().residents;
    boolean damaged = residents != null && residents.damaged() >= 0;
    if (now == null || !damaged || now.source().equals(repaired)) {
      return null;
    }
    repaired = now.source();
    return now;
  }
}
