package skein.desktop.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses a number of rows: 1000000, 1_000_000, 1e6, 1M, 2.5M, 1G. */
final class RowsConverter implements ITypeConverter<Long> {
  private static final Pattern FORM =
      Pattern.compile("([0-9][0-9_]{0,24}(?:\\.[0-9]{1,12})?(?:[eE]\\+?[0-9]{1,2})?)([kKmMgGbB]?)");

  @Override
  public Long convert(String value) {
    Matcher m = FORM.matcher(value.strip());
    if (!m.matches()) {
      throw wrong(value, "is not a number of rows, such as 1e9, 1_000_000 or 20M");
    }
    int zeros =
        switch (m.group(2).toLowerCase(Locale.ROOT)) {
          case "" -> 0;
          case "k" -> 3;
          case "m" -> 6;
          default -> 9;
        };
    BigDecimal rows = new BigDecimal(m.group(1).replace("_", "")).scaleByPowerOfTen(zeros);
    if (rows.signum() <= 0 || rows.stripTrailingZeros().scale() > 0) {
      throw wrong(value, "is not a whole number of rows above 0");
    }
    if (rows.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw wrong(value, "is too many");
    }
    return rows.longValueExact();
  }

  private static TypeConversionException wrong(String value, String why) {
    return new TypeConversionException("'" + value + "' " + why);
  }
}
