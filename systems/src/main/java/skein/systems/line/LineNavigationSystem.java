package skein.systems.line;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import skein.components.FrameComponent;
import skein.components.InputComponent;
import skein.components.LinesComponent;
import skein.components.LinesComponent.Cursor;
import skein.components.ViewAction;
import skein.components.ViewComponent;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * What input means where lines are shown, beside moving the view: whoever moves or zooms along y
 * alone, or zooms to a box, holds the y axes; fitting lets them follow again; a key sets cursors.
 */
public final class LineNavigationSystem extends StageSystem {
  private static final float LEAST_BOX = 6;

  private final FrameComponent frame;
  private final InputComponent input;

  public LineNavigationSystem(FrameComponent frame, InputComponent input) {
    super(Family.all(ViewComponent.class, LinesComponent.class).get());
    this.frame = frame;
    this.input = input;
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    LinesComponent lines = Mappers.LINES.get(entity);
    ViewComponent view = Mappers.VIEW.get(entity);
    if (!lines.active() || !view.valid) {
      return;
    }
    LineViewState state = LineViewState.of(entity);
    boolean within = hits(view);
    boolean dragged = input.down[InputComponent.LEFT] && !input.pressed[InputComponent.LEFT];
    if (within && input.ctrl && (input.wheel != 0 || dragged)) {
      auto(lines, false);
    }
    if (input.released[InputComponent.RIGHT] && state.boxHeight >= LEAST_BOX && !input.shift) {
      auto(lines, false);
    }
    state.boxHeight = view.boxX0 < 0 ? 0 : Math.abs(view.boxY1 - view.boxY0);
    if (input.doubleClicked && within) {
      auto(lines, true);
    }
    for (int i = 0; view.active && i < input.actionCount; i++) {
      act(input.actions[i], lines, view);
    }
  }

  private void act(ViewAction action, LinesComponent lines, ViewComponent view) {
    switch (action) {
      case FIT -> auto(lines, true);
      case AUTO_Y -> auto(lines, !lines.autoY);
      case CURSOR -> cursor(lines, view);
      case PAN_UP, PAN_DOWN -> auto(lines, false);
      default -> {}
    }
  }

  private void auto(LinesComponent lines, boolean on) {
    if (lines.autoY != on || lines.autoRight != on) {
      lines.autoY = on;
      lines.autoRight = on;
      lines.revision++;
      frame.busy = true;
    }
  }

  /** The first free cursor goes where the pointer is; with none free both go. */
  private void cursor(LinesComponent lines, ViewComponent view) {
    frame.busy = true;
    for (Cursor cursor : lines.cursors) {
      if (!cursor.set && hits(view)) {
        double at = (input.px + 0.5 - view.plotX) / view.plotWidth;
        cursor.base = view.x.base();
        cursor.offset = view.x.at(at);
        cursor.set = true;
        return;
      }
    }
    for (Cursor cursor : lines.cursors) {
      cursor.set = false;
    }
  }

  private boolean hits(ViewComponent v) {
    return input.inside
        && input.px >= v.plotX
        && input.px < v.plotX + v.plotWidth
        && input.py >= v.plotY
        && input.py < v.plotY + v.plotHeight;
  }
}
