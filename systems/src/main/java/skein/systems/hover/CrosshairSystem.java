package skein.systems.hover;

import com.badlogic.ashley.core.Entity;
import skein.components.CanvasComponent;
import skein.components.HoverComponent;
import skein.components.ViewComponent;
import skein.systems.Mappers;
import skein.systems.StageSystem;
import skein.systems.view.LinkSystem;

/** Shows the pointer's place in the linked views that the pointer is not over. */
public final class CrosshairSystem extends StageSystem {
  private final CanvasComponent canvas;

  public CrosshairSystem(CanvasComponent canvas) {
    super(null);
    this.canvas = canvas;
  }

  @Override
  protected void run(float deltaTime) {
    Entity under = null;
    for (int i = 0; i < canvas.plots.size(); i++) {
      HoverComponent hover = Mappers.HOVER.get(canvas.plots.get(i));
      hover.echoX = Float.NaN;
      hover.echoY = Float.NaN;
      under = hover.over ? canvas.plots.get(i) : under;
    }
    for (int i = 0; under != null && canvas.isLinked() && i < canvas.plots.size(); i++) {
      if (!canvas.plots.get(i).equals(under)) {
        echo(under, canvas.plots.get(i));
      }
    }
  }

  private void echo(Entity from, Entity to) {
    HoverComponent at = Mappers.HOVER.get(from);
    HoverComponent hover = Mappers.HOVER.get(to);
    ViewComponent v = Mappers.VIEW.get(from);
    ViewComponent w = Mappers.VIEW.get(to);
    if (canvas.linkX && LinkSystem.isComparable(from, to, true)) {
      hover.echoX = w.plotX + (at.px - v.plotX) / v.plotWidth * w.plotWidth;
    }
    if (canvas.linkY && LinkSystem.isComparable(from, to, false)) {
      hover.echoY = w.plotY + (at.py - v.plotY) / v.plotHeight * w.plotHeight;
    }
  }
}
