package skein.systems.draw;

import com.badlogic.ashley.core.Entity;
import com.badlogic.ashley.core.Family;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.components.DensityComponent;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.components.StyleComponent;
import skein.components.ViewComponent;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.SeriesOrigin;
import skein.core.colour.Normaliser;
import skein.core.colour.Palette;
import skein.core.colour.Palettes;
import skein.core.gpu.ColourDraw;
import skein.core.gpu.ColourPass;
import skein.core.gpu.GridPresenter;
import skein.core.lod.LevelWindow;
import skein.core.source.ColourMode;
import skein.systems.Mappers;
import skein.systems.StageSystem;

/**
 * Draws each view's density into the bound framebuffer: the newest finished grid moved to the
 * current window, and a count level or the overview where that grid does not reach.
 */
public final class DensityDrawSystem extends StageSystem {
  /** A level must be finer than a stale grid by more than rounding. */
  private static final double MARGIN = 0.999;

  private final FrameComponent frame;
  private final GridPresenter presenter;
  private final ColourPass pass;
  private final Palettes palettes;

  /** What is drawn now: each view fills it anew. */
  private final ColourDraw draw;

  private Palette categories;

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
    boolean filtered = (front == null ? s.brushes.filter() : front.spec().filter()).isActive();
    DensityGrid overview = d.overviewSlabs == null ? null : d.overview;
    if (overview != null && !isOfSameRows(overview, front, s)) {
      overview = null;
    }
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
    boolean levels = mode == ColourMode.COUNT && d.levelCellPixels > 0 && isOnBlocks(s, d);
    // Levels count all rows: behind filtered ones they would pass for them.
    levels &= !filtered;
    LevelWindow level = levels ? d.level : null;
    if (level != null && level.readable()) {
      lay(level, d, front, style, seconds);
    }
    pass.draw(draw);
  }

  /** True when an overview shows the rows that pass the same ranges as those of the front grid. */
  private static boolean isOfSameRows(
      DensityGrid overview, @Nullable DensityGrid front, SeriesComponent s) {
    ChannelFilter shown = front == null ? s.brushes.filter() : front.spec().filter();
    return overview.spec().filter().equals(shown);
  }

  /** False for a grid of exact rows, whose positions are offsets from an origin of their own. */
  private static boolean isOnBlocks(SeriesComponent s, DensityComponent d) {
    return d.frontSlabs == null || Objects.equals(d.frontOrigin, s.origin);
  }

  /** Puts a count level behind the exact grid, or in its place where it shows more. */
  private void lay(
      LevelWindow level,
      DensityComponent d,
      @Nullable DensityGrid front,
      StyleComponent style,
      float seconds) {
    if (!d.current) {
      draw.overview = presenter.present(level, categories);
    }
    if (front == null) {
      frame.busy |= d.normaliser.update(level.stats(), style.normalisation, seconds);
    } else if (!d.current && !isAsFine(front.spec(), level.spec())) {
      draw.front = null;
    }
  }

  /** False for a grid whose cells are larger than a level's, or so small that looks miss some. */
  private boolean isAsFine(GridSpec grid, GridSpec level) {
    double gridX = draw.cellsPerPixelX(grid);
    double gridY = draw.cellsPerPixelY(grid);
    boolean fine =
        gridX >= draw.cellsPerPixelX(level) * MARGIN
            && gridY >= draw.cellsPerPixelY(level) * MARGIN;
    double most = pass.mostCells();
    return fine && gridX <= most && gridY <= most;
  }

  private void choose(StyleComponent style, ColourMode mode) {
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
