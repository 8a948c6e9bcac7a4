package skein.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import skein.core.budget.BudgetWatch;
import skein.core.budget.Budgets;
import skein.core.profile.FrameField;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.Look;
import skein.desktop.engine.Visualizer;

/** The time from an event to its picture is known only once the picture was handed over. */
class InputLatencyTest {
  private static final long WAITED_NANOS = 80_000_000;

  @Test
  void shouldHoldLatencyAgainstItsLimitWhenThePictureIsHandedOver() {
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU)) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      BudgetWatch watch = v.book().limits().watch();
      int place = watch.place(Budgets.INPUT_LATENCY);
      frame(session, v);
      assertThat(watch.count(place)).as("without an event").isZero();
      v.input().firstEventNanos = System.nanoTime() - WAITED_NANOS;
      frame(session, v);
      assertThat(watch.count(place)).isEqualTo(1);
      assertThat(watch.worst(place)).isGreaterThanOrEqualTo(WAITED_NANOS / 1e6);
      long last = v.book().log().next() - 1;
      assertThat(v.book().log().get(last, FrameField.INPUT_LATENCY))
          .isGreaterThanOrEqualTo(WAITED_NANOS);
      frame(session, v);
      assertThat(watch.count(place)).as("the next frame has no event").isEqualTo(1);
    }
  }

  private static void frame(HeadlessSession session, Visualizer v) {
    session.target(64, 48);
    v.update(1 / 60f, 64, 48, 1);
    v.endFrame();
    v.book().presented(System.nanoTime());
  }
}
