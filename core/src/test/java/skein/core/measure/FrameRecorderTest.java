package skein.core.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameRecorderTest {
  @Test
  void percentilesAreThoseOfTheSortedWindow() {
    long seed = 11;
    Random random = new Random(seed);
    for (int n : new int[] {1, 2, 3, 17, 600}) {
      FrameRecorder recorder = new FrameRecorder(FrameRecorder.BUDGET_NANOS);
      long[] nanos = new long[n];
      for (int i = 0; i < n; i++) {
        nanos[i] = 1_000_000L + random.nextInt(i % 2 == 0 ? 5 : 20_000_000);
        recorder.record(nanos[i]);
      }
      Arrays.sort(nanos);
      for (double percent : new double[] {0.1, 50, 95, 99, 100}) {
        int index = Math.max(0, (int) Math.ceil(percent / 100 * n) - 1);
        assertThat(recorder.windowPercentile(percent))
            .as("seed=%d n=%d percent=%s", seed, n, percent)
            .isEqualTo(nanos[index] / 1e6);
      }
    }
  }

  @Test
  void aCopyStaysWhatItWas() {
    FrameRecorder recorder = new FrameRecorder(FrameRecorder.BUDGET_NANOS);
    recorder.record(4_000_000);
    recorder.record(20_000_000);
    FrameRecorder copy = recorder.copy();
    recorder.record(30_000_000);
    assertThat(copy.frames()).isEqualTo(2);
    assertThat(copy.lateFrames()).isEqualTo(1);
    assertThat(copy.windowPercentile(100)).isEqualTo(20);
    assertThat(copy.graphMillis()[2]).isZero();
  }
}
