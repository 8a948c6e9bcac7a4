package skein.desktop.tune;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import skein.components.FrameComponent;

/** What is made of measurements. */
class TuningTest {
  @Test
  void shouldTakeTheFasterOne() {
    assertThat(new Tuning("k", 1.2e9, 400e9, 8e9).prefersGpu()).isTrue();
    assertThat(new Tuning("k", 1.2e9, 0.5e9, 8e9).prefersGpu()).isFalse();
    assertThat(new Tuning("k", 1.2e9, Double.NaN, Double.NaN).prefersGpu()).isFalse();
    assertThat(new Tuning("k", 1.2e9, 400e9, 8e9).directRows()).isEqualTo(400_000_000);
  }

  @Test
  void shouldUploadWhatFitsIntoAFramesTimeForIt() {
    assertThat(new Tuning("k", 1e9, 1e9, 5e9).uploadBudget()).isEqualTo(20_000_000);
    assertThat(new Tuning("k", 1e9, 1e9, 1e6).uploadBudget()).isEqualTo(8L << 20);
    assertThat(new Tuning("k", 1e9, 1e9, 1e12).uploadBudget()).isEqualTo(64L << 20);
    assertThat(new Tuning("k", 1e9, Double.NaN, Double.NaN).uploadBudget())
        .isEqualTo(FrameComponent.USUAL_UPLOAD_BYTES);
  }
}
