package skein.systems.line;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.EntityListener;
import com.badlogic.ashley.core.Family;
import java.util.ArrayList;
import java.util.List;
import skein.components.FrameComponent;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.components.StyleComponent;
import skein.components.ViewComponent;
import skein.core.axis.AxisScale;
import skein.core.colour.Palette;
import skein.core.colour.Palettes;
import skein.core.gpu.LinePass;
import skein.core.line.LinePainter;
import skein.core.line.LineStrips;
import skein.core.source.ColourMode;
import skein.core.source.LineProjection;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Draws each plot's lines over its ground: areas first, then lines, then the rows themselves where
 * they lie far enough apart. Strips are made anew only when something has changed.
 */
public final class LineDrawSystem extends StageSystem implements EntityListener, AutoCloseable {
  /** Width of a line and radius of a row's disc, in layout units. */
  private static final float WIDTH = 1.5f;

  private static final float DISC = 2.5f;

  /** Pixels between rows, on average, from which on each is drawn. */
  private static final int SPARSE = 4;

  private static final double AREA = 0.18;

  private final FrameComponent frame;
  private final LinePass pass;
  private final Palettes palettes;

  /** Of all views that show lines. */
  private final List<LineDrawState> states = new ArrayList<>();

  /** The pass stays the caller's. */
  public LineDrawSystem(FrameComponent frame, LinePass pass, Palettes palettes) {
    super(Family.all(ViewComponent.class, LinesComponent.class, StyleComponent.class).get());
    this.frame = frame;
    this.pass = pass;
    this.palettes = palettes;
  }

  @Override
  public void addedToEngine(Engine engine) {
    super.addedToEngine(engine);
    engine.addEntityListener(getFamily(), this);
  }

  @Override
  public void entityAdded(Entity entity) {}

  /** A view that is gone needs its strips no more. */
  @Override
  public void entityRemoved(Entity entity) {
    release(entity);
  }

  private LineDrawState stateOf(Entity entity) {
    LineDrawState state = LineDrawState.of(entity);
    if (state == null || !states.contains(state)) {
      state = new LineDrawState(frame.host);
      entity.add(state);
      states.add(state);
    }
    return state;
  }

  private void release(Entity entity) {
    LineDrawState state = LineDrawState.of(entity);
    if (state != null && states.remove(state)) {
      state.strips.close();
    }
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    LinesComponent lines = Mappers.LINES.get(entity);
    ViewComponent view = Mappers.VIEW.get(entity);
    if (!lines.active() || !view.valid) {
      release(entity);
      return;
    }
    LineDrawState state = stateOf(entity);
    StyleComponent style = Mappers.STYLE.get(entity);
    long columns = lines.computed;
    boolean same =
        view.revision == state.seenView
            && lines.revision == state.seenLines
            && columns == state.seenColumns
            && style.revision == state.seenStyle
            && frame.scale == state.seenScale;
    if (!same) {
      state.seenView = view.revision;
      state.seenLines = lines.revision;
      state.seenColumns = columns;
      state.seenStyle = style.revision;
      state.seenScale = frame.scale;
      paint(state.strips, state.painter, lines, style);
    }
    int bottom = frame.height - view.plotY - view.plotHeight;
    pass.draw(state.strips, view.plotX, bottom, view.plotWidth, view.plotHeight);
  }

  private void paint(
      LineStrips strips, LinePainter painter, LinesComponent lines, StyleComponent style) {
    strips.clear();
    painter.style(lines.smooth ? WIDTH * frame.scale : 1, !lines.smooth);
    Palette palette = palettes.choose(Palettes.CATEGORICAL, ColourMode.CATEGORY, style.dark);
    if (lines.area) {
      for (int i = 0; i < lines.lines.size(); i++) {
        LineComponent line = Mappers.LINE.get(lines.lines.get(i));
        if (line.visible) {
          strips.colour(palette.category(line.index & 7) & 0xFFFFFF, AREA);
          painter.area(line.columns, level(lines, line));
        }
      }
    }
    for (int i = 0; i < lines.lines.size(); i++) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i));
      if (line.visible) {
        strips.colour(palette.category(line.index & 7) & 0xFFFFFF, 1);
        painter.line(line.columns);
        if (line.columns.count() * SPARSE <= line.columns.width()) {
          painter.markers(line.shown(), line.columns, line.mapping, DISC * frame.scale);
        }
      }
    }
  }

  /** Where zero lies in pixels; the lower edge where there is no zero. */
  private static double level(LinesComponent lines, LineComponent line) {
    LineProjection p = lines.projection;
    if (p != null && p.yScale() == AxisScale.LOG10) {
      return 0;
    }
    double zero = line.mapping.py(-(double) line.shown().origin().y());
    return Math.max(0, Math.min(zero, line.columns.height()));
  }

  @Override
  public void close() {
    for (LineDrawState state : states) {
      state.strips.close();
    }
    states.clear();
  }
}
