package skein.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import skein.core.fault.SkeinException;

class TimeLimitTest {
  @Test
  void givesTheResultOfAStepInTime() {
    AutoCloseable opened = () -> {};
    assertThat(TimeLimit.within(30, "a.csv", () -> {}, () -> opened)).isSameAs(opened);
  }

  @Test
  void closesWhatIsOpenedTooLateAndSaysWhy() throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    AtomicBoolean cancelled = new AtomicBoolean();
    AutoCloseable opened = closed::countDown;
    assertThatThrownBy(
            () ->
                TimeLimit.within(
                    0,
                    "a.csv",
                    () -> cancelled.set(true),
                    () -> {
                      await(go);
                      return opened;
                    }))
        .isInstanceOf(SkeinException.class)
        .hasMessageContaining("a.csv");
    assertThat(cancelled).isTrue();
    go.countDown();
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void passesAFaultOfTheStepOn() {
    assertThatThrownBy(
            () ->
                TimeLimit.<AutoCloseable>within(
                    30,
                    "a.csv",
                    () -> {},
                    () -> {
                      throw SkeinException.input("a.csv", "the file is empty", "open another");
                    }))
        .hasMessageContaining("the file is empty");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
