package skein.core.govern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When memory is told of, who has to let go of how much, and when it comes back. */
class MemoryGovernorTest {
  private final AtomicLong used = new AtomicLong();
  private final AtomicInteger recovered = new AtomicInteger();
  private final List<Long> rooms = new ArrayList<>();
  private final AtomicInteger samples = new AtomicInteger();

  /** A cache that holds part of what is used. */
  private final class Cache implements Relief {
    private long held;

    Cache(long held) {
      this.held = held;
    }

    @Override
    public long relieve(long bytes) {
      long given = Math.min(bytes, held);
      held -= given;
      used.addAndGet(-given);
      return given;
    }

    @Override
    public void recover(long room) {
      recovered.incrementAndGet();
      rooms.add(room);
    }
  }

  @Test
  void shouldWarnAtFourFifthsAndEvictAt95Percent() {
    Cache first = new Cache(30);
    Cache second = new Cache(500);
    try (MemoryGovernor governor = new MemoryGovernor(samples::incrementAndGet)) {
      governor.watch(MemoryKind.PROCESS, 1_000, used::get, first, second);
      used.set(799);
      governor.sample();
      assertThat(governor.level()).isEqualTo(MemoryLevel.NORMAL);
      assertThat(recovered.get()).isEqualTo(2);
      assertThat(rooms).as("up to nine tenths").containsOnly(101L);
      used.set(800);
      governor.sample();
      assertThat(governor.level()).isEqualTo(MemoryLevel.WARNING);
      assertThat(governor.evictions()).isZero();
      assertThat(recovered.get()).as("below nine tenths").isEqualTo(4);
      used.set(949);
      governor.sample();
      assertThat(governor.level(MemoryKind.PROCESS)).isEqualTo(MemoryLevel.WARNING);
      used.set(950);
      governor.sample();
      assertThat(governor.level()).isEqualTo(MemoryLevel.EVICTING);
      assertThat(governor.used(MemoryKind.PROCESS)).isEqualTo(950);
      assertThat(used.get()).as("down to nine tenths").isEqualTo(900);
      assertThat(first.held).as("asked first").isZero();
      assertThat(second.held).isEqualTo(480);
      assertThat(governor.evictions()).isEqualTo(2);
      assertThat(governor.freedBytes()).isEqualTo(50);
      governor.sample();
      assertThat(governor.level()).isEqualTo(MemoryLevel.WARNING);
      assertThat(recovered.get()).as("not while memory is short").isEqualTo(4);
      assertThat(governor.peak(MemoryKind.PROCESS)).isEqualTo(950);
      assertThat(samples.get()).isEqualTo(5);
    }
  }

  @Test
  void shouldTakeTheHighestLevelOfAllKindsAndNoNewsOfAFullCache() {
    try (MemoryGovernor governor = new MemoryGovernor(() -> {})) {
      governor
          .watch(MemoryKind.MAPPED, 100, () -> 99)
          .watch(MemoryKind.GPU, 0, () -> 1L << 40)
          .watch(MemoryKind.HEAP, 100, () -> 10);
      governor.sample();
      assertThat(governor.level()).isEqualTo(MemoryLevel.NORMAL);
      governor.budget(MemoryKind.HEAP, 11);
      governor.sample();
      assertThat(governor.level()).isEqualTo(MemoryLevel.WARNING);
      assertThat(governor.watches(MemoryKind.DIRECT)).isFalse();
      assertThatThrownBy(() -> governor.budget(MemoryKind.DIRECT, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldMeasureOnItsOwnThread() throws InterruptedException {
    try (MemoryGovernor governor = new MemoryGovernor(samples::incrementAndGet)) {
      governor
          .watch(MemoryKind.PROCESS, Long.MAX_VALUE, MemoryUse::process)
          .watch(MemoryKind.HEAP, Runtime.getRuntime().maxMemory(), MemoryUse::heap)
          .watch(MemoryKind.DIRECT, Long.MAX_VALUE, MemoryUse::directBuffers)
          .start();
      while (samples.get() == 0) {
        Thread.sleep(1);
      }
      assertThat(governor.used(MemoryKind.PROCESS)).isGreaterThan(1 << 20);
      assertThat(governor.used(MemoryKind.HEAP)).isBetween(1L, Runtime.getRuntime().maxMemory());
    }
    int end = samples.get();
    assertThat(samples.get()).as("closed").isEqualTo(end);
  }
}
