package skein.core.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TicksTest {
  private static final TickSpace WIDE = new TickSpace(1000, 8, 60);
  private static final TickSpace TALL = new TickSpace(700, 0, 50);
  private static final AxisType NANOS = new AxisType(AxisKind.INSTANT, 1_000_000_000);
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private final Ticks ticks = new Ticks();

  private List<String> labels() {
    return java.util.stream.IntStream.range(0, ticks.count())
        .mapToObj(i -> ticks.label(i).toString())
        .toList();
  }

  private List<String> groups() {
    return java.util.stream.IntStream.range(0, ticks.groups())
        .mapToObj(i -> ticks.groupLabel(i).toString())
        .toList();
  }

  private void real(double lo, double hi) {
    ticks.update(new AxisWindow(0, lo, hi), AxisType.REAL, AxisScale.LINEAR, ZoneOffset.UTC, WIDE);
  }

  private void whole(long base, double lo, double hi) {
    ticks.update(
        new AxisWindow(base, lo, hi), AxisType.INTEGER, AxisScale.LINEAR, ZoneOffset.UTC, WIDE);
  }

  private void instants(Instant from, Instant to, ZoneId zone) {
    long a =
        Math.addExact(Math.multiplyExact(from.getEpochSecond(), 1_000_000_000L), from.getNano());
    double span =
        (to.getEpochSecond() - from.getEpochSecond()) * 1e9 + to.getNano() - from.getNano();
    ticks.update(new AxisWindow(a, 0, span), NANOS, AxisScale.LINEAR, zone, WIDE);
  }

  @Test
  void numbersStepByOneTwoFive() {
    real(0, 1);
    assertThat(labels())
        .containsExactly(
            "0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0");
    real(-30_000, 50_000);
    assertThat(labels()).contains("\u221220,000", "0", "50,000");
    real(0, 4e7);
    assertThat(labels()).contains("0", "20\u2009M", "40\u2009M");
    real(1e-9, 3e-9);
    assertThat(labels()).contains("1e\u22129", "1.2e\u22129");
  }

  @Test
  void longLeadingDigitsGoToATag() {
    real(850_000.001, 850_000.0013);
    assertThat(ticks.tag().toString()).startsWith("+850,000");
    assertThat(new HashSet<>(labels())).hasSize(ticks.count());
    whole(9_007_199_254_740_993L, -3, 3);
    assertThat(ticks.tag().toString()).isEqualTo("+9,007,199,254,740,990");
    assertThat(labels()).containsExactly("0", "1", "2", "3", "4", "5", "6");
    whole(Long.MAX_VALUE, -5, 0);
    assertThat(labels()).hasSize(6);
    assertThat(ticks.fraction(5)).isEqualTo(1.0);
  }

  @Test
  void centimetresOnAnEastingAreReadInFull() {
    real(850_000.01, 850_000.09);
    assertThat(ticks.tag().toString()).isEmpty();
    assertThat(labels()).contains("850,000.02", "850,000.06");
  }

  @Test
  void yearsMonthsDaysHours() {
    instants(
        Instant.parse("1990-06-01T00:00:00Z"),
        Instant.parse("2020-06-01T00:00:00Z"),
        ZoneOffset.UTC);
    assertThat(labels()).containsExactly("1995", "2000", "2005", "2010", "2015", "2020");
    instants(
        Instant.parse("2001-01-01T00:00:00Z"),
        Instant.parse("2001-12-01T00:00:00Z"),
        ZoneOffset.UTC);
    assertThat(labels()).startsWith("Jan", "Feb", "Mar");
    assertThat(groups()).containsExactly("2001");
    instants(
        Instant.parse("2001-03-14T08:00:00Z"),
        Instant.parse("2001-03-16T08:00:00Z"),
        ZoneOffset.UTC);
    assertThat(labels()).contains("12:00", "18:00", "00:00");
    assertThat(groups()).containsExactly("2001-03-14", "2001-03-15", "2001-03-16");
  }

  @Test
  void nanosecondsNow() {
    Instant t = Instant.parse("2026-03-14T08:12:33.250001234Z");
    instants(t, t.plusNanos(20), ZoneOffset.UTC);
    assertThat(groups()).containsExactly("2026-03-14 08:12:33");
    assertThat(labels()).contains(".250\u2009001\u2009240");
    assertThat(ticks.count()).isBetween(4, 12);
    for (int i = 0; i < ticks.count(); i++) {
      assertThat(ticks.fraction(i) * 20 % 1).isEqualTo(0.0);
    }
  }

  @Test
  void hoursFollowTheZoneAcrossAChange() {
    instants(Instant.parse("2026-03-28T20:30:00Z"), Instant.parse("2026-03-29T05:00:00Z"), BERLIN);
    assertThat(labels()).contains("01:00", "03:00").doesNotContain("02:00");
    instants(Instant.parse("2026-03-20T00:00:00Z"), Instant.parse("2026-04-05T00:00:00Z"), BERLIN);
    double day = 1.0 / 16;
    assertThat(labels()).contains("Mar 29");
    double before = ticks.fraction(labels().indexOf("Mar 27")) / day % 1;
    double after = ticks.fraction(labels().indexOf("Apr 3")) / day % 1;
    assertThat(before).isCloseTo(23.0 / 24, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(after).isCloseTo(22.0 / 24, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void logAxes() {
    ticks.update(new AxisWindow(0, 0, 6), AxisType.REAL, AxisScale.LOG10, ZoneOffset.UTC, WIDE);
    assertThat(labels()).containsExactly("1", "10", "100", "1000", "10,000", "100,000", "1\u2009M");
    assertThat(ticks.minors()).isEqualTo(48);
    ticks.update(new AxisWindow(0, 0, 2), AxisType.REAL, AxisScale.LOG10, ZoneOffset.UTC, WIDE);
    assertThat(labels()).containsExactly("1", "2", "5", "10", "20", "50", "100");
    ticks.update(new AxisWindow(0, 0.1, 0.3), AxisType.REAL, AxisScale.LOG10, ZoneOffset.UTC, WIDE);
    assertThat(labels()).contains("1.3", "1.5", "1.9");
  }

  @Test
  void anUnchangedWindowIsNotComputedAgain() {
    AxisWindow w = new AxisWindow(0, 0, 1);
    assertThat(ticks.update(w, AxisType.REAL, AxisScale.LINEAR, ZoneOffset.UTC, WIDE)).isTrue();
    assertThat(ticks.update(w, AxisType.REAL, AxisScale.LINEAR, ZoneOffset.UTC, WIDE)).isFalse();
    w.pan(0.1);
    assertThat(ticks.update(w, AxisType.REAL, AxisScale.LINEAR, ZoneOffset.UTC, WIDE)).isTrue();
  }

  @Test
  void extremesHoldTheRules() {
    for (double span : new double[] {1e-300, 1e-200, 1e-20, 1, 1e20, 1e200, 1e308}) {
      real(0, span);
      check("span " + span);
      assertThat(ticks.count()).as("span " + span).isGreaterThan(3);
      real(-span, span);
      check("both " + span);
      ticks.update(new AxisWindow(0, -span, span), AxisType.REAL, AxisScale.LOG10, BERLIN, WIDE);
      check("log " + span);
    }
    real(-Double.MAX_VALUE, Double.MAX_VALUE);
    check("all doubles");
    whole(0, -1e30, 1e30);
    check("beyond int64");
    real(1, Math.nextUp(1));
    check("one ulp");
    for (long units : new long[] {0, 1, 1_000, 1_000_000, 1_000_000_000}) {
      AxisType type = units == 0 ? AxisType.DATE : new AxisType(AxisKind.INSTANT, units);
      for (double span = 1; span < 1e25; span *= 7) {
        for (long base : new long[] {Long.MIN_VALUE, -1L << 55, 0, 1L << 55, Long.MAX_VALUE}) {
          ticks.update(new AxisWindow(base, -span, span), type, AxisScale.LINEAR, BERLIN, WIDE);
          check("units " + units + " base " + base + " span " + span);
        }
      }
    }
  }

  @Test
  void yearsOneAndBeforeChrist() {
    for (int year : new int[] {-5000, -44, 0, 1, 9999, 12_000}) {
      long day = LocalDate.of(year, 1, 1).toEpochDay();
      ticks.update(new AxisWindow(day, 0, 3 * 365), AxisType.DATE, AxisScale.LINEAR, BERLIN, WIDE);
      check("year " + year);
      assertThat(ticks.count()).isGreaterThan(3);
      ticks.update(new AxisWindow(day, 0, 40_000), AxisType.DATE, AxisScale.LINEAR, BERLIN, WIDE);
      check("century " + year);
      assertThat(ticks.count()).isGreaterThan(3);
    }
  }

  @Test
  void randomWindowsHoldTheRules() {
    long seed = 20_261_121;
    Random random = new Random(seed);
    List<ZoneId> zones =
        List.of(BERLIN, ZoneOffset.UTC, ZoneId.of("Asia/Kolkata"), ZoneId.of("America/New_York"));
    AxisKind[] kinds = AxisKind.values();
    for (int i = 0; i < 20_000; i++) {
      AxisKind kind = kinds[random.nextInt(kinds.length)];
      long units =
          kind.isTime() && kind != AxisKind.DATE ? (long) Math.pow(1000, random.nextInt(4)) : 0;
      boolean log = !kind.isTime() && random.nextInt(4) == 0;
      long base = kind.isLong() && !log ? random.nextLong() >> random.nextInt(60) : 0;
      double span =
          Math.pow(10, random.nextDouble() * (kind.isLong() ? 18 : 60) - (kind.isLong() ? 0 : 30));
      double lo = log ? random.nextDouble() * 40 - 20 : (random.nextDouble() - 0.5) * 3 * span;
      double hi = lo + (log ? random.nextDouble() * 10 + 1e-6 : span);
      TickSpace space = random.nextBoolean() ? WIDE : TALL;
      ticks.update(
          new AxisWindow(base, lo, hi),
          new AxisType(kind, units),
          log ? AxisScale.LOG10 : AxisScale.LINEAR,
          zones.get(random.nextInt(zones.size())),
          space);
      check(
          "seed=" + seed + " i=" + i + " " + kind + "/" + units + " " + base + "+" + lo + ".."
              + hi);
    }
  }

  private void check(String what) {
    Set<String> seen = new HashSet<>();
    int group = -1;
    for (int i = 0; i < ticks.count(); i++) {
      assertThat(ticks.fraction(i)).as(what).isBetween(0.0, 1.0);
      if (i > 0) {
        assertThat(ticks.fraction(i)).as(what).isGreaterThan(ticks.fraction(i - 1));
      }
      while (group + 1 < ticks.groups() && ticks.groupTick(group + 1) <= i) {
        group++;
      }
      if (ticks.groups() == 0) {
        assertThat(seen.add(ticks.label(i).toString())).as(what + " " + labels()).isTrue();
      }
      assertThat(ticks.label(i).length()).as(what).isPositive();
    }
    assertThat(ticks.count()).as(what).isLessThanOrEqualTo(40);
  }
}
