package skein.systems.view;

import com.badlogic.ashley.core.Entity;
import skein.components.CanvasComponent;
import skein.components.FrameComponent;
import skein.components.InputComponent;
import skein.components.ViewComponent;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/** Makes the plot active in which a button is pressed or the wheel turned. Runs before all else. */
public final class ActivateSystem extends StageSystem {
  private final FrameComponent frame;
  private final InputComponent input;
  private final CanvasComponent canvas;

  public ActivateSystem(FrameComponent frame, InputComponent input, CanvasComponent canvas) {
    super(null);
    this.frame = frame;
    this.input = input;
    this.canvas = canvas;
  }

  @Override
  protected void run(float deltaTime) {
    if (!input.inside || canvas.plots.size() < 2) {
      return;
    }
    for (int button = 0; button < input.pressed.length; button++) {
      if (input.pressed[button]) {
        activate(input.pressX[button], input.pressY[button]);
      }
    }
    if (input.wheel != 0) {
      activate(input.px, input.py);
    }
  }

  private void activate(float x, float y) {
    int hit = -1;
    for (int i = 0; i < canvas.plots.size(); i++) {
      if (holds(Mappers.VIEW.get(canvas.plots.get(i)), x, y)) {
        hit = i;
      }
    }
    for (int i = 0; hit >= 0 && i < canvas.plots.size(); i++) {
      ViewComponent view = Mappers.VIEW.get(canvas.plots.get(i));
      frame.busy |= view.active != (i == hit);
      view.active = i == hit;
    }
  }

  private static boolean holds(ViewComponent v, float x, float y) {
    return x >= v.plotX && x < v.plotX + v.plotWidth && y >= v.plotY && y < v.plotY + v.plotHeight;
  }

  /** The plot that keys and panels act on. */
  public static Entity active(CanvasComponent canvas) {
    for (int i = 0; i < canvas.plots.size(); i++) {
      if (Mappers.VIEW.get(canvas.plots.get(i)).active) {
        return canvas.plots.get(i);
      }
    }
    return canvas.plots.getFirst();
  }
}
