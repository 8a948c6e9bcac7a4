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

  private static GridStats means(long seed, int cells, double lo, double hi, double skew) {
    SplittableRandom random = new SplittableRandom(seed);
    GridStats stats = stats(seed, cells, 3);
    stats.minMean = hi;
    stats.maxMean = lo;
    for (int i = 0; i < cells; i++) {
      float mean = (float) (lo + (hi - lo) * Math.pow(random.nextDouble(), skew));
      stats.minMean = Math.min(stats.minMean, mean);
      stats.maxMean = Math.max(stats.maxMean, mean);
      stats.meanHistogram[GridStats.meanBinOf(mean)]++;
    }
    return stats;
  }

  @Test
  void shouldBinMeansSoThatEdgesAndBinsAgree() {
    for (int bin = 0; bin < GridStats.MEAN_BINS; bin++) {
      float from = GridStats.meanEdge(bin);
      float to = GridStats.meanEdge(bin + 1);
      assertThat(to).isGreaterThan(from);
      assertThat(GridStats.meanBinOf(from)).isEqualTo(bin);
      assertThat(GridStats.meanBinOf(Math.nextDown(to))).isEqualTo(bin);
    }
    assertThat(GridStats.meanEdge(0)).isEqualTo(1);
    assertThat(GridStats.meanBinOf(65_535)).isEqualTo(GridStats.MEAN_BINS - 1);
  }

  @Test
  void shouldPlaceFewMeansBetweenTheExtremesWhenLinear() {
    GridStats stats = stats(7, 100, 3);
    stats.minMean = 1_000;
    stats.maxMean = 3_000;
    Normaliser normaliser = new Normaliser();
    normaliser.update(stats, Normalisation.LINEAR, 0);
    assertThat(normaliser.positionOfMean(1_000)).isCloseTo(0, within(1e-6));
    assertThat(normaliser.positionOfMean(2_000)).isCloseTo(0.5, within(1e-6));
    assertThat(normaliser.positionOfMean(9_000)).isEqualTo(1);
    assertThat(normaliser.meanAt(0.25)).isCloseTo(1_500, within(1e-2));
    assertThat(normaliser.isMeanClippedBelow()).isFalse();
    assertThat(normaliser.isMeanClippedAbove()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Normalisation.class)
  void shouldGoFromPlacesBackToMeans(Normalisation normalisation) {
    double[][] ranges = {{1, 65_535, 9}, {1, 65_535, 1}, {40_000, 40_900, 1}, {50_000, 50_040, 1}};
    for (double[] range : ranges) {
      GridStats stats = means(8, 5_000, range[0], range[1], range[2]);
      Normaliser normaliser = new Normaliser();
      normaliser.update(stats, normalisation, 0);
      double before = 0;
      for (double place = 0; place <= 1; place += 0.01) {
        double mean = normaliser.meanAt(place);
        String what = normalisation + " " + range[0] + " place " + place + " mean " + mean;
        assertThat(mean).as(what).isBetween(Math.max(before, stats.minMean), stats.maxMean);
        boolean gap = normalisation == Normalisation.EQUALISED;
        assertThat(normaliser.positionOfMean(mean))
            .as(what)
            .isCloseTo(place, within(gap ? 0.1 : 2e-3));
        before = mean;
      }
    }
  }

  @Test
  void shouldSpreadSkewedMeansOverThePalette() {
    GridStats stats = means(9, 20_000, 1, 65_535, 9);
    Normaliser normaliser = new Normaliser();
    for (Normalisation by : Normalisation.values()) {
      normaliser.update(stats, by, 1e9);
      double middle = normaliser.positionOfMean(1 + 65_534 * Math.pow(0.5, 9));
      assertThat(middle).as("%s", by).isBetween(by == Normalisation.LINEAR ? 0.0 : 0.3, 0.6);
    }
    normaliser.update(stats, Normalisation.EQUALISED, 1e9);
    double lowest = Math.pow((GridStats.meanEdge(1) - 1) / 65_534, 1 / 9.0);
    for (double share = 0.3; share < 1; share += 0.1) {
      double mean = 1 + 65_534 * Math.pow(share, 9);
      double expected = (share - lowest) / (1 - lowest);
      assertThat(normaliser.positionOfMean(mean)).isCloseTo(expected, within(0.05));
    }
  }

  @Test
  void shouldNotSqueezeEvenMeansByTheirLog() {
    GridStats stats = means(13, 20_000, 10_000, 60_000, 1);
    stats.minMean = 1;
    stats.meanHistogram[0]++;
    Normaliser normaliser = new Normaliser();
    normaliser.update(stats, Normalisation.LOG, 0);
    assertThat(normaliser.positionOfMean(35_000)).isBetween(0.5, 0.85);
    assertThat(normaliser.positionOfMean(15_000)).isBetween(0.1, 0.5);
    assertThat(normaliser.isMeanClippedBelow()).isTrue();
  }

  @Test
  void shouldNotLetAFewMeansDarkenAllOthersWhenLinear() {
    GridStats stats = means(10, 20_000, 30_000, 31_000, 1);
    stats.minMean = 1;
    stats.maxMean = 65_535;
    stats.meanHistogram[0] += 20;
    stats.meanHistogram[GridStats.MEAN_BINS - 1] += 20;
    Normaliser normaliser = new Normaliser();
    normaliser.update(stats, Normalisation.LINEAR, 0);
    assertThat(normaliser.meanAt(0)).isBetween(29_900.0, 30_100.0);
    assertThat(normaliser.meanAt(1)).isBetween(30_900.0, 31_100.0);
    assertThat(normaliser.positionOfMean(30_500)).isCloseTo(0.5, within(0.05));
    assertThat(normaliser.isMeanClippedBelow()).isTrue();
    assertThat(normaliser.isMeanClippedAbove()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Normalisation.class)
  void shouldMoveMeansSmoothlyAndArrive(Normalisation normalisation) {
    Normaliser normaliser = new Normaliser();
    normaliser.update(means(11, 2_000, 1, 65_535, 9), normalisation, 0);
    GridStats next = means(12, 2_000, 20_000, 30_000, 1);
    int frames = 1;
    while (normaliser.update(next, normalisation, 0.016)) {
      assertThat(++frames).isLessThan(150);
    }
    assertThat(frames).isGreaterThan(5);
    Normaliser fresh = new Normaliser();
    fresh.update(next, normalisation, 0);
    assertThat(normaliser.meanPlaces()).isEqualTo(fresh.meanPlaces());
  }
}
