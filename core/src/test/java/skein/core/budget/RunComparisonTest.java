package skein.core.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Runs that are alike are not called worse; runs that are slower are. */
class RunComparisonTest {
  @Test
  void shouldSeldomCallARunWorseThatIsNot() {
    int wrong = 0;
    for (long seed = 0; seed < 40; seed++) {
      RunComparison same = RunComparison.of(run(2 * seed, 1, 1), run(2 * seed + 1, 1, 1));
      assertThat(same.median().low()).isLessThanOrEqualTo(same.median().high());
      wrong += same.regressed() ? 1 : 0;
    }
    assertThat(wrong).isLessThanOrEqualTo(2);
  }

  @Test
  void shouldFindASlowerMedianAndASlowerTail() {
    double[] before = run(1, 1, 1);
    RunComparison slower = RunComparison.of(before, run(2, 1.25, 1));
    assertThat(slower.median().regressed()).isTrue();
    assertThat(slower.median().value()).isBetween(1.15, 1.35);
    RunComparison tail = RunComparison.of(before, run(3, 1, 3));
    assertThat(tail.p99().regressed()).isTrue();
    assertThat(tail.median().regressed()).isFalse();
    assertThat(RunComparison.of(before, run(4, 0.7, 1)).regressed()).isFalse();
    assertThat(RunComparison.of(before, run(4, 1.05, 1)).median().regressed()).isFalse();
  }

  @Test
  void shouldGiveTheSameAnswerAgain() {
    double[] before = run(5, 1, 1);
    double[] after = run(6, 1.1, 1);
    assertThat(RunComparison.of(before, after)).isEqualTo(RunComparison.of(before, after));
    double[] one = {8};
    assertThat(RunComparison.of(one, one).median()).isEqualTo(new RunComparison.Ratio(1, 1, 1));
  }

  /** Frame times that wander, with two in a hundred much longer. */
  private static double[] run(long seed, double scale, double tail) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] times = new double[1_500];
    double drift = 0;
    for (int i = 0; i < times.length; i++) {
      drift = 0.9 * drift + 0.1 * random.nextDouble(-1, 1);
      double spike = random.nextInt(50) == 0 ? 4 * tail : 0;
      times[i] = scale * (8 + drift + random.nextDouble()) + spike;
    }
    return times;
  }
}
