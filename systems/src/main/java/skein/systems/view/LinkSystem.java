package skein.systems.view;

import com.badlogic.ashley.core.Entity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.components.CanvasComponent;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.axis.AxisWindow;
import skein.core.source.Projection;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Lets all linked views show the same part of an axis, in the frame in which one of them is moved.
 * The one moved is the one whose window is not what it was after the frame before; of several it is
 * the active one. What one view's history takes in, those of the others take in as well, so that
 * back and forward lead all of them. Runs after whatever moves views.
 */
public final class LinkSystem extends StageSystem {
  private final FrameComponent frame;
  private final CanvasComponent canvas;
  private boolean wasX;
  private boolean wasY;

  public LinkSystem(FrameComponent frame, CanvasComponent canvas) {
    super(null);
    this.frame = frame;
    this.canvas = canvas;
  }

  @Override
  protected void run(float deltaTime) {
    List<Entity> plots = canvas.plots;
    if (canvas.isLinked()) {
      if (canvas.linkX) {
        link(true, !wasX);
      }
      if (canvas.linkY) {
        link(false, !wasY);
      }
      LinkedHistory.push(canvas);
    }
    wasX = canvas.linkX;
    wasY = canvas.linkY;
    for (int i = 0; i < plots.size(); i++) {
      NavigationComponent n = NavigationComponent.of(plots.get(i));
      ViewComponent v = Mappers.VIEW.get(plots.get(i));
      n.linkedX.set(v.x);
      n.linkedY.set(v.y);
      n.linkedTo = v.valid;
      n.linkedPushes = n.history.pushes();
    }
  }

  private void link(boolean alongX, boolean begins) {
    Entity leader = begins ? ActivateSystem.active(canvas) : moved(alongX);
    if (leader == null || !Mappers.VIEW.get(leader).valid) {
      return;
    }
    for (int i = 0; i < canvas.plots.size(); i++) {
      Entity other = canvas.plots.get(i);
      if (!other.equals(leader) && isComparable(leader, other, alongX)) {
        follow(Mappers.VIEW.get(leader), Mappers.VIEW.get(other), alongX);
      }
    }
  }

  /** The view that was moved along an axis since the frame before, or shows its first rows. */
  private @Nullable Entity moved(boolean alongX) {
    Entity found = null;
    for (int i = 0; i < canvas.plots.size(); i++) {
      Entity plot = canvas.plots.get(i);
      ViewComponent v = Mappers.VIEW.get(plot);
      NavigationComponent n = NavigationComponent.of(plot);
      boolean same = alongX ? v.x.sameAs(n.linkedX) : v.y.sameAs(n.linkedY);
      if (v.valid && (!same || !n.linkedTo) && (found == null || v.active)) {
        found = plot;
      }
    }
    return found;
  }

  /** True when two plots' axes mean the same kind of value on the same scale. */
  public static boolean isComparable(Entity a, Entity b, boolean alongX) {
    SeriesComponent seriesA = Mappers.SERIES.get(a);
    SeriesComponent seriesB = Mappers.SERIES.get(b);
    Projection p = seriesA.projection;
    Projection q = seriesB.projection;
    if (p == null || q == null) {
      return false;
    }
    return alongX
        ? p.xType().equals(q.xType()) && p.xScale() == q.xScale()
        : p.yType().equals(q.yType()) && p.yScale() == q.yScale();
  }

  private void follow(ViewComponent leader, ViewComponent other, boolean alongX) {
    if (!other.valid) {
      return;
    }
    AxisWindow from = alongX ? leader.x : leader.y;
    AxisWindow to = alongX ? other.x : other.y;
    (alongX ? other.targetX : other.targetY).set(alongX ? leader.targetX : leader.targetY);
    if (!to.sameAs(from)) {
      to.set(from);
      other.followsData &= leader.followsData;
      other.revision++;
      frame.busy = true;
    }
  }
}
