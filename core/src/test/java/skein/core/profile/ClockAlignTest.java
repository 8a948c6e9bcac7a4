package skein.core.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two simulated clocks that drift apart, seen only through queues that delay each stamp. */
class ClockAlignTest {
  private static final long FRAME = 16_666_667;

  @ParameterizedTest
  @ValueSource(doubles = {0, 3e-6, -40e-6, 120e-6})
  void shouldStayWithinFiftyMicrosecondsForTenMinutes(double drift) {
    SplittableRandom random = new SplittableRandom(11);
    ClockAlign align = new ClockAlign();
    long origin = 1_234_567_890_123L;
    long lead = 987_654_321_000L;
    long worst = 0;
    for (int frame = 0; frame < 36_000; frame++) {
      long asked = origin + frame * FRAME + random.nextInt(100_000);
      boolean jammed = frame / 300 % 4 == 3;
      double wait = -Math.log(1 - random.nextDouble()) * (jammed ? 4e6 : 15e3) + 4_000;
      long run = asked + (long) wait;
      long stamp = run + lead + (long) (drift * (run - origin));
      align.add(asked, stamp);
      if (frame > 600) {
        worst = Math.max(worst, Math.abs(align.toCpu(stamp) - run));
      }
    }
    assertThat(worst).isLessThan(50_000);
    assertThat(Math.abs(align.drift() - drift)).isLessThan(2e-6);
  }

  @Test
  void shouldGiveTheTimeOfItsOnlyStamp() {
    ClockAlign align = new ClockAlign();
    assertThat(align.known()).isFalse();
    align.add(1_000, 500_000);
    assertThat(align.known()).isTrue();
    assertThat(align.toCpu(500_000)).isEqualTo(1_000);
    assertThat(align.toCpu(500_700)).isEqualTo(1_700);
  }
}
