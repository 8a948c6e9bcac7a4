package skein.desktop.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses {@code WxH}. */
final class SizeConverter implements ITypeConverter<Size> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,5})[xX\u00d7](\\d{1,5})");

  @Override
  public Size convert(String value) {
    Matcher m = FORM.matcher(value.strip());
    if (!m.matches()) {
      throw new TypeConversionException("'" + value + "' is not WIDTHxHEIGHT, such as 1280x720");
    }
    Size size = new Size(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)));
    if (size.width() < 1 || size.height() < 1 || size.width() > 16_384 || size.height() > 16_384) {
      throw new TypeConversionException("'" + value + "' is not between 1x1 and 16384x16384");
    }
    return size;
  }
}
