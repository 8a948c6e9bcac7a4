package skein.desktop.engine;

import java.time.ZoneId;
import java.time.ZoneOffset;
import skein.core.colour.Normalisation;

/**
 * How a plot looks at the start.
 *
 * @param dark dark theme, else light
 * @param palette a palette's id, empty for the theme's default
 * @param normalisation how counts become colours
 * @param zone zone of instants
 */
public record Look(boolean dark, String palette, Normalisation normalisation, ZoneId zone) {
  public static final Look DEFAULT = new Look(true, "", Normalisation.LOG, ZoneOffset.UTC);
}
