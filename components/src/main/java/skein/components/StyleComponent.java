package skein.components;

import com.badlogic.ashley.core.Component;
import java.time.ZoneId;
import java.time.ZoneOffset;
import skein.core.colour.Normalisation;

/** How a view is drawn. */
public final class StyleComponent implements Component {
  public Normalisation normalisation = Normalisation.LOG;

  /** A palette's id; empty means the theme's default. */
  public String palette = "";

  public boolean dark = true;

  /** Zone in which instants are shown. */
  public ZoneId zone = ZoneOffset.UTC;

  /** Grows by one with each change. */
  public long revision;
}
