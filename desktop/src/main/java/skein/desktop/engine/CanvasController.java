package skein.desktop.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import skein.components.CanvasComponent;
import skein.components.CanvasComponent.Arrangement;
import skein.systems.overlay.CanvasCommands;

/**
 * Carries out what panels and keys ask for of the plots side by side, at the start of the frame
 * after: plots do not come and go while one is drawn. Render thread only.
 */
public final class CanvasController implements CanvasCommands {
  private final Canvas canvas;
  private final SelectionFollower follower;
  private final Deque<Runnable> asked = new ArrayDeque<>();

  public CanvasController(Visualizer visualizer, PlotController plots) {
    this.canvas = visualizer.canvas();
    this.follower = new SelectionFollower(canvas, plots);
  }

  /** Does what was asked for; once a frame, before it. True while something is awaited. */
  public boolean poll() {
    while (!asked.isEmpty()) {
      asked.remove().run();
    }
    return follower.poll();
  }

  @Override
  public void split() {
    asked.add(canvas::split);
  }

  @Override
  public void close() {
    asked.add(this::closeActive);
  }

  private void closeActive() {
    follower.closed(canvas.active());
    canvas.close(canvas.active());
  }

  @Override
  public void spread() {
    asked.add(this::spreadActive);
  }

  private void spreadActive() {
    PlotNode first = canvas.active();
    int lines = first.lines().lines.size();
    int room = Canvas.MOST - canvas.plots().size() + 1;
    int parts = Math.min(lines, room);
    if (parts < 2) {
      return;
    }
    int at = canvas.plots().indexOf(first);
    for (int i = 1; i < parts; i++) {
      canvas.split();
    }
    canvas.spread(List.copyOf(canvas.plots().subList(at, at + parts)));
    canvas.component().arrangement = Arrangement.ROWS;
    canvas.activate(first);
  }

  @Override
  public void arrange() {
    CanvasComponent c = canvas.component();
    c.arrangement =
        switch (c.arrangement) {
          case AUTOMATIC ->
              canvas.active().lines().active() ? Arrangement.COLUMNS : Arrangement.ROWS;
          case COLUMNS -> Arrangement.ROWS;
          case ROWS -> Arrangement.GRID;
          case GRID -> Arrangement.COLUMNS;
        };
  }

  @Override
  public void linkX() {
    canvas.component().linkX = !canvas.component().linkX;
  }

  @Override
  public void linkY() {
    canvas.component().linkY = !canvas.component().linkY;
  }

  @Override
  public void next() {
    asked.add(this::activateNext);
  }

  private void activateNext() {
    List<PlotNode> plots = canvas.plots();
    canvas.activate(plots.get((plots.indexOf(canvas.active()) + 1) % plots.size()));
  }

  @Override
  public void followSelection() {
    asked.add(() -> follower.follow(!follower.isOn() && canvas.selection().selection != null));
  }

  @Override
  public boolean followsSelection() {
    return follower.isOn();
  }

  /** For tests and the command line: a canvas of some plots over what is shown. */
  public void open(Views views) {
    canvas.open(views);
  }
}
