package skein.core.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Error bounds of the codec over random and extreme ranges. */
class BlockCodecTest {
  private static final long SEED = 20_261_121;

  @Test
  void shouldRoundUpByLessThanAStep() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int round = 0; round < 2_000; round++) {
      double a = anyDouble(random);
      double b = anyDouble(random);
      double lo = Math.min(a, b);
      double hi = Math.max(a, b);
      double step = BlockCodec.step(lo, hi, false);
      for (int i = 0; i < 50; i++) {
        double share = random.nextDouble();
        double v = Math.max(lo, Math.min(lo * (1 - share) + hi * share, hi));
        checkBounds(lo, hi, step, v, "seed=" + SEED + " round=" + round + " v=" + v);
      }
      checkBounds(lo, hi, step, lo, "lo, round=" + round);
      checkBounds(lo, hi, step, hi, "hi, round=" + round);
    }
  }

  private static void checkBounds(double lo, double hi, double step, double v, String what) {
    int code = BlockCodec.encode(v, lo, hi, step);
    double back = BlockCodec.decode(lo, step, code);
    double slack = 4 * Math.ulp(Math.max(Math.abs(lo), Math.abs(hi)));
    assertThat(code).as(what).isBetween(0, BlockCodec.MAX_CODE);
    assertThat(back / 2 - v / 2).as(what).isGreaterThanOrEqualTo(-slack);
    assertThat(back / 2 - v / 2).as(what).isLessThanOrEqualTo(step / 2 + slack);
    if (step > 0) {
      double q = BlockCodec.quotient(v, lo, step, BlockCodec.scale(lo, hi));
      double fine = BlockCodec.decode(lo, step, code, BlockCodec.residual(q, code));
      assertThat(Math.abs(fine / 2 - v / 2)).as(what).isLessThanOrEqualTo(step / 65_000 + slack);
    }
  }

  private static double anyDouble(SplittableRandom random) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextDouble() * 200 - 100;
      case 1 -> (random.nextDouble() * 2 - 1) * Double.MAX_VALUE;
      case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
      default -> 1e9 + random.nextDouble();
    };
  }

  @Test
  void shouldKeepWholeNumbersExactUpTo65536Values() {
    for (double lo : new double[] {0, -70_000, 1.7952192e15, -0x1p52}) {
      for (int span : new int[] {1, 7, 255, 65_535}) {
        double step = BlockCodec.step(lo, lo + span, true);
        assertThat(step).isEqualTo(1.0);
        for (int v = 0; v <= span; v++) {
          int code = BlockCodec.encode(lo + v, lo, lo + span, step);
          assertThat(BlockCodec.decode(lo, step, code)).isEqualTo(lo + v);
        }
      }
    }
    assertThat(BlockCodec.step(0, 65_536, true)).isEqualTo(2.0);
  }

  @Test
  void shouldHoldOnePlaceInStepZero() {
    for (double v : new double[] {0, -1.5, Double.MAX_VALUE, Double.MIN_VALUE}) {
      double step = BlockCodec.step(v, v, false);
      assertThat(step).isZero();
      assertThat(BlockCodec.decode(v, step, BlockCodec.encode(v, v, v, step))).isEqualTo(v);
    }
  }

  @Test
  void shouldHoldTheWidestAndTheNarrowestRange() {
    double max = Double.MAX_VALUE;
    double step = BlockCodec.step(-max, max, false);
    assertThat(step).isFinite();
    assertThat(BlockCodec.decode(-max, step, 0)).isEqualTo(-max);
    assertThat(BlockCodec.decode(-max, step, BlockCodec.encode(max, -max, max, step)))
        .isCloseTo(max, org.assertj.core.data.Percentage.withPercentage(1e-9));
    double tiny = BlockCodec.step(0, Double.MIN_VALUE, false);
    assertThat(tiny).isPositive();
    assertThat(BlockCodec.encode(Double.MIN_VALUE, 0, Double.MIN_VALUE, tiny)).isEqualTo(1);
  }
}
