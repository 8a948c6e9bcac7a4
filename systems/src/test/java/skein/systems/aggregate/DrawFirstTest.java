package skein.systems.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Where the CPU draws, a view that moves is counted once its frame is drawn; one at rest before.
 */
class DrawFirstTest {
  private static final int BLOCKS = 40;
  private static final int ROWS = 2_000;
  private static final long AMPLE_NANOS = 100_000_000_000L;

  private final CountedView shown = new CountedView(BLOCKS, ROWS);

  @AfterEach
  void close() {
    shown.close();
  }

  private void frame() {
    shown.frame.aggregateDeadline = System.nanoTime() + AMPLE_NANOS;
    shown.engine.update(1 / 60f);
  }

  private void countOn() {
    long ample = System.nanoTime() + AMPLE_NANOS;
    shown.counting.goOn(ample, ample);
  }

  private void move() {
    shown.view.x.pan(0.01);
    shown.view.revision++;
  }

  private boolean isNewest() {
    double from = Objects.requireNonNull(shown.density.front).spec().loX();
    return shown.density.current && from == shown.view.x.loFrom(0);
  }

  @Test
  void aMovingViewIsCountedOnceItsFrameIsDrawn() {
    shown.frame.drawsFirst = true;
    frame();
    assertThat(isNewest()).as("nothing is shown yet").isTrue();
    for (int i = 0; i < 5; i++) {
      move();
      frame();
      assertThat(isNewest()).as("frame %d", i).isFalse();
      assertThat(shown.counting.waits()).isTrue();
      countOn();
      assertThat(shown.counting.waits()).isFalse();
    }
    double counted = shown.view.x.loFrom(0);
    move();
    frame();
    assertThat(Objects.requireNonNull(shown.density.front).spec().loX())
        .as("what was counted after the last frame shows in this one")
        .isEqualTo(counted);
    frame();
    assertThat(isNewest()).as("at rest").isTrue();
  }

  @Test
  void elsewhereItIsCountedBefore() {
    frame();
    for (int i = 0; i < 5; i++) {
      move();
      frame();
      assertThat(isNewest()).as("frame %d", i).isTrue();
      assertThat(shown.counting.waits()).isFalse();
    }
  }
}
