package skein.systems.view;

import skein.components.ViewComponent;
import skein.core.axis.AxisWindow;

/** The views that back and forward walk through: a ring of at most {@link #CAPACITY}. */
public final class ViewHistory {
  private static final int CAPACITY = 128;

  private final AxisWindow[] xs = new AxisWindow[CAPACITY];
  private final AxisWindow[] ys = new AxisWindow[CAPACITY];
  private int first;
  private int size;
  private int cursor = -1;
  private long pushes;

  public ViewHistory() {
    for (int i = 0; i < CAPACITY; i++) {
      xs[i] = new AxisWindow();
      ys[i] = new AxisWindow();
    }
  }

  /** Remembers where the view is heading, and forgets the views that were gone back from. */
  public void push(ViewComponent view) {
    if (cursor >= 0 && at(xs, cursor).sameAs(view.targetX) && at(ys, cursor).sameAs(view.targetY)) {
      return;
    }
    pushAlways(view);
  }

  /** The same, also when the view is where it was. */
  void pushAlways(ViewComponent view) {
    pushes++;
    size = cursor + 1;
    if (size == CAPACITY) {
      first = (first + 1) % CAPACITY;
      size--;
    }
    cursor = size++;
    at(xs, cursor).set(view.targetX);
    at(ys, cursor).set(view.targetY);
  }

  /** Sets the targets to the view before; false when there is none. */
  public boolean back(ViewComponent view) {
    return move(view, -1);
  }

  public boolean forward(ViewComponent view) {
    return move(view, 1);
  }

  /** Views remembered so far, also those forgotten again. */
  long pushes() {
    return pushes;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  public void clear() {
    first = 0;
    size = 0;
    cursor = -1;
  }

  private boolean move(ViewComponent view, int by) {
    int next = cursor + by;
    if (next < 0 || next >= size) {
      return false;
    }
    cursor = next;
    view.targetX.set(at(xs, cursor));
    view.targetY.set(at(ys, cursor));
    return true;
  }

  private AxisWindow at(AxisWindow[] ring, int index) {
    return ring[(first + index) % CAPACITY];
  }
}
