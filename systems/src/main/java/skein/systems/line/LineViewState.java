package skein.systems.line;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import skein.core.axis.AxisWindow;

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
