package skein.systems;

import com.badlogic.ashley.core.ComponentMapper;
import skein.components.DensityComponent;
import skein.components.ExactComponent;
import skein.components.HoverComponent;
import skein.components.LevelComponent;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.components.SelectionComponent;
import skein.components.SeriesComponent;
import skein.components.ShareComponent;
import skein.components.StyleComponent;
import skein.components.ViewComponent;

/** Constant-time access to components. Stateless. */
public final class Mappers {
  public static final ComponentMapper<SeriesComponent> SERIES =
      ComponentMapper.getFor(SeriesComponent.class);
  public static final ComponentMapper<ViewComponent> VIEW =
      ComponentMapper.getFor(ViewComponent.class);
  public static final ComponentMapper<StyleComponent> STYLE =
      ComponentMapper.getFor(StyleComponent.class);
  public static final ComponentMapper<DensityComponent> DENSITY =
      ComponentMapper.getFor(DensityComponent.class);
  public static final ComponentMapper<HoverComponent> HOVER =
      ComponentMapper.getFor(HoverComponent.class);
  public static final ComponentMapper<LinesComponent> LINES =
      ComponentMapper.getFor(LinesComponent.class);
  public static final ComponentMapper<LineComponent> LINE =
      ComponentMapper.getFor(LineComponent.class);
  public static final ComponentMapper<ExactComponent> EXACT =
      ComponentMapper.getFor(ExactComponent.class);

  public static final ComponentMapper<LevelComponent> LEVEL =
      ComponentMapper.getFor(LevelComponent.class);

  public static final ComponentMapper<SelectionComponent> SELECTION =
      ComponentMapper.getFor(SelectionComponent.class);

  public static final ComponentMapper<ShareComponent> SHARE =
      ComponentMapper.getFor(ShareComponent.class);

  private Mappers() {}
}
