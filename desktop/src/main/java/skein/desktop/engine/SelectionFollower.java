package skein.desktop.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skein.components.SelectionComponent;
import skein.core.select.Selection;
import skein.core.select.SelectionService;

/**
 * Lets all plots but one show only the rows that are selected, by the selection's condition as a
 * filter of their own; each new selection loads them anew, and a cleared one brings all rows back.
 * Plots that shared a series share the filtered one. Render thread only.
 */
final class SelectionFollower {
  /** A series to open and the plots that it is for. */
  private record Job(SeriesRequest request, List<PlotNode> plots) {}

  private final Canvas canvas;
  private final PlotController plots;

  /** What each plot that follows showed before. */
  private final Map<PlotNode, SeriesRequest> before = new HashMap<>();

  private final Deque<Job> jobs = new ArrayDeque<>();
  private @Nullable PlotNode leader;
  private @Nullable Selection followed;

  SelectionFollower(Canvas canvas, PlotController plots) {
    this.canvas = canvas;
    this.plots = plots;
  }

  boolean isOn() {
    return leader != null;
  }

  /** Lets all but the active plot follow, or lets all show again what they did. */
  void follow(boolean on) {
    if (on) {
      leader = canvas.active();
      followed = null;
    } else if (leader != null) {
      apply(null);
      leader = null;
      followed = null;
    }
  }

  /** A plot is about to be closed; without the leader nobody follows. */
  void closed(PlotNode plot) {
    before.remove(plot);
    if (plot == leader && canvas.plots().size() > 1) {
      follow(false);
    }
  }

  /** Follows a change of the selection; true while an answer is awaited. */
  boolean poll() {
    SelectionComponent s = canvas.selection();
    if (leader != null && !s.drawing && s.selection != followed) {
      followed = s.selection;
      apply(s.selection);
    }
    if (!jobs.isEmpty() && !plots.isOpening()) {
      Job job = jobs.remove();
      plots.request(job.request(), job.plots());
    }
    return !jobs.isEmpty();
  }

  private void apply(@Nullable Selection selection) {
    jobs.clear();
    PlotNode source = leader;
    if (source == null) {
      return;
    }
    Map<SeriesRequest, List<PlotNode>> groups = new LinkedHashMap<>();
    for (PlotNode plot : canvas.plots()) {
      SeriesRequest now = before.getOrDefault(plot, plot.series().request());
      if (plot != source && now != null) {
        before.put(plot, now);
        groups.computeIfAbsent(now, key -> new ArrayList<>()).add(plot);
      }
    }
    for (Map.Entry<SeriesRequest, List<PlotNode>> group : groups.entrySet()) {
      if (selection == null && group.getKey().equals(source.series().request())) {
        canvas.show(group.getValue(), source.series(), true);
      } else {
        jobs.add(new Job(filtered(group.getKey(), source, selection), group.getValue()));
      }
    }
    if (selection == null) {
      before.clear();
    }
  }

  private static SeriesRequest filtered(
      SeriesRequest request, PlotNode source, @Nullable Selection selection) {
    SelectionService answers = source.series().answers();
    if (selection == null || answers == null) {
      return request;
    }
    return request.withSource(request.source().and(answers.predicate(selection)));
  }
}
