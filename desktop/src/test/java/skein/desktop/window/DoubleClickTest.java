package skein.desktop.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which pairs of presses are a double click, with times given. */
class DoubleClickTest {
  private static final long MS = 1_000_000;

  private final DoubleClick clicks = new DoubleClick();

  /** A frame that takes {@code millis} from {@code start}, after which another follows or not. */
  private long frame(long start, long millis, boolean another) {
    clicks.frameBegan(start * MS);
    clicks.frameEnded(another);
    return start + millis;
  }

  private boolean press(long at) {
    return clicks.press(100, 100, at * MS);
  }

  @Test
  void shouldTakeTwoQuickPressesOnce() {
    assertThat(press(0)).isFalse();
    assertThat(press(200)).isTrue();
    assertThat(press(300)).as("a third press begins anew").isFalse();
    assertThat(press(500)).isTrue();
  }

  @Test
  void shouldLeaveSlowOrDistantPressesApart() {
    assertThat(press(0)).isFalse();
    assertThat(press(301)).isFalse();
    assertThat(clicks.press(106, 100, 400 * MS)).isFalse();
    assertThat(clicks.press(103, 104, 500 * MS)).isTrue();
  }

  @Test
  void shouldNotCountADragAsAClick() {
    assertThat(press(0)).isFalse();
    clicks.drag(102, 102);
    assertThat(press(100)).as("a hand that trembles").isTrue();
    assertThat(press(1000)).isFalse();
    clicks.drag(120, 100);
    clicks.drag(100, 100);
    assertThat(press(1100)).isFalse();
  }

  @Test
  void shouldNotCountWhatASlowFrameHeldUp() {
    long end = frame(0, 10, true);
    assertThat(press(end)).isFalse();
    end = frame(end, 900, true);
    assertThat(press(end)).isTrue();
  }

  @Test
  void shouldNotCountSeveralSlowFrames() {
    assertThat(press(0)).isFalse();
    long end = frame(1, 400, true);
    end = frame(end, 400, true);
    end = frame(end, 400, true);
    assertThat(press(end)).isTrue();
  }

  @Test
  void shouldCountAnIdleWait() {
    assertThat(press(0)).isFalse();
    frame(1, 16, true);
    frame(17, 16, false);
    assertThat(press(900)).isFalse();
    frame(901, 16, true);
    frame(917, 16, false);
    assertThat(press(1100)).isTrue();
  }

  @Test
  void shouldCountFramesAtTheirRate() {
    assertThat(press(0)).isFalse();
    for (int at = 1; at < 310; at += 16) {
      frame(at, 16, true);
    }
    assertThat(press(311)).isFalse();
  }
}
