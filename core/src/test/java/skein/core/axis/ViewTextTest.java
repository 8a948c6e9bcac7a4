package skein.core.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import skein.core.fault.SkeinException;

class ViewTextTest {
  private static final AxisType TIMESTAMP = new AxisType(AxisKind.TIMESTAMP, 1);
  private final AxisWindow x = new AxisWindow();
  private final AxisWindow y = new AxisWindow();

  private void parse(String text, AxisType xType) {
    ViewText.parse(
        text, xType, AxisScale.LINEAR, AxisType.REAL, AxisScale.LINEAR, ZoneOffset.UTC, x, y);
  }

  @Test
  void numbers() {
    parse("-1.5:2e3,0:10", AxisType.REAL);
    assertThat(x.sameAs(new AxisWindow(0, -1.5, 2000))).isTrue();
    assertThat(y.sameAs(new AxisWindow(0, 0, 10))).isTrue();
    parse("9007199254740993:9007199254740999,0:1", AxisType.INTEGER);
    assertThat(x.sameAs(new AxisWindow(9_007_199_254_740_993L, 0, 6))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2001-03-14:2001-03-15, 2001-03-14T00:00, 2001-03-15T00:00",
    "2001-03-14T08:12:2001-03-15T09:30, 2001-03-14T08:12, 2001-03-15T09:30",
    "2001-03-14T08:12:10:2001-03-15T09:30:20, 2001-03-14T08:12:10, 2001-03-15T09:30:20",
    "2001-03-14:2001-03-15T09:30, 2001-03-14T00:00, 2001-03-15T09:30",
    "2001-03-14T08:12:10:2001-03-15, 2001-03-14T08:12:10, 2001-03-15T00:00",
    "2001-03-14T08:12:10Z:2001-03-15T09:00:00Z, 2001-03-14T08:12:10, 2001-03-15T09:00:00",
    "2001:2002, 2001-01-01T00:00, 2002-01-01T00:00"
  })
  void timestampsHoldColonsToo(String range, LocalDateTime lo, LocalDateTime hi) {
    parse(range + ",0:1", TIMESTAMP);
    assertThat(x.base()).isEqualTo(lo.toEpochSecond(ZoneOffset.UTC));
    assertThat(x.base() + x.hi()).isEqualTo((double) hi.toEpochSecond(ZoneOffset.UTC));
  }

  @Test
  void timesOfDaySplitInTheMiddle() {
    parse("08:12:09:30,0:1", new AxisType(AxisKind.TIME_OF_DAY, 1));
    assertThat(x.base()).isEqualTo(8 * 3600 + 12 * 60);
    assertThat(x.hi()).isEqualTo(78 * 60.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1:2",
        "1:2,3",
        "1:2,3:4,5:6",
        "2:1,0:1",
        "1:1,0:1",
        "a:b,0:1",
        "1,2",
        ":,:",
        "nan:1,0:1"
      })
  void nonsenseIsRefused(String text) {
    assertThatThrownBy(() -> parse(text, AxisType.REAL))
        .isInstanceOfSatisfying(
            SkeinException.class, e -> assertThat(e.kind()).isEqualTo(SkeinException.Kind.USAGE));
  }
}
