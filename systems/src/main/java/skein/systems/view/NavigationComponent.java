package skein.systems.view;

import com.badlogic.ashley.core.Component;
import com.badlogic.ashley.core.ComponentMapper;
import com.badlogic.ashley.core.Entity;
import skein.core.axis.AxisWindow;

/** How a view is being moved, and the views before it. */
public final class NavigationComponent implements Component {
  private static final ComponentMapper<NavigationComponent> MAPPER =
      ComponentMapper.getFor(NavigationComponent.class);

  public final ViewHistory history = new ViewHistory();

  /** True from a press of the left button in the plot until it is let go. */
  boolean dragging;

  /** The same of the right button. */
  boolean boxing;

  /** Where the drag was in the frame before, in pixels. */
  float lastX;

  float lastY;

  /** Seconds of rest until a wheel step or key pan makes an entry of the history; 0 for none. */
  float settle;

  /** What {@link LinkSystem} saw last: windows, whether they were known, pushes of the history. */
  final AxisWindow linkedX = new AxisWindow();

  final AxisWindow linkedY = new AxisWindow();
  boolean linkedTo;
  long linkedPushes;

  /** The view's component, made when it has none. */
  public static NavigationComponent of(Entity view) {
    NavigationComponent held = MAPPER.get(view);
    if (held == null) {
      held = new NavigationComponent();
      view.add(held);
    }
    return held;
  }
}
