package skein.systems.view;

import com.badlogic.ashley.core.Entity;
import skein.components.CanvasComponent;
import skein.components.InputComponent;
import skein.components.ViewAction;
import skein.systems.Mappers;

/** Keeps the histories of linked views in step, so that back and forward lead all of them. */
final class LinkedHistory {
  private LinkedHistory() {}

  /** True for what linked views do together, each in its own history. */
  static boolean isWay(ViewAction action) {
    return action == ViewAction.BACK || action == ViewAction.FORWARD;
  }

  /** Before a way back a rest still awaited becomes an entry, in the histories of all. */
  static void settle(CanvasComponent canvas, InputComponent input) {
    boolean back = false;
    for (int i = 0; i < input.actionCount; i++) {
      back |= input.actions[i] == ViewAction.BACK;
    }
    boolean awaited = false;
    for (int i = 0; i < canvas.plots.size(); i++) {
      awaited |= NavigationComponent.of(canvas.plots.get(i)).settle > 0;
    }
    for (int i = 0; back && awaited && i < canvas.plots.size(); i++) {
      NavigationComponent n = NavigationComponent.of(canvas.plots.get(i));
      n.settle = 0;
      n.history.pushAlways(Mappers.VIEW.get(canvas.plots.get(i)));
      n.linkedPushes = n.history.pushes();
    }
  }

  /** What one history has taken in since the last frame, the others take in as well. */
  static void push(CanvasComponent canvas) {
    boolean pushed = false;
    for (int i = 0; i < canvas.plots.size(); i++) {
      NavigationComponent n = NavigationComponent.of(canvas.plots.get(i));
      pushed |= n.history.pushes() > n.linkedPushes && n.linkedPushes > 0;
    }
    for (int i = 0; pushed && i < canvas.plots.size(); i++) {
      Entity plot = canvas.plots.get(i);
      NavigationComponent n = NavigationComponent.of(plot);
      if (n.history.pushes() == n.linkedPushes && !n.history.isEmpty()) {
        n.history.pushAlways(Mappers.VIEW.get(plot));
      }
    }
  }
}
