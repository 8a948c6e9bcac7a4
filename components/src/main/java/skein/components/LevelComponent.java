package skein.components;

import com.badlogic.ashley.core.Component;
import skein.core.lod.CountPyramid;

/** One level of a series' count pyramid: an entity of its own. */
public final class LevelComponent implements Component {
  public final CountPyramid pyramid;

  /** 0 is the finest. */
  public final int level;

  /** Size of a cell in units of the axes. */
  public final double cellX;

  public final double cellY;

  /** Views that show this level in this frame. */
  public int views;

  public LevelComponent(CountPyramid pyramid, int level) {
    this.pyramid = pyramid;
    this.level = level;
    this.cellX = (pyramid.hiX() - pyramid.loX()) / pyramid.side(level);
    this.cellY = (pyramid.hiY() - pyramid.loY()) / pyramid.side(level);
  }
}
