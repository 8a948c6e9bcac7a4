package skein.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import skein.core.axis.AxisKind;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.channel.ChannelRequest.Edges;
import skein.core.fault.SkeinException;
import skein.core.query.AxisSql;

/** Borders cover the column's range, in order, and are numbers that people write. */
class ChannelTest {
  private static AxisSql axis(String sqlType, AxisType type) {
    return new AxisSql("c", sqlType, type, AxisScale.LINEAR);
  }

  @Test
  void shouldCoverAnyRangeOfDoubles() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 300; i++) {
      double a = Math.scalb(random.nextDouble() - 0.5, random.nextInt(-1000, 1023));
      double b = i % 3 == 0 ? a * (1 + random.nextDouble() * 1e-9) : a * random.nextDouble(-3, 3);
      double bounded = Math.clamp(b, -Double.MAX_VALUE, Double.MAX_VALUE);
      double lo = i == 0 ? -Double.MAX_VALUE : Math.min(a, bounded);
      double hi = i == 0 ? Double.MAX_VALUE : Math.max(a, bounded);
      Channel channel = Channel.real(axis("DOUBLE", AxisType.REAL), lo, hi);
      String what = "seed=5 i=" + i + " " + lo + ".." + hi;
      int places = channel.places();
      assertThat(places).as(what).isBetween(1, Channel.MOST_PLACES);
      assertThat(channel.bins()).as(what).isBetween(1, 255);
      assertThat(channel.base() + places - 1).as(what).isLessThanOrEqualTo(65_535);
      assertThat(channel.real(0)).as(what).isLessThanOrEqualTo(lo);
      assertThat(channel.real(places)).as(what).isGreaterThan(hi);
      for (int k = 0; k < places; k++) {
        assertThat(channel.real(k + 1)).as(what).isGreaterThan(channel.real(k));
      }
    }
  }

  @Test
  void shouldPutBordersAtRoundNumbers() {
    Channel fare = Channel.real(axis("DOUBLE", AxisType.REAL), 2.5, 500.0);
    assertThat(fare.step()).isEqualTo(0.01, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(fare.real(fare.place(5.17))).isEqualTo(5.17);
    assertThat(fare.predicate(new CodeRange(fare.place(5.17), fare.place(20.0))))
        .contains("'5.17'")
        .contains("'20.01'");
    AxisType micros = new AxisType(AxisKind.TIMESTAMP, 1_000_000);
    Channel year =
        Channel.whole(axis("TIMESTAMP", micros), 1_704_067_200_000_000L, 1_735_689_599_999_999L);
    assertThat(year.whole(1) - year.whole(0)).isEqualTo(600_000_000L);
    Channel small = Channel.whole(axis("INTEGER", AxisType.INTEGER), -3, 96);
    assertThat(small.places()).isEqualTo(100);
    assertThat(small.shift()).isZero();
    assertThat(small.predicate(new CodeRange(0, 4))).contains("'-3'").contains("'1'");
  }

  @Test
  void shouldHoldTheWholeOfInt64() {
    Channel all =
        Channel.whole(
            axis("BIGINT", AxisType.INTEGER), Long.MIN_VALUE + 1, Long.MAX_VALUE - 1, -7, 7);
    assertThat(all.whole(0)).isLessThanOrEqualTo(Long.MIN_VALUE + 1);
    assertThat(all.whole(all.places())).isEqualTo(Long.MAX_VALUE);
    CodeRange range = all.range(new Edges("-7", "7"), ZoneOffset.UTC);
    assertThat(all.whole(range.from())).isEqualTo(-7);
    assertThat(all.whole(range.to() + 1)).isEqualTo(8);
  }

  @Test
  void shouldKeepEdgesAskedForExactly() {
    SplittableRandom random = new SplittableRandom(9);
    for (int i = 0; i < 200; i++) {
      double lo = random.nextDouble(-1e3, 1e3);
      double hi = lo + random.nextDouble(1e-3, 1e4);
      double from = lo + (hi - lo) * random.nextDouble() * 0.5;
      double to = from + (hi - from) * random.nextDouble();
      Channel channel = Channel.real(axis("DOUBLE", AxisType.REAL), lo, hi, from, to);
      CodeRange range =
          channel.range(new Edges(Double.toString(from), Double.toString(to)), ZoneOffset.UTC);
      assertThat(channel.real(range.from())).as("seed=9 i=%d", i).isEqualTo(from);
      assertThat(channel.real(range.to() + 1)).as("seed=9 i=%d", i).isEqualTo(Math.nextUp(to));
    }
  }

  @Test
  void shouldChooseCategories() {
    Channel channel = Channel.text(axis("VARCHAR", AxisType.INTEGER), List.of("a", "b'", "c"));
    assertThat(channel.predicate(new CodeRange(0, 2, 0b0100)))
        .isEqualTo("(CAST(\"c\" AS VARCHAR) IN ('b'''))");
    assertThat(channel.predicate(new CodeRange(0, 2, 0b0001))).isEqualTo("(\"c\" IS NULL)");
    assertThat(channel.range(new Edges("b'", "c"), ZoneOffset.UTC).mask()).isEqualTo(0b1100);
  }

  @Test
  void shouldRefuseEmptyRanges() {
    Channel channel = Channel.whole(axis("INTEGER", AxisType.INTEGER), 0, 9);
    assertThatThrownBy(() -> channel.range(new Edges("5", "3"), ZoneOffset.UTC))
        .isInstanceOf(SkeinException.class);
    assertThatThrownBy(() -> channel.range(new Edges("20", "30"), ZoneOffset.UTC))
        .isInstanceOf(SkeinException.class);
  }
}
