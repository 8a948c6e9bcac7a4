package skein.desktop.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import skein.desktop.engine.MemoryAmount;

/** Parses an amount of memory: 2G, 512M, 1.5GiB, 3000000000, 25%. */
final class MemoryConverter implements ITypeConverter<MemoryAmount> {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,6})?)\\s*(%|[kmgt]?(?:i?b)?)");

  @Override
  public MemoryAmount convert(String value) {
    Matcher m = FORM.matcher(value.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw wrong(value, "is not an amount of memory, such as 2G, 512M or 25%");
    }
    BigDecimal number = new BigDecimal(m.group(1));
    if (m.group(2).equals("%")) {
      double share = number.movePointLeft(2).doubleValue();
      if (!(share > 0 && share <= 1)) {
        throw wrong(value, "is not above 0% and up to 100%");
      }
      return new MemoryAmount(0, share);
    }
    int power = m.group(2).isEmpty() ? 0 : "bkmgt".indexOf(m.group(2).charAt(0));
    BigDecimal bytes = number.multiply(BigDecimal.valueOf(1L << (10 * Math.max(0, power))));
    if (bytes.compareTo(BigDecimal.valueOf(MemoryAmount.LEAST_BYTES)) < 0) {
      throw wrong(value, "is less than 1M, which blocks need to come and go");
    }
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw wrong(value, "is too much");
    }
    return new MemoryAmount(bytes.longValue(), 0);
  }

  private static TypeConversionException wrong(String value, String why) {
    return new TypeConversionException("'" + value + "' " + why);
  }
}
