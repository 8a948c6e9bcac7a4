package skein.systems.line;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;
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

/**
 * Draws each plot's lines over its ground: areas first, then lines, then the rows themselves where
 * they lie far enough apart. Strips are made anew only when something has changed.
 */
public final class LineDrawSystem extends IteratingSystem implements AutoCloseable {
  /** Width of a line and radius of a row's disc, in layout units. */
  private static final float WIDTH = 1.5f;

  private static final float DISC = 2.5f;

  /** Pixels between rows, on average, from which on each is drawn. */
  private static final int SPARSE = 4;

  private static final double AREA = 0.18;

  private final FrameComponent frame;
  private final LinePass pass;
  private final Palettes palettes;
  private final LineStrips strips;
  private final LinePainter painter;
  private long seenView = -1;
  private long seenLines = -1;
  private long seenSeries = -1;
  private long seenStyle = -1;
  private float seenScale;

  /** Takes ownership of the strips; the pass stays the caller's. */
  public LineDrawSystem(FrameComponent frame, LinePass pass, LineStrips strips, Palettes palettes) {
    super(Family.all(ViewComponent.class, LinesComponent.class, StyleComponent.class).get());
    this.frame = frame;
    this.pass = pass;
    this.palettes = palettes;
    this.strips = strips;
    this.painter = new LinePainter(strips);
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    LinesComponent lines = Mappers.LINES.get(entity);
    ViewComponent view = Mappers.VIEW.get(entity);
    if (!lines.active() || !view.valid) {
      seenView = -1;
      return;
    }
    StyleComponent style = Mappers.STYLE.get(entity);
    long rows = Mappers.SERIES.get(entity).revision;
    boolean same =
        view.revision == seenView
            && lines.revision == seenLines
            && rows == seenSeries
            && style.revision == seenStyle
            && frame.scale == seenScale;
    if (!same) {
      seenView = view.revision;
      seenLines = lines.revision;
      seenSeries = rows;
      seenStyle = style.revision;
      seenScale = frame.scale;
      paint(lines, style);
    }
    int bottom = frame.height - view.plotY - view.plotHeight;
    pass.draw(strips, view.plotX, bottom, view.plotWidth, view.plotHeight);
  }

  private void paint(LinesComponent lines, StyleComponent style) {
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
          painter.markers(line.series, line.columns, line.mapping, DISC * frame.scale);
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
    double zero = line.mapping.py(-(double) line.series.origin().y());
    return Math.max(0, Math.min(zero, line.columns.height()));
  }

  @Override
  public void close() {
    strips.close();
  }
}
