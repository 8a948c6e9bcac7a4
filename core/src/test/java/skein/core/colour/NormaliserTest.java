package skein.core.colour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skein.core.aggregate.GridStats;

class NormaliserTest {
  private static GridStats stats(long seed, int cells, double spread) {
    SplittableRandom random = new SplittableRandom(seed);
    GridStats stats = new GridStats();
    stats.minCount = Long.MAX_VALUE;
    for (int i = 0; i < cells; i++) {
      int count = (int) Math.exp(random.nextDouble() * spread);
      stats.occupied++;
      stats.total += count;
      stats.maxCount = Math.max(stats.maxCount, count);
      stats.minCount = Math.min(stats.minCount, count);
      stats.histogram[GridStats.binOf(count)]++;
    }
    return stats;
  }

  @ParameterizedTest
  @EnumSource(Normalisation.class)
  void shouldRiseFromAVisiblePlaceToTheEnd(Normalisation normalisation) {
    for (double spread : new double[] {0, 1, 5, 12, 20}) {
      Normaliser normaliser = new Normaliser();
      GridStats stats = stats(1, 5_000, spread);
      normaliser.update(stats, normalisation, 0);
      assertThat(normaliser.positionOf(1)).isGreaterThanOrEqualTo(0.2);
      double before = 0;
      for (double count = 1; count <= stats.maxCount; count *= 1.1) {
        double place = normaliser.positionOf(count);
        assertThat(place).isBetween(before, 1.0);
        before = place;
      }
      if (stats.maxCount > 2) {
        assertThat(normaliser.positionOf(stats.maxCount)).isCloseTo(1, within(1e-3));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Normalisation.class)
  void shouldGoFromPlacesBackToCounts(Normalisation normalisation) {
    Normaliser normaliser = new Normaliser();
    normaliser.update(stats(2, 20_000, 9), normalisation, 0);
    for (double place = normaliser.positionOf(1); place < 1; place += 0.01) {
      double count = normaliser.valueAt(place);
      assertThat(count).isBetween(1.0, normaliser.topCount());
      assertThat(normaliser.positionOf(count)).isCloseTo(place, within(2e-3));
    }
    assertThat(normaliser.valueAt(0)).isEqualTo(1);
  }

  @Test
  void shouldBeStraightInLogAndLinear() {
    Normaliser normaliser = new Normaliser();
    GridStats stats = stats(3, 900, 8);
    normaliser.update(stats, Normalisation.LOG, 0);
    double first = normaliser.positionOf(1);
    double top = stats.maxCount;
    assertThat(normaliser.positionOf(Math.sqrt(top))).isCloseTo((1 + first) / 2, within(1e-3));
    normaliser.update(stats, Normalisation.LINEAR, 1e9);
    assertThat(normaliser.positionOf((1 + top) / 2)).isCloseTo((1 + first) / 2, within(1e-3));
  }

  @Test
  void shouldNotLetAFewCellsDarkenAllOthersWhenLinear() {
    GridStats stats = stats(4, 100_000, 3);
    stats.histogram[GridStats.binOf(1 << 30)]++;
    stats.occupied++;
    stats.maxCount = 1 << 30;
    Normaliser normaliser = new Normaliser();
    normaliser.update(stats, Normalisation.LINEAR, 0);
    assertThat(normaliser.topCount()).isLessThan(30);
    assertThat(normaliser.isClipped()).isTrue();
  }

  @Test
  void shouldMoveSmoothlyAndArrive() {
    Normaliser normaliser = new Normaliser();
    normaliser.update(stats(5, 1_000, 3), Normalisation.LOG, 0);
    double from = normaliser.positionOf(10);
    GridStats next = stats(6, 1_000, 12);
    assertThat(normaliser.update(next, Normalisation.LOG, 0.016)).isTrue();
    double afterOne = normaliser.positionOf(10);
    assertThat(Math.abs(afterOne - from)).isBetween(1e-4, 0.2);
    int frames = 1;
    while (normaliser.update(next, Normalisation.LOG, 0.016)) {
      assertThat(++frames).isLessThan(120);
    }
    Normaliser fresh = new Normaliser();
    fresh.update(next, Normalisation.LOG, 0);
    assertThat(normaliser.places()).isEqualTo(fresh.places());
    long revision = normaliser.revision();
    assertThat(normaliser.update(next, Normalisation.LOG, 0.016)).isFalse();
    assertThat(normaliser.revision()).isEqualTo(revision);
  }

  @Test
  void shouldPlaceMeansBetweenTheExtremes() {
    GridStats stats = stats(7, 100, 3);
    stats.minMean = 1_000;
    stats.maxMean = 3_000;
    Normaliser normaliser = new Normaliser();
    normaliser.update(stats, Normalisation.LOG, 0);
    assertThat(normaliser.positionOfMean(2_000)).isEqualTo(0.5);
    assertThat(normaliser.meanAt(0.25)).isEqualTo(1_500);
    assertThat(normaliser.positionOfMean(9_000)).isEqualTo(1);
  }
}
