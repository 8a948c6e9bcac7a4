package skein.systems.view;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import skein.components.CanvasComponent;
import skein.components.FrameComponent;
import skein.components.InputComponent;
import skein.components.SeriesComponent;
import skein.components.ViewAction;
import skein.components.ViewComponent;
import skein.core.source.Projection;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Moves the view as people expect: left drag pans (shift x alone, ctrl y alone), the wheel zooms
 * about the pointer (likewise), right drag zooms to a box, double click fits, keys do the same.
 */
public final class NavigationSystem extends StageSystem {
  /** Zoom of one wheel step. */
  private static final double WHEEL_FACTOR = 0.8;

  private static final double KEY_FACTOR = 0.5;
  private static final double KEY_PAN = 0.15;
  private static final float ZOOM_SECONDS = 0.12f;
  private static final float FLY_SECONDS = 0.25f;
  private static final float SMALLEST_BOX = 6;

  /** Rest after a wheel step or a key pan that makes one entry of the history. */
  private static final float SETTLE_SECONDS = 0.4f;

  private final FrameComponent frame;
  private final InputComponent input;
  private final CanvasComponent canvas;

  /** For a view on its own. */
  public NavigationSystem(FrameComponent frame, InputComponent input) {
    this(frame, input, new CanvasComponent());
  }

  public NavigationSystem(FrameComponent frame, InputComponent input, CanvasComponent canvas) {
    super(Family.all(SeriesComponent.class, ViewComponent.class).get());
    this.frame = frame;
    this.input = input;
    this.canvas = canvas;
  }

  @Override
  protected void run(float deltaTime) {
    if (canvas.isLinked() && input.actionCount > 0) {
      LinkedHistory.settle(canvas, input);
    }
    super.run(deltaTime);
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    SeriesComponent series = Mappers.SERIES.get(entity);
    ViewComponent view = Mappers.VIEW.get(entity);
    Projection projection = series.projection;
    if (view.valid && projection != null) {
      navigate(NavigationComponent.of(entity), series, view, projection, deltaTime);
    }
  }

  private void navigate(
      NavigationComponent n, SeriesComponent s, ViewComponent v, Projection p, float deltaTime) {
    if (n.history.isEmpty() && (!v.followsData || isHandled())) {
      n.history.push(v);
    }
    drag(n, v, p);
    box(n, v, p);
    if (input.doubleClicked && hits(v)) {
      fit(n, s, v);
    }
    if (input.wheel != 0 && hits(v)) {
      wheel(n, v, p);
    }
    for (int i = 0; i < input.actionCount; i++) {
      if (v.active || (canvas.isLinked() && LinkedHistory.isWay(input.actions[i]))) {
        act(input.actions[i], n, s, v, p);
      }
    }
    if (n.settle > 0) {
      n.settle -= deltaTime;
      frame.busy = true;
      if (n.settle <= 0 && !n.dragging) {
        n.history.push(v);
      }
    }
    animate(v, deltaTime);
  }

  /** True when this frame's input may move a view: where it was is worth going back to. */
  private boolean isHandled() {
    return input.pressed[InputComponent.LEFT]
        || input.pressed[InputComponent.RIGHT]
        || input.wheel != 0
        || input.actionCount > 0;
  }

  private void drag(NavigationComponent n, ViewComponent v, Projection p) {
    if (pressedOn(v, InputComponent.LEFT)) {
      n.dragging = true;
      n.lastX = input.pressX[InputComponent.LEFT];
      n.lastY = input.pressY[InputComponent.LEFT];
    }
    if (!n.dragging) {
      return;
    }
    float x = heldX(InputComponent.LEFT);
    float y = heldY(InputComponent.LEFT);
    float dx = input.ctrl ? 0 : x - n.lastX;
    float dy = input.shift ? 0 : y - n.lastY;
    n.lastX = x;
    n.lastY = y;
    if (dx != 0 || dy != 0) {
      settleTargets(v);
      v.x.pan(-dx / v.plotWidth);
      v.y.pan(dy / v.plotHeight);
      v.targetX.set(v.x);
      v.targetY.set(v.y);
      moved(v);
    }
    if (!input.down[InputComponent.LEFT]) {
      n.dragging = false;
      ViewMoves.rebase(v.x, p.xType(), p.xScale());
      ViewMoves.rebase(v.y, p.yType(), p.yScale());
      v.targetX.set(v.x);
      v.targetY.set(v.y);
      n.history.push(v);
    }
  }

  private void box(NavigationComponent n, ViewComponent v, Projection p) {
    if (pressedOn(v, InputComponent.RIGHT)) {
      n.boxing = true;
      v.boxX0 = input.pressX[InputComponent.RIGHT];
      v.boxY0 = input.pressY[InputComponent.RIGHT];
    }
    if (!n.boxing) {
      return;
    }
    frame.busy = true;
    v.boxX1 = Math.clamp(heldX(InputComponent.RIGHT), v.plotX, v.plotX + v.plotWidth);
    v.boxY1 = Math.clamp(heldY(InputComponent.RIGHT), v.plotY, v.plotY + v.plotHeight);
    if (!input.down[InputComponent.RIGHT]) {
      n.boxing = false;
      zoomToBox(n, v, p);
      v.boxX0 = -1;
    }
  }

  private void zoomToBox(NavigationComponent n, ViewComponent v, Projection p) {
    float width = Math.abs(v.boxX1 - v.boxX0);
    float height = Math.abs(v.boxY1 - v.boxY0);
    boolean alongX = width >= SMALLEST_BOX && !input.ctrl;
    boolean alongY = height >= SMALLEST_BOX && !input.shift;
    if (!alongX && !alongY) {
      return;
    }
    settleTargets(v);
    ViewMoves.toBox(v, p, alongX, alongY);
    fly(v, FLY_SECONDS);
    n.history.push(v);
  }

  private void wheel(NavigationComponent n, ViewComponent v, Projection p) {
    double factor = Math.pow(WHEEL_FACTOR, input.wheel);
    double fx = (input.px - v.plotX) / v.plotWidth;
    double fy = 1 - (input.py - v.plotY) / v.plotHeight;
    ViewMoves.zoom(v, p, fx, fy, factor, !input.ctrl, !input.shift);
    fly(v, ZOOM_SECONDS);
    n.settle = SETTLE_SECONDS;
  }

  private void act(
      ViewAction action, NavigationComponent n, SeriesComponent s, ViewComponent v, Projection p) {
    switch (action) {
      case PAN_LEFT -> panBy(n, v, p, -KEY_PAN, 0);
      case PAN_RIGHT -> panBy(n, v, p, KEY_PAN, 0);
      case PAN_UP -> panBy(n, v, p, 0, KEY_PAN);
      case PAN_DOWN -> panBy(n, v, p, 0, -KEY_PAN);
      case ZOOM_IN -> keyZoom(n, v, p, KEY_FACTOR);
      case ZOOM_OUT -> keyZoom(n, v, p, 1 / KEY_FACTOR);
      case FIT -> fit(n, s, v);
      case BACK -> {
        settleNow(n, v);
        if (n.history.back(v)) {
          fly(v, FLY_SECONDS);
        }
      }
      case FORWARD -> {
        if (n.history.forward(v)) {
          fly(v, FLY_SECONDS);
        }
      }
      // of plots with lines: LineNavigationSystem
      case CURSOR, AUTO_Y -> frame.busy = true;
      // SelectionSystem
      case SELECT, LASSO -> frame.busy = true;
      case CANCEL -> {
        n.boxing = false;
        v.boxX0 = -1;
        frame.busy = true;
      }
    }
  }

  private void panBy(NavigationComponent n, ViewComponent v, Projection p, double x, double y) {
    ViewMoves.pan(v, p, x, y);
    fly(v, ZOOM_SECONDS);
    n.settle = SETTLE_SECONDS;
  }

  private void keyZoom(NavigationComponent n, ViewComponent v, Projection p, double factor) {
    // Both axes: a plus needs Shift on most keyboards.
    ViewMoves.zoom(v, p, 0.5, 0.5, factor, true, true);
    fly(v, ZOOM_SECONDS);
    n.settle = SETTLE_SECONDS;
  }

  private void fit(NavigationComponent n, SeriesComponent s, ViewComponent v) {
    settleNow(n, v);
    if (ViewFit.bounds(s, v.targetX, v.targetY)) {
      fly(v, FLY_SECONDS);
      n.history.push(v);
    }
  }

  /** Makes a rest still awaited an entry of the history at once. */
  private static void settleNow(NavigationComponent n, ViewComponent v) {
    if (n.settle > 0) {
      n.settle = 0;
      n.history.push(v);
    }
  }

  private static void settleTargets(ViewComponent v) {
    v.targetX.set(v.x);
    v.targetY.set(v.y);
    v.animationLeft = 0;
  }

  private void fly(ViewComponent v, float seconds) {
    v.followsData = false;
    v.animationLength = seconds;
    v.animationLeft = seconds;
    frame.busy = true;
  }

  private void moved(ViewComponent v) {
    v.followsData = false;
    v.revision++;
    frame.busy = true;
  }

  private void animate(ViewComponent v, float deltaTime) {
    if (v.animationLeft <= 0) {
      return;
    }
    float before = v.animationLeft / v.animationLength;
    v.animationLeft = Math.max(0, v.animationLeft - deltaTime);
    if (v.animationLeft == 0) {
      v.x.set(v.targetX);
      v.y.set(v.targetY);
    } else {
      float after = v.animationLeft / v.animationLength;
      double step = 1 - (double) (after * after * after) / (before * before * before);
      ViewEasing.towards(v.x, v.targetX, step);
      ViewEasing.towards(v.y, v.targetY, step);
    }
    moved(v);
  }

  /** Where the pointer is while the button is held, else where it was let go. */
  private float heldX(int button) {
    return input.released[button] ? input.releaseX[button] : input.px;
  }

  private float heldY(int button) {
    return input.released[button] ? input.releaseY[button] : input.py;
  }

  private boolean pressedOn(ViewComponent v, int button) {
    return input.inside
        && input.pressed[button]
        && hits(v, input.pressX[button], input.pressY[button]);
  }

  private boolean hits(ViewComponent v) {
    return input.inside && hits(v, input.px, input.py);
  }

  private static boolean hits(ViewComponent v, float x, float y) {
    return x >= v.plotX && x < v.plotX + v.plotWidth && y >= v.plotY && y < v.plotY + v.plotHeight;
  }
}
