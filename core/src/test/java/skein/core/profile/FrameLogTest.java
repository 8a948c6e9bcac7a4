package skein.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;

/** The log keeps the last frames; the summary says what sorting them says. */
@ExtendWith(NoLeaks.class)
class FrameLogTest {
  @Test
  void shouldKeepTheLastFramesAndTakeLateAnswers(MemoryLedger ledger) {
    try (FrameLog log = new FrameLog(ledger, 10)) {
      for (int i = 0; i < 25; i++) {
        long frame = log.begin();
        log.set(frame, FrameField.CPU_BUSY, i * 100L);
        log.set(frame - 3, FrameField.GPU_BUSY, i);
      }
      assertThat(log.first()).isEqualTo(15);
      assertThat(log.get(14, FrameField.CPU_BUSY)).isEqualTo(FrameLog.UNKNOWN);
      assertThat(log.get(15, FrameField.CPU_BUSY)).isEqualTo(1_500);
      assertThat(log.get(21, FrameField.GPU_BUSY)).isEqualTo(24);
      assertThat(log.get(22, FrameField.GPU_BUSY)).isEqualTo(FrameLog.UNKNOWN);
      assertThat(log.get(24, FrameField.FRAME)).isEqualTo(24);
      assertThat(log.get(25, FrameField.FRAME)).isEqualTo(FrameLog.UNKNOWN);
    }
  }

  @Test
  void shouldSummariseAsSortingDoes(MemoryLedger ledger) {
    SplittableRandom random = new SplittableRandom(9);
    int frames = 3_000;
    long[] nanos = new long[frames];
    FrameSummary summary = new FrameSummary();
    try (FrameLog log = new FrameLog(ledger, frames)) {
      for (int i = 0; i < frames; i++) {
        nanos[i] = (long) (8e6 * Math.exp(random.nextDouble(-1, 1)));
        log.set(log.begin(), FrameField.CPU_BUSY, nanos[i]);
      }
      summary.read(log, FrameField.CPU_BUSY, 0, 900);
      assertThat(summary.count()).isEqualTo(900);
      assertThat(summary.onePercentLow()).isNaN();
      summary.read(log, FrameField.GPU_BUSY, 0, frames);
      assertThat(summary.count()).isZero();
      assertThat(summary.percentile(50)).isEqualTo(FrameLog.UNKNOWN);
      summary.read(log, FrameField.CPU_BUSY, 0, frames);
    }
    Arrays.sort(nanos);
    for (double p : new double[] {50, 90, 95, 99, 99.9}) {
      double expected = nanos[(int) Math.ceil(p / 100 * frames) - 1];
      assertThat((double) summary.percentile(p)).isCloseTo(expected, within(expected / 500));
    }
    assertThat(summary.onePercentLow()).isCloseTo(1e9 / nanos[2969], within(0.5));
    long limit = 16_666_667;
    long above = Arrays.stream(nanos).filter(n -> n > limit).count();
    assertThat((double) summary.above(limit)).isCloseTo(above, within(frames / 200.0));
  }
}
