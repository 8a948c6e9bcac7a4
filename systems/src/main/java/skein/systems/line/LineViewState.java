package skein.systems.line;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import org.jspecify.annotations.Nullable;
import skein.core.axis.AxisWindow;
import skein.core.line.LineSet;

/** What the columns of one view's lines were computed for. */
final class LineViewState implements Component {
  private static final ComponentMapper<LineViewState> MAPPER =
      ComponentMapper.getFor(LineViewState.class);

  final ValueRange left = new ValueRange();
  final ValueRange right = new ValueRange();
  final AxisWindow lastY = new AxisWindow();
  long seenView = -1;
  long seenStyle = -1;
  long seenRows = -1;
  @Nullable LineSet seenPassing;

  /** Share of its columns that show just what the line covers. */
  double share;

  /** What histograms were counted for: the filter, the range along x, the lines. */
  long seenFilter = -1;

  final AxisWindow seenX = new AxisWindow();
  int seenLines;

  /** Where the view was in the frame before, and frames for which it has been there. */
  final AxisWindow lastX = new AxisWindow();

  int rest;

  /** True while histograms of the view are being counted. */
  boolean counting;

  /** True when those counted last could not be. */
  boolean failed;

  /** Height of the box being drawn in the frame before, in pixels. */
  float boxHeight;

  /** The view's state, made with its first frame. */
  static LineViewState of(Entity view) {
    LineViewState held = MAPPER.get(view);
    if (held == null) {
      held = new LineViewState();
      view.add(held);
    }
    return held;
  }
}
