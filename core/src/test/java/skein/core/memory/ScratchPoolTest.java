package skein.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scratch memory: who gets which, what is booked, what is kept and for how long. */
@ExtendWith(NoLeaks.class)
class ScratchPoolTest {
  private static final PoolSettings SMALL = new PoolSettings(1 << 10, 1 << 16, 1 << 18, 2, true);

  @Test
  void shouldRoundSizesUpByAFifthAtMost() {
    SizeClasses sizes = new SizeClasses(1 << 12, 1 << 26);
    for (int size = 0; size < sizes.count(); size++) {
      long bytes = sizes.bytes(size);
      assertThat(sizes.of(bytes)).isEqualTo(size);
      if (size > 0) {
        long before = sizes.bytes(size - 1);
        assertThat(bytes).isGreaterThan(before);
        assertThat(sizes.of(before + 1)).isEqualTo(size);
        assertThat(bytes - before).isLessThanOrEqualTo(before / 4);
      }
    }
    assertThat(sizes.bytes(sizes.count() - 1)).isEqualTo(1 << 26);
    assertThat(sizes.of(1)).isZero();
  }

  @Test
  void shouldBookLeasesUnderTheirOwnersAndIdleMemoryApart(MemoryLedger ledger) {
    try (ScratchPool pool = new ScratchPool(ledger, SMALL)) {
      try (Lease lease = pool.lease("a", ValueLayout.JAVA_INT, 1_000)) {
        assertThat(lease.bytes()).isEqualTo(4_000);
        assertThat(lease.segment().byteSize()).isEqualTo(4_000);
        assertThat(lease.segment().address() % 64).isZero();
        assertThat(ledger.bytes("a")).isEqualTo(4_096);
        assertThat(ledger.bytes(ScratchPool.IDLE)).isZero();
      }
      assertThat(ledger.bytes("a")).isZero();
      assertThat(ledger.peakBytes("a")).isEqualTo(4_096);
      assertThat(ledger.bytes(ScratchPool.IDLE)).isEqualTo(4_096);
      assertThat(pool.stats().idleBytes()).isEqualTo(4_096);
      assertThat(ledger.totalBytes()).isEqualTo(4_096);
    }
    assertThat(ledger.totalBytes()).isZero();
  }

  @Test
  void shouldServeAThreadFromItsOwnMemoryAndOthersFromShared(MemoryLedger ledger) throws Exception {
    try (ScratchPool pool = new ScratchPool(ledger, SMALL)) {
      Lease one = pool.lease("a", 5_000);
      Lease two = pool.lease("a", 5_000);
      long first = one.segment().address();
      long second = two.segment().address();
      one.close();
      two.close();
      try (Lease again = pool.lease("b", 5_100)) {
        assertThat(again.segment().address()).isEqualTo(first);
      }
      try (var other = Executors.newSingleThreadExecutor()) {
        Future<Long> address =
            other.submit(
                () -> {
                  try (Lease shared = pool.lease("c", 5_050)) {
                    return shared.segment().address();
                  }
                });
        assertThat(address.get()).isEqualTo(second);
      }
      PoolStats stats = pool.stats();
      assertThat(stats.misses()).isEqualTo(2);
      assertThat(stats.localHits()).isEqualTo(1);
      assertThat(stats.sharedHits()).isEqualTo(1);
    }
  }

  @Test
  void shouldNameTheOwnerOfMemoryClosedTwiceOrUsedAfterwards(MemoryLedger ledger) {
    for (long bytes : new long[] {100, 5_000, 1 << 20}) {
      Lease lease = ledger.scratch().lease("grid.readback", bytes);
      MemorySegment held = lease.segment();
      held.set(ValueLayout.JAVA_BYTE, bytes - 1, (byte) 1);
      lease.close();
      assertThatThrownBy(lease::close)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed twice")
          .hasMessageContaining("grid.readback");
      assertThatThrownBy(lease::segment)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("used after")
          .hasMessageContaining("grid.readback");
      assertThatThrownBy(() -> held.get(ValueLayout.JAVA_BYTE, 0))
          .as("a segment kept from before, %d bytes", bytes)
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void shouldOverwriteWhatIsClosedWhereThatIsChecked(MemoryLedger ledger) {
    try (ScratchPool pool = new ScratchPool(ledger, SMALL)) {
      try (Lease lease = pool.lease("a", 2_000)) {
        lease.segment().fill((byte) 1);
      }
      try (Lease lease = pool.lease("a", 2_000)) {
        assertThat(lease.segment().get(ValueLayout.JAVA_BYTE, 1_999))
            .isEqualTo(ScratchPool.CLOSED_BYTE);
      }
    }
  }

  @Test
  void shouldLeaveSmallAndLargeLeasesAndThoseBeyondItsMostToPlainMemory(MemoryLedger ledger) {
    try (ScratchPool pool = new ScratchPool(ledger, SMALL)) {
      pool.lease("small", 1_023).close();
      pool.lease("large", (1 << 16) + 1).close();
      assertThat(ledger.totalBytes()).isZero();
      assertThat(pool.stats().plain()).isEqualTo(2);
      List<Lease> leases = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        leases.add(pool.lease("many", 1 << 16));
      }
      assertThat(pool.stats().heldBytes()).isEqualTo(1 << 18);
      assertThat(pool.stats().peakBytes()).isEqualTo(1 << 18);
      assertThat(pool.stats().plain()).isEqualTo(4);
      assertThat(ledger.bytes("many")).isEqualTo(6 << 16);
      leases.forEach(Lease::close);
      assertThat(ledger.bytes("many")).isZero();
      assertThat(ledger.totalBytes()).isEqualTo(1 << 18);
      pool.lease("other", 40_000).close();
      assertThat(pool.stats().plain()).as("idle memory of another size made room").isEqualTo(4);
    }
  }

  @Test
  void shouldFreeWhatNobodyAskedForInSomeRounds(MemoryLedger ledger) {
    try (ScratchPool pool = new ScratchPool(ledger, SMALL)) {
      Lease one = pool.lease("a", 5_000);
      pool.lease("a", 5_000).close();
      one.close();
      pool.lease("a", 9_000).close();
      pool.trim();
      pool.trim();
      assertThat(pool.stats().idleBytes()).isEqualTo(2 * 5_120 + 10_240);
      pool.lease("a", 9_000).close();
      pool.trim();
      assertThat(pool.stats().idleBytes()).as("what was used stays").isEqualTo(10_240);
      pool.drop();
      assertThat(pool.stats().idleBytes()).isZero();
      assertThat(pool.stats().heldBytes()).isZero();
    }
  }

  @Test
  void shouldTakeBackTheMemoryOfThreadsThatEnded(MemoryLedger ledger) throws Exception {
    try (ScratchPool pool = new ScratchPool(ledger, SMALL)) {
      Thread ended = Thread.ofPlatform().start(() -> pool.lease("a", 5_000).close());
      ended.join();
      pool.trim();
      pool.lease("a", 5_000).close();
      assertThat(pool.stats().sharedHits()).isEqualTo(1);
    }
  }

  @Test
  void shouldFreeLeasesThatOutliveThePool(MemoryLedger ledger) {
    ScratchPool pool = new ScratchPool(ledger, SMALL);
    Lease late = pool.lease("a", 5_000);
    pool.close();
    assertThat(ledger.bytes("a")).isEqualTo(5_120);
    late.close();
    assertThat(ledger.totalBytes()).isZero();
    pool.lease("a", 5_000).close();
    assertThat(ledger.totalBytes()).isZero();
  }

  /** Threads lease, hand on, give back, while one trims: nobody shares memory, all is booked. */
  @Test
  void shouldLendEachPieceToOneAtATime(MemoryLedger ledger) throws Exception {
    long seed = 20261121;
    int threads = 4;
    try (ScratchPool pool = new ScratchPool(ledger, SMALL);
        var workers = Executors.newFixedThreadPool(threads + 1)) {
      ConcurrentLinkedQueue<Lease> handedOn = new ConcurrentLinkedQueue<>();
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        long mark = t + 1;
        running.add(workers.submit(() -> leaseAndHandOn(pool, handedOn, mark, seed + mark)));
      }
      running.add(
          workers.submit(
              () -> {
                for (int i = 0; i < 200; i++) {
                  pool.trim();
                  Thread.yield();
                }
              }));
      for (Future<?> one : running) {
        one.get();
      }
      for (Lease left = handedOn.poll(); left != null; left = handedOn.poll()) {
        left.close();
      }
      PoolStats stats = pool.stats();
      assertThat(stats.heldBytes()).as("seed %d", seed).isEqualTo(stats.idleBytes());
      assertThat(stats.peakBytes()).isLessThanOrEqualTo(SMALL.mostBytes());
      assertThat(stats.localHits() + stats.sharedHits()).isPositive();
    }
    assertThat(ledger.totalBytes()).isZero();
  }

  private static void leaseAndHandOn(
      ScratchPool pool, ConcurrentLinkedQueue<Lease> handedOn, long mark, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2_000; i++) {
      Lease lease = pool.lease("t" + mark, random.nextLong(1_024, 1 << 15));
      MemorySegment segment = lease.segment();
      segment.set(ValueLayout.JAVA_LONG, 0, mark);
      segment.set(ValueLayout.JAVA_LONG_UNALIGNED, segment.byteSize() - 8, mark);
      Thread.onSpinWait();
      assertThat(segment.get(ValueLayout.JAVA_LONG, 0)).as("seed %d", seed).isEqualTo(mark);
      assertThat(segment.get(ValueLayout.JAVA_LONG_UNALIGNED, segment.byteSize() - 8))
          .isEqualTo(mark);
      Lease close = lease;
      if (random.nextInt(4) == 0) {
        handedOn.add(lease);
        close = handedOn.poll();
      }
      if (close != null) {
        close.close();
      }
    }
  }
}
