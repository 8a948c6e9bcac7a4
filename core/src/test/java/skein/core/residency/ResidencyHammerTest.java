package skein.core.residency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.block.BlockBuilder;
import skein.core.block.BlockSlab;
import skein.core.block.Clusterer;
import skein.core.block.MappedFile;
import skein.core.block.Rows;
import skein.core.block.SlabSet;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;
import skein.core.thread.Threads;

/**
 * Blocks that go come back, whatever happens meanwhile: sets that compete, budgets that shrink and
 * grow, workers that fail, views that change, sets that are closed.
 */
@ExtendWith(NoLeaks.class)
class ResidencyHammerTest {
  private static final int ROWS = 600_000;
  private static final int WORKERS = 4;
  private static final int FRAMES = 300;
  private static final long LIMIT_NANOS = 200_000_000_000L;

  @TempDir private Path folder;

  private final AtomicBoolean failing = new AtomicBoolean();
  private final AtomicInteger checks = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final List<MappedFile> files = new ArrayList<>();

  @BeforeEach
  void build(MemoryLedger ledger) throws IOException {
    double[] x = new double[ROWS];
    double[] y = new double[ROWS];
    Rows.fill(Rows.Shape.UNIFORM, 5, x, y);
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    List<BlockSlab> staged = Rows.slabs(builder, x, y);
    Clusterer clusterer = new Clusterer(ledger, Rows.reals(ColourMode.COUNT), () -> false);
    try (SlabSet built = Objects.requireNonNull(clusterer.cluster(staged, builder.counts()))) {
      for (int i = 0; i < 3; i++) {
        files.add(new MappedFile(folder.resolve("blocks" + i), built, i));
      }
    }
    staged.forEach(BlockSlab::close);
  }

  @AfterEach
  void unmap() throws IOException {
    for (MappedFile file : files) {
      file.close();
    }
  }

  /** A check that ends a worker's work in any way but with an answer, every third time. */
  private boolean check(int block) {
    if (failing.get() && checks.incrementAndGet() % 3 == 0) {
      failures.incrementAndGet();
      if (checks.get() % 2 == 0) {
        throw ResidencyHammerTest.<RuntimeException>undeclared(new IOException("planted " + block));
      }
      throw new OutOfMemoryError("planted " + block);
    }
    return true;
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T undeclared(Throwable e) throws T {
    throw (T) e;
  }

  /** What a pass over some blocks of a set still has to look at. */
  private static final class Pass {
    private final ResidentSet set;
    private final BitSet pending = new BitSet();
    private int passes;

    Pass(ResidentSet set) {
      this.set = set;
    }

    private int blocks() {
      return set.slabs().blocks();
    }

    void restart(SplittableRandom random) {
      int from = random.nextInt(blocks());
      pending.set(from, from + 1 + random.nextInt(blocks() - from));
      passes++;
    }

    void all() {
      pending.set(0, blocks());
    }

    /** Looks at what is here and asks for the rest. */
    void advance() {
      int block = 0;
      for (int s = 0; s < set.slabs().size(); s++) {
        BlockSlab slab = set.slabs().get(s);
        for (int b = 0; b < slab.blocks(); b++, block++) {
          if (pending.get(block) && slab.resident(b)) {
            slab.use(b, set.slabs().time());
            pending.clear(block);
          } else if (pending.get(block)) {
            set.need(s, b);
          }
        }
      }
    }
  }

  private static void frame(Pass pass, double from, double to) {
    pass.set.frame(from, to, 0, 1e6);
    pass.advance();
    pass.set.ahead(from, to, 0, 1e6);
    pass.set.fill();
    pass.set.publish();
  }

  private static void await(
      String what, Residency residency, List<Pass> passes, BooleanSupplier reached) {
    long start = System.nanoTime();
    while (!reached.getAsBoolean()) {
      assertThat(System.nanoTime() - start)
          .as(() -> what + ": " + state(residency, passes))
          .isLessThan(LIMIT_NANOS);
      passes.forEach(pass -> frame(pass, -3, 7));
      LockSupport.parkNanos(200_000);
    }
  }

  private static String state(Residency residency, List<Pass> passes) {
    HostBudget budget = residency.budget();
    StringBuilder text = new StringBuilder();
    for (Pass pass : passes) {
      text.append(pass.set.resident()).append(" of ").append(pass.blocks()).append(" here, ");
      text.append(pass.pending.cardinality()).append(" pending; ");
    }
    return text + "used " + budget.used() + " of " + budget.limit() + " of " + budget.bytes();
  }

  @Test
  void shouldBeWholeAgainAfterAnySqueeze() {
    for (long seed = 1; seed <= 4; seed++) {
      hammer(seed);
    }
    assertThat(failures.get()).isPositive();
  }

  private void hammer(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long all = 2 * files.getFirst().slabs().bytes();
    HostBudget budget = new HostBudget(2 * all);
    failing.set(true);
    files.forEach(ResidencyHammerTest::forgetBlocks);
    try (Residency residency = new Residency(budget, WORKERS, () -> {});
        ResidentSet first = residency.add(files.get(0).slabs(), this::check, () -> {});
        ResidentSet second = residency.add(files.get(1).slabs(), this::check, () -> {})) {
      ResidentSet passing = residency.add(files.get(2).slabs(), this::check, () -> {});
      List<Pass> passes = new ArrayList<>();
      List.of(first, second, passing).forEach(set -> passes.add(new Pass(set)));
      AtomicBoolean ended = new AtomicBoolean();
      Thread governor = Thread.ofPlatform().start(() -> govern(budget, seed, ended));
      Thread closing = Thread.ofPlatform().unstarted(passing::close);
      try {
        for (int i = 0; i < FRAMES; i++) {
          if (i == FRAMES / 2) {
            passes.removeLast();
            closing.start();
          }
          turn(passes, random);
          assertThat(budget.used()).as("seed " + seed).isBetween(0L, budget.bytes());
        }
      } finally {
        ended.set(true);
        Threads.join(governor);
        Threads.join(closing);
      }
      failing.set(false);
      await("seed " + seed + ", passes", residency, passes, () -> idle(passes));
      while (budget.limit() < budget.bytes()) {
        budget.recover(Long.MAX_VALUE);
      }
      await("seed " + seed, residency, passes, () -> first.isWhole() && second.isWhole());
      assertThat(budget.used()).as("seed " + seed).isEqualTo(all);
      assertThat(first.residentBytes() + second.residentBytes()).isEqualTo(all);
      assertThat(budget.excess()).isZero();
    }
    assertThat(budget.used()).as("seed " + seed + ", closed").isZero();
  }

  private static boolean idle(List<Pass> passes) {
    return passes.stream().allMatch(pass -> pass.pending.isEmpty());
  }

  private static void turn(List<Pass> passes, SplittableRandom random) {
    for (Pass pass : passes) {
      if (pass.pending.isEmpty() && random.nextInt(3) == 0) {
        pass.restart(random);
      }
      double from = -3 + 8 * random.nextDouble();
      frame(pass, from, from + 10 * random.nextDouble());
    }
    if (random.nextInt(4) == 0) {
      LockSupport.parkNanos(random.nextInt(500_000));
    }
  }

  /** Squeezes and lets go again, more often than any governor. */
  private static void govern(HostBudget budget, long seed, AtomicBoolean ended) {
    SplittableRandom random = new SplittableRandom(seed + 1_000);
    while (!ended.get()) {
      if (random.nextInt(3) == 0) {
        budget.relieve(random.nextLong(budget.bytes()));
      } else {
        budget.recover(random.nextLong(budget.bytes()));
      }
      LockSupport.parkNanos(random.nextInt(300_000));
    }
  }

  /** Blocks of a set that was closed are not here for the next. */
  private static void forgetBlocks(MappedFile file) {
    for (int s = 0; s < file.slabs().size(); s++) {
      for (int b = 0; b < file.slabs().get(s).blocks(); b++) {
        file.slabs().get(s).evict(b);
      }
    }
  }

  /** One that came first, is whole and needs nothing must not keep all for itself. */
  @Test
  void shouldGiveRoomToASetThatComesLater() {
    for (boolean shown : new boolean[] {true, false}) {
      files.forEach(ResidencyHammerTest::forgetBlocks);
      HostBudget budget = new HostBudget(files.getFirst().slabs().bytes());
      try (Residency residency = new Residency(budget, 1, () -> {});
          ResidentSet first = residency.add(files.get(0).slabs(), this::check, () -> {});
          ResidentSet second = residency.add(files.get(1).slabs(), this::check, () -> {})) {
        Pass held = new Pass(first);
        Pass late = new Pass(second);
        held.all();
        await("the first pass", residency, List.of(held), held.pending::isEmpty);
        late.all();
        List<Pass> both = shown ? List.of(held, late) : List.of(late);
        await("shown " + shown + ", the second", residency, both, late.pending::isEmpty);
        assertThat(budget.peak()).isLessThanOrEqualTo(budget.bytes());
      }
    }
  }

  /** Workers that hang on the disk: the render thread goes on and evicts all the same. */
  @Test
  void shouldEvictWhileEveryWorkerHangs() {
    CountDownLatch disk = new CountDownLatch(1);
    CountDownLatch hanging = new CountDownLatch(WORKERS);
    AtomicInteger left = new AtomicInteger(files.getFirst().slabs().blocks() - WORKERS);
    BlockCheck slow =
        block -> {
          if (left.getAndDecrement() <= 0) {
            hanging.countDown();
            while (disk.getCount() > 0) {
              LockSupport.parkNanos(1_000_000);
            }
          }
          return true;
        };
    HostBudget budget = new HostBudget(64L << 20);
    try (Residency residency = new Residency(budget, WORKERS, () -> {});
        ResidentSet set = residency.add(files.get(0).slabs(), slow, () -> {})) {
      try {
        Pass pass = new Pass(set);
        long start = System.nanoTime();
        while (hanging.getCount() > 0) {
          assertThat(System.nanoTime() - start).as("hanging workers").isLessThan(LIMIT_NANOS);
          frame(pass, -3, 7);
          LockSupport.parkNanos(200_000);
        }
        int before = set.resident();
        assertThat(before).isPositive();
        assertThat(budget.relieve(budget.used())).isPositive();
        assertThat(budget.excess()).isPositive();
        for (int i = 0; i < 2 * ResidentSet.SQUEEZE_FRAMES; i++) {
          set.frame(0, 1, 0, 1);
          set.publish();
        }
        assertThat(budget.excess()).isZero();
        assertThat(set.resident()).isLessThan(before);
      } finally {
        disk.countDown();
      }
    }
  }
}
