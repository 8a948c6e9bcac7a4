package skein.systems.draw;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import com.badlogic.ashley.systems.IteratingSystem;
import skein.components.DensityComponent;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.components.StyleComponent;
import skein.components.ViewComponent;
import skein.core.aggregate.DensityGrid;
import skein.core.block.SeriesOrigin;
import skein.core.colour.Normaliser;
import skein.core.colour.Palette;
import skein.core.colour.Palettes;
import skein.core.gpu.ColourDraw;
import skein.core.gpu.ColourPass;
import skein.core.gpu.GridPresenter;
import skein.core.source.ColourMode;
import skein.systems.Mappers;

/**
 * Draws each view's density into the bound framebuffer: the newest finished grid moved to the
 * current window, and the overview where that grid does not reach.
 */
public final class DensityDrawSystem extends IteratingSystem {
  private final FrameComponent frame;
  private final GridPresenter presenter;
  private final ColourPass pass;
  private final Palettes palettes;
  private final ColourDraw draw;
  private Palette categories;
  private long styleRevision = -1;
  private ColourMode styledMode = ColourMode.COUNT;

  public DensityDrawSystem(
      FrameComponent frame, GridPresenter presenter, ColourPass pass, Palettes palettes) {
    super(
        Family.all(
                SeriesComponent.class,
                ViewComponent.class,
                DensityComponent.class,
                StyleComponent.class)
            .get());
    this.frame = frame;
    this.presenter = presenter;
    this.pass = pass;
    this.palettes = palettes;
    this.categories = palettes.choose(Palettes.CATEGORICAL, ColourMode.CATEGORY, true);
    this.draw = new ColourDraw(categories, new Normaliser());
  }

  @Override
  protected void processEntity(Entity entity, float deltaTime) {
    draw(
        Mappers.SERIES.get(entity),
        Mappers.VIEW.get(entity),
        Mappers.DENSITY.get(entity),
        Mappers.STYLE.get(entity),
        deltaTime);
  }

  private void draw(
      SeriesComponent s, ViewComponent v, DensityComponent d, StyleComponent style, float seconds) {
    DensityGrid front = d.frontSlabs == null ? null : d.front;
    DensityGrid overview = d.overviewSlabs == null ? null : d.overview;
    ColourMode mode = front == null ? ColourMode.COUNT : front.spec().mode();
    choose(style, mode);
    draw.front = front == null ? null : presenter.present(front, categories);
    draw.overview =
        overview == null
            ? null
            : overview.complete()
                ? presenter.present(overview, categories)
                : presenter.presented(overview);
    if (front != null && front.statsReady()) {
      frame.busy |= d.normaliser.update(front.stats(), style.normalisation, seconds);
    }
    draw.normaliser = d.normaliser;
    place(s, v, d);
    pass.draw(draw);
  }

  private void choose(StyleComponent style, ColourMode mode) {
    if (styleRevision == style.revision && styledMode == mode) {
      return;
    }
    styleRevision = style.revision;
    styledMode = mode;
    categories = palettes.choose(Palettes.CATEGORICAL, ColourMode.CATEGORY, style.dark);
    draw.palette = palettes.choose(style.palette, mode, style.dark);
    draw.ground = style.dark ? Palettes.GROUND_DARK : Palettes.GROUND_LIGHT;
  }

  private void place(SeriesComponent s, ViewComponent v, DensityComponent d) {
    draw.x = v.plotX;
    draw.y = v.plotY;
    draw.width = v.plotWidth;
    draw.height = v.plotHeight;
    draw.framebufferHeight = frame.height;
    SeriesOrigin origin = draw.front == null ? s.origin : d.frontOrigin;
    if (origin == null) {
      return;
    }
    if (!origin.equals(s.origin)) {
      draw.overview = null;
    }
    draw.loX = v.x.loFrom(origin.x());
    draw.hiX = v.x.hiFrom(origin.x());
    draw.loY = v.y.loFrom(origin.y());
    draw.hiY = v.y.hiFrom(origin.y());
  }
}
