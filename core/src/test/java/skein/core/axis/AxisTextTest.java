package skein.core.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skein.core.fault.SkeinException;

class AxisTextTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final AxisType TIMESTAMP = new AxisType(AxisKind.TIMESTAMP, 1_000_000);
  private static final AxisType INSTANT = new AxisType(AxisKind.INSTANT, 1_000_000_000);
  private static final AxisType TIME = new AxisType(AxisKind.TIME_OF_DAY, 1_000);

  private static AxisPosition parse(String text, AxisType type) {
    return AxisText.parse(text, type, AxisScale.LINEAR, BERLIN);
  }

  @Test
  void numbers() {
    assertThat(parse("1.5e6", AxisType.REAL)).isEqualTo(new AxisPosition(0, 1.5e6));
    assertThat(parse("\u22122.5", AxisType.REAL)).isEqualTo(new AxisPosition(0, -2.5));
    assertThat(parse(".5", AxisType.REAL)).isEqualTo(new AxisPosition(0, 0.5));
    assertThat(parse("9007199254740993", AxisType.INTEGER))
        .isEqualTo(new AxisPosition(9_007_199_254_740_993L, 0));
    assertThat(parse("-0.25", AxisType.INTEGER)).isEqualTo(new AxisPosition(-1, 0.75));
    assertThat(parse("1e19", AxisType.INTEGER).base()).isEqualTo(Long.MAX_VALUE);
    assertThat(AxisText.parse("1000", AxisType.REAL, AxisScale.LOG10, BERLIN))
        .isEqualTo(new AxisPosition(0, 3));
    assertThat(AxisText.parse("1e-320", AxisType.REAL, AxisScale.LOG10, BERLIN).offset())
        .isCloseTo(-320, org.assertj.core.data.Offset.offset(1e-3));
  }

  @Test
  void times() {
    long day = java.time.LocalDate.of(2001, 3, 14).toEpochDay();
    assertThat(parse("2001-03-14", AxisType.DATE)).isEqualTo(new AxisPosition(day, 0));
    assertThat(parse("2001-03-14T12", AxisType.DATE)).isEqualTo(new AxisPosition(day, 0.5));
    assertThat(parse("2001", AxisType.DATE).base())
        .isEqualTo(java.time.LocalDate.of(2001, 1, 1).toEpochDay());
    assertThat(parse("2001-03-14 08:12:33.25", TIMESTAMP).base())
        .isEqualTo(
            LocalDateTime.of(2001, 3, 14, 8, 12, 33).toEpochSecond(ZoneOffset.UTC) * 1_000_000
                + 250_000);
    long utc = LocalDateTime.of(2026, 3, 14, 8, 12, 33).toEpochSecond(ZoneOffset.UTC);
    assertThat(parse("2026-03-14T08:12:33.000000001Z", INSTANT).base())
        .isEqualTo(utc * 1_000_000_000 + 1);
    assertThat(parse("2026-03-14T09:12:33", INSTANT).base()).isEqualTo(utc * 1_000_000_000);
    assertThat(parse("2026-03-14T10:12:33+02:00", INSTANT).base()).isEqualTo(utc * 1_000_000_000);
    assertThat(parse("2026-03-14T04:12:33[America/New_York]", INSTANT).base())
        .isEqualTo(utc * 1_000_000_000);
    assertThat(parse("08:12", TIME).base()).isEqualTo((8 * 3600 + 12 * 60) * 1000L);
    assertThat(parse("86400000", TIME).base()).isEqualTo(86_400_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "abc",
        ".",
        "e5",
        "1,00",
        "2001-13-01",
        "2001-02-29",
        "2001-02-01T25:00",
        "2001-02-01Tx",
        "2001-02T08:00",
        "--5",
        "1e99999",
        "NaN",
        "2001-02-01T08:00 Mars/Phobos"
      })
  void nonsenseIsRefusedWithAReason(String text) {
    for (AxisType type : new AxisType[] {AxisType.REAL, AxisType.INTEGER, AxisType.DATE, INSTANT}) {
      assertThatThrownBy(() -> parse(text, type))
          .isInstanceOfSatisfying(
              SkeinException.class, e -> assertThat(e.kind()).isEqualTo(SkeinException.Kind.USAGE));
    }
  }

  @Test
  void aLogAxisRefusesZero() {
    assertThatThrownBy(() -> AxisText.parse("0", AxisType.REAL, AxisScale.LOG10, BERLIN))
        .hasMessageContaining("logarithmic");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    long seed = 7;
    Random random = new Random(seed);
    AxisFormat format = new AxisFormat();
    TextRun text = new TextRun();
    for (int i = 0; i < 20_000; i++) {
      double d = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(d)) {
        AxisFormat.exact(text.clear(), d);
        assertThat(parse(text.toString(), AxisType.REAL).offset())
            .as("%s i=%d", text, i)
            .isEqualTo(d);
      }
      long v = random.nextLong() >> random.nextInt(40);
      for (AxisKind kind : AxisKind.values()) {
        if (!kind.isLong()) {
          continue;
        }
        long units =
            kind.isTime() && kind != AxisKind.DATE ? (long) Math.pow(1000, random.nextInt(4)) : 0;
        AxisType type = new AxisType(kind, units);
        long value = bounded(v, type);
        format.exact(text.clear(), value, type, BERLIN, true);
        AxisPosition back = AxisText.parse(text.toString(), type, AxisScale.LINEAR, ZoneOffset.UTC);
        assertThat(back)
            .as("seed=%d i=%d %s %s", seed, i, type, text)
            .isEqualTo(new AxisPosition(value, 0));
      }
    }
  }

  /** Within the years -999,999 to 999,999 that the text form holds, and within a day. */
  private static long bounded(long v, AxisType type) {
    return switch (type.kind()) {
      case DATE -> v % 360_000_000L;
      case TIME_OF_DAY -> Math.floorMod(v, 86_400 * type.unitsPerSecond());
      case TIMESTAMP, INSTANT ->
          type.unitsPerSecond() < 1_000_000 ? v % (30_000_000_000_000L * type.unitsPerSecond()) : v;
      default -> v;
    };
  }

  @Test
  void countsAreShortAboveTenMillion() {
    assertThat(count(3_000_000)).isEqualTo("3,000,000");
    assertThat(count(9_999_999)).isEqualTo("9,999,999");
    assertThat(count(10_000_000)).isEqualTo("10.0\u2009M");
    assertThat(count(1_070_000_000)).isEqualTo("1.07\u2009B");
    assertThat(count(999_999_999)).isEqualTo("1.00\u2009B");
    assertThat(count(123_456_789)).isEqualTo("123\u2009M");
    assertThat(count(Long.MAX_VALUE)).isEqualTo("9.22\u2009e18");
  }

  private static String count(long value) {
    TextRun text = new TextRun();
    AxisFormat.count(text, value);
    return text.toString();
  }

  @Test
  void bytesAndShortDoubles() {
    TextRun text = new TextRun();
    AxisFormat.bytes(text, 1536);
    assertThat(text.toString()).isEqualTo("1.5\u2009KiB");
    AxisFormat.compact(text.clear(), 1234.5678);
    assertThat(text.toString()).isEqualTo("1235");
    AxisFormat.compact(text.clear(), -0.00123);
    assertThat(text.toString()).isEqualTo("\u22120.00123");
    AxisFormat.compact(text.clear(), 1e308);
    assertThat(text.toString()).isEqualTo("1e308");
  }

  @Test
  void thePointerIsReadToThePixel() {
    TextRun text = new TextRun();
    AxisFormat format = new AxisFormat();
    format.at(
        text, new AxisWindow(0, 0, 1), 1 / 3.0, AxisType.REAL, AxisScale.LINEAR, BERLIN, 1000);
    assertThat(text.toString()).isEqualTo("0.333");
    format.at(
        text.clear(),
        new AxisWindow(1L << 60, 0, 10),
        0.5,
        AxisType.INTEGER,
        AxisScale.LINEAR,
        BERLIN,
        1000);
    assertThat(text.toString()).isEqualTo("1,152,921,504,606,846,981");
  }
}
