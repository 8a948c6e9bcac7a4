package skein.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import skein.core.block.BlockSlab;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;

/** Who owns a slab when. */
@ExtendWith(NoLeaks.class)
@Timeout(240)
class SlabQueueTest {
  private static final long LIMIT_NANOS = 120_000_000_000L;

  private static BlockSlab slab(MemoryLedger ledger, int rows) {
    HostBuffer coords = new HostBuffer(ledger, "block.coords", rows * 4L);
    return new BlockSlab(new int[] {0}, new int[] {rows}, new double[6], coords, null);
  }

  @Test
  void shouldRefuseWhenFullAndLeaveTheSlabWithTheProducer(MemoryLedger ledger) {
    try (SlabQueue queue = new SlabQueue(4);
        BlockSlab extra = slab(ledger, 8)) {
      for (int i = 0; i < queue.capacity(); i++) {
        assertThat(queue.offer(slab(ledger, 4))).isTrue();
      }
      assertThat(queue.depth()).isEqualTo(4);
      assertThat(queue.offer(extra)).isFalse();
      assertThat(extra.coords().byteSize()).isEqualTo(32);
    }
  }

  @Test
  void shouldFreeWhatIsInsideOnCloseAndRefuseMore(MemoryLedger ledger) {
    SlabQueue queue = new SlabQueue(4);
    assertThat(queue.offer(slab(ledger, 4))).isTrue();
    queue.close();
    assertThat(ledger.liveObjects()).isZero();
    assertThat(queue.meter().dropped()).isEqualTo(1);
    assertThat(queue.meter().bytes()).isEqualTo(16);
    try (BlockSlab late = slab(ledger, 4)) {
      assertThat(queue.put(late)).isFalse();
      assertThat(queue.offer(late)).isFalse();
    }
    assertThat(queue.poll()).isNull();
  }

  @Test
  void shouldHandOverInOrderAndMakeTheProducerWait(MemoryLedger ledger)
      throws InterruptedException {
    SlabQueue queue = new SlabQueue(2);
    AtomicReference<Throwable> fault = new AtomicReference<>();
    Thread producer =
        Thread.ofPlatform()
            .uncaughtExceptionHandler((thread, thrown) -> fault.set(thrown))
            .start(
                () -> {
                  for (int i = 1; i <= 200; i++) {
                    assertThat(queue.put(slab(ledger, i))).isTrue();
                  }
                });
    while (producer.getState() != Thread.State.TIMED_WAITING && producer.isAlive()) {
      Thread.onSpinWait();
    }
    long end = System.nanoTime() + LIMIT_NANOS;
    for (int i = 1; i <= 200; ) {
      BlockSlab slab = queue.poll();
      if (slab != null) {
        assertThat(slab.rows()).isEqualTo(i++);
        slab.close();
      } else {
        assertThat(System.nanoTime()).as("slab %s; producer: %s", i, fault.get()).isLessThan(end);
        Thread.onSpinWait();
      }
    }
    producer.join();
    assertThat(fault.get()).isNull();
    QueueMeter meter = queue.meter();
    assertThat(meter.producerNanos()).isPositive();
    assertThat(meter.taken()).isEqualTo(200);
    assertThat(meter.mostDepth()).isBetween(1, queue.capacity());
    assertThat(meter.waitNanos(50)).isBetween(1L, meter.waitNanos(99));
    assertThat(meter.waitNanos(99)).isLessThanOrEqualTo(meter.longestNanos());
    assertThat(meter.insideNanos()).isBetween(meter.longestNanos(), 200 * meter.longestNanos());
    assertThat(meter.bytes()).isEqualTo(4L * 200 * 201 / 2);
    assertThat(meter.dropped()).isZero();
    queue.close();
  }

  @Test
  void shouldWakeAWaitingProducerOnClose(MemoryLedger ledger) throws InterruptedException {
    SlabQueue queue = new SlabQueue(4);
    AtomicInteger refused = new AtomicInteger();
    Thread producer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < 10; i++) {
                    BlockSlab slab = slab(ledger, 4);
                    if (!queue.put(slab)) {
                      refused.incrementAndGet();
                      slab.close();
                    }
                  }
                });
    Thread.sleep(20);
    queue.close();
    producer.join();
    queue.drain();
    assertThat(refused.get()).isBetween(4, 6);
  }
}
