package skein.desktop.engine;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.core.line.LineLoader;
import skein.core.line.LineSet;
import skein.core.source.LineProjection;
import skein.systems.Mappers;

/** Puts a plot's lines into the engine, an entity each, and takes them out. Render thread. */
final class LinePlot {
  private final Engine engine;
  private final LinesComponent lines;

  LinePlot(Engine engine, LinesComponent lines) {
    this.engine = engine;
    this.lines = lines;
  }

  /** Shows the lines of a set, which stays the series'. */
  void show(LineLoader loader, LineSet set, LineWish wish) {
    LineProjection projection = loader.projection();
    lines.projection = projection;
    lines.loader = loader;
    lines.set = set;
    lines.gaps = wish.gaps();
    lines.step = wish.step();
    lines.area = wish.area();
    lines.revision++;
    boolean swapped = projection.title(false).isEmpty();
    for (int i = 0; i < projection.series(); i++) {
      boolean right = projection.column(i).right() && !swapped;
      LineComponent line = new LineComponent(projection.name(i), i, right, set.get(i));
      Entity entity = new Entity();
      entity.add(line);
      engine.addEntity(entity);
      lines.lines.add(entity);
    }
  }

  /** Draws the same lines in the same way as another plot of the same set. */
  void copy(LinesComponent from) {
    lines.autoY = from.autoY;
    lines.autoRight = from.autoRight;
    lines.rightY.set(from.rightY);
    lines.gaps = from.gaps;
    lines.step = from.step;
    lines.area = from.area;
    lines.smooth = from.smooth;
    for (int i = 0; i < lines.lines.size() && i < from.lines.size(); i++) {
      Mappers.LINE.get(lines.lines.get(i)).visible = Mappers.LINE.get(from.lines.get(i)).visible;
    }
    lines.revision++;
  }

  /** Takes all lines out. */
  void clear() {
    for (Entity entity : lines.lines) {
      engine.removeEntity(entity);
    }
    lines.lines.clear();
    lines.set = null;
    lines.passing = null;
    lines.awaitsRows = false;
    lines.histograms = null;
    lines.loader = null;
    lines.projection = null;
    lines.revision++;
  }
}
