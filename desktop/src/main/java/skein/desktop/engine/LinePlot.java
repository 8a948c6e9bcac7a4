package skein.desktop.engine;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.core.line.LineLoader;
import skein.core.line.LineSet;
import skein.core.source.LineProjection;

/** Puts a load's lines into the engine, an entity a series, and takes them out. Render thread. */
final class LinePlot {
  private final Engine engine;
  private final LinesComponent lines;

  LinePlot(Engine engine, LinesComponent lines) {
    this.engine = engine;
    this.lines = lines;
  }

  void show(LineLoader loader, LineWish wish) {
    LineProjection projection = loader.projection();
    LineSet set = new LineSet(loader);
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

  /** Takes all lines out; the caller closes what is returned once their loader has stopped. */
  AutoCloseable clear() {
    for (Entity entity : lines.lines) {
      engine.removeEntity(entity);
    }
    lines.lines.clear();
    LineSet set = lines.set;
    lines.set = null;
    lines.loader = null;
    lines.projection = null;
    lines.revision++;
    return set == null ? () -> {} : set;
  }
}
