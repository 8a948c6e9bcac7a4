package skein.systems.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MeanNumbersTest {
  @Test
  void shouldNameTheRoundestValueOfARange() {
    double[][] cases = {
      {8_700, 14_000, 10_000},
      {-3, 5, 0},
      {410.2, 431, 420},
      {0.031, 0.058, 0.05},
      {-720, -310, -500},
      {1_049.2, 1_051.7, 1_050}
    };
    for (double[] c : cases) {
      assertThat(MeanNumbers.roundest(c[0], c[1])).isCloseTo(c[2], within(1e-9));
    }
    assertThat(MeanNumbers.roundest(1_000_000.1, 1_000_000.2)).isNaN();
  }

  @Test
  void shouldStayInTheRange() {
    long seed = 20_261_121;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 10_000; i++) {
      double size = Math.pow(10, random.nextDouble(-6, 12));
      double lo = size * random.nextDouble(-1, 1);
      double hi = lo + size * random.nextDouble(0.01, 2);
      double round = MeanNumbers.roundest(lo, hi);
      assertThat(round).as("seed=%d i=%d %s..%s", seed, i, lo, hi).isBetween(lo, hi);
    }
  }
}
