package skein.systems.line;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import skein.components.FrameComponent;
import skein.components.HoverComponent;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.components.ViewComponent;
import skein.core.line.LineMapping;
import skein.core.line.LineSeries;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/** Finds the row of each visible line that is nearest along x to the pointer and to each cursor. */
public final class LineHoverSystem extends StageSystem {
  /** Rest of the pointer after which its read-out is shown in full. */
  public static final float REST_SECONDS = 0.3f;

  private final FrameComponent frame;
  private final LineMapping whole = new LineMapping();

  public LineHoverSystem(FrameComponent frame) {
    super(Family.all(ViewComponent.class, LinesComponent.class, HoverComponent.class).get());
    this.frame = frame;
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    LinesComponent lines = Mappers.LINES.get(entity);
    ViewComponent view = Mappers.VIEW.get(entity);
    if (!lines.active() || !view.valid) {
      return;
    }
    HoverComponent hover = Mappers.HOVER.get(entity);
    frame.busy |= hover.over && hover.restedSeconds < REST_SECONDS;
    float at = hover.over ? hover.px : hover.echoX;
    boolean shown = !Float.isNaN(at);
    for (int i = 0; i < lines.lines.size(); i++) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i));
      double hovered = at + 0.5 - view.plotX;
      boolean reads = shown && line.visible;
      line.hoverRow = reads ? nearest(line, line.shown(), line.mapping, hovered) : -1;
      for (int c = 0; c < lines.cursors.length; c++) {
        LinesComponent.Cursor cursor = lines.cursors[c];
        line.cursorRows[c] = -1;
        if (cursor.set && line.visible) {
          mark(line, view, c, place(view, cursor));
        }
      }
    }
  }

  /** Where a cursor lies in pixels from the left edge of the plot. */
  public static double place(ViewComponent view, LinesComponent.Cursor cursor) {
    double lo = view.x.loFrom(cursor.base);
    double hi = view.x.hiFrom(cursor.base);
    return (cursor.offset - lo) * (view.plotWidth / (hi - lo));
  }

  /** Exact rows reach a little beyond the view: a cursor farther off reads the series' own. */
  private void mark(LineComponent line, ViewComponent view, int cursor, double px) {
    boolean inView = px >= 0 && px <= view.plotWidth;
    LineSeries of = inView ? line.shown() : line.rows();
    LineMapping mapping = line.mapping;
    if (!inView) {
      mapping = whole;
      long base = of.origin().x();
      whole.set(view.plotWidth, 1, view.x.loFrom(base), view.x.hiFrom(base), 0, 1);
    }
    line.cursorSeries[cursor] = of;
    line.cursorRows[cursor] = nearest(line, of, mapping, px);
  }

  private static long nearest(
      LineComponent line, LineSeries series, LineMapping mapping, double px) {
    if (series.rows() == 0) {
      return -1;
    }
    boolean drawn = series == line.shown() && line.columns.width() > 0;
    long guess = drawn ? line.columns.start(0) : 0;
    long next = series.firstFrom(0, guess, mapping, px);
    if (next == 0) {
      return 0;
    }
    if (next == series.rows()) {
      return next - 1;
    }
    double before = px - mapping.px(series.x(next - 1));
    double after = mapping.px(series.x(next)) - px;
    return before <= after ? next - 1 : next;
  }
}
