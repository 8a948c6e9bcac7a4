package skein.desktop.cli;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import skein.core.colour.Normalisation;
import skein.core.colour.Palettes;
import skein.core.fault.SkeinException;
import skein.desktop.engine.Look;

/** Options that say how a plot looks. */
final class LookOptions {
  /** Themes. */
  enum Theme {
    DARK,
    LIGHT
  }

  @Option(names = "--theme", paramLabel = "THEME", description = "dark (default) or light.")
  Theme theme = Theme.DARK;

  @Option(
      names = "--palette",
      paramLabel = "NAME",
      description = "viridis, magma, inferno, cividis and others; see an unknown one's error.")
  String palette = "";

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      description = "linear, log (default) or equalised.")
  Normalisation scale = Normalisation.LOG;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      converter = ZoneConverter.class,
      description = "IANA time zone of instants, such as Europe/Berlin; UTC by default.")
  ZoneId zone = ZoneOffset.UTC;

  Look look() {
    List<String> known = new Palettes().ids();
    if (!palette.isEmpty() && !known.contains(palette)) {
      throw SkeinException.usage(
          "--palette", "'" + palette + "' is unknown", "use one of " + String.join(", ", known));
    }
    return new Look(theme == Theme.DARK, palette, scale, zone);
  }

  /** Parses a zone id. */
  static final class ZoneConverter implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String value) {
      try {
        return ZoneId.of(value);
      } catch (java.time.DateTimeException e) {
        throw new TypeConversionException("'" + value + "' is not an IANA time zone");
      }
    }
  }
}
