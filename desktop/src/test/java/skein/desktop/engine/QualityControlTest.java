package skein.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import skein.core.measure.FrameRecorder;

/** How quality follows frame times that are given, not measured. */
class QualityControlTest {
  private static final long BUDGET = FrameRecorder.BUDGET_NANOS;
  private static final long LATE = BUDGET * 3 / 2;
  private static final long GOOD = BUDGET / 2;

  private final QualityControl quality = new QualityControl(BUDGET);

  private int feed(long nanos, int frames) {
    for (int i = 0; i < frames; i++) {
      quality.frame(nanos, 0);
    }
    return quality.step();
  }

  @Test
  void shouldReduceWithinASecondOfALateBurstAndRecover() {
    assertThat(feed(GOOD, 600)).isZero();
    assertThat(feed(LATE, QualityControl.LATE_FRAMES)).isEqualTo(1);
    assertThat(quality.share()).isLessThan(1);
    assertThat(feed(LATE, 57)).as("after a second").isEqualTo(QualityControl.STEPS);
    assertThat(quality.share()).isEqualTo(0.25);
    assertThat(quality.lodBias()).isEqualTo(2);
    assertThat(quality.overlayInterval()).isEqualTo(4);
    assertThat(quality.reductions()).isEqualTo(QualityControl.STEPS);
    int before = quality.step();
    for (int frames = 0; quality.step() > 0; frames++) {
      assertThat(frames).isLessThanOrEqualTo(QualityControl.STEPS * QualityControl.GOOD_FRAMES);
      quality.frame(GOOD, 0);
      assertThat(quality.step()).isBetween(before - 1, before);
      before = quality.step();
    }
    assertThat(quality.share()).isEqualTo(1);
    assertThat(quality.lodBias()).isZero();
    assertThat(quality.overlayInterval()).isEqualTo(1);
  }

  @Test
  void shouldLetSingleLateFramesPass() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 2_000; i++) {
      quality.frame(LATE, 0);
      feed(GOOD, QualityControl.WINDOW / 2 + random.nextInt(20));
      assertThat(quality.step()).as("seed 3, round %d", i).isZero();
    }
  }

  @Test
  void shouldStayWhereFramesJustFit() {
    feed(LATE, QualityControl.LATE_FRAMES);
    assertThat(feed(BUDGET * 95 / 100, 1_000)).as("no room to spare").isEqualTo(1);
    assertThat(feed(GOOD, QualityControl.GOOD_FRAMES - 1)).isEqualTo(1);
    assertThat(feed(GOOD, 1)).isZero();
  }

  @Test
  void shouldNotTakeTimeThatWasLeftForLackOfRoom() {
    feed(LATE, QualityControl.LATE_FRAMES);
    for (int i = 0; i < QualityControl.GOOD_FRAMES; i++) {
      quality.frame(BUDGET * 95 / 100, BUDGET / 3);
    }
    assertThat(quality.step()).isZero();
  }

  @Test
  void shouldWaitLongerForAStepThatIsLostAgainAtOnce() {
    feed(LATE, QualityControl.LATE_FRAMES);
    int wait = QualityControl.GOOD_FRAMES;
    for (int round = 0; round < 6; round++) {
      assertThat(feed(GOOD, wait - 1)).as("round %d", round).isEqualTo(1);
      assertThat(feed(GOOD, 1)).isZero();
      assertThat(feed(LATE, QualityControl.LATE_FRAMES)).isEqualTo(1);
      wait = Math.min(2 * wait, QualityControl.MOST_GOOD_FRAMES);
    }
    feed(GOOD, 3 * QualityControl.MOST_GOOD_FRAMES);
    feed(LATE, QualityControl.LATE_FRAMES);
    feed(GOOD, QualityControl.GOOD_FRAMES);
    assertThat(quality.step()).as("forgotten after a good while").isZero();
  }

  @Test
  void shouldNeverLeaveItsSteps() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 20_000; i++) {
      quality.frame(random.nextLong(2 * BUDGET), 0);
      assertThat(quality.step()).as("seed 11, frame %d", i).isBetween(0, QualityControl.STEPS);
    }
  }
}
