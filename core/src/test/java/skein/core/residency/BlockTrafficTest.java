package skein.core.residency;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.block.BlockBuilder;
import skein.core.block.BlockSlab;
import skein.core.block.MappedFile;
import skein.core.block.Rows;
import skein.core.block.SlabSet;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;

/** A block on its way in or out is booked once, whoever else asks for it meanwhile. */
@ExtendWith(NoLeaks.class)
class BlockTrafficTest {
  private static final int ROWS = 1_000;
  private static final long BYTES = 4L * ROWS;

  @TempDir private Path folder;

  private static SlabSet oneBlock(MemoryLedger ledger) {
    double[] x = new double[ROWS];
    double[] y = new double[ROWS];
    Rows.fill(Rows.Shape.UNIFORM, 3, x, y);
    BlockBuilder builder = new BlockBuilder(ledger, Rows.reals(ColourMode.COUNT));
    SlabSet set = new SlabSet(ColourMode.COUNT);
    for (BlockSlab slab : Rows.slabs(builder, x, y)) {
      set.add(slab);
    }
    return set;
  }

  @Test
  void shouldBookABlockOnceWhileTwoWorkersAskForIt(MemoryLedger ledger) throws IOException {
    HostBudget budget = new HostBudget(BYTES);
    AtomicReference<BlockTraffic> traffic = new AtomicReference<>();
    List<Boolean> second = new ArrayList<>();
    List<Long> booked = new ArrayList<>();
    BlockCheck check =
        block -> {
          second.add(traffic.get().admit(block));
          booked.add(budget.used());
          return true;
        };
    try (SlabSet built = oneBlock(ledger);
        MappedFile mapped = new MappedFile(folder.resolve("block"), built, 1)) {
      SlabSet set = mapped.slabs();
      assertThat(set.blocks()).isOne();
      BlockStates states = new BlockStates(1);
      traffic.set(new BlockTraffic(set, new int[] {0}, states, check, () -> {}, budget));
      assertThat(traffic.get().admit(0)).isTrue();
      assertThat(second).as("no room was lacking").containsExactly(true);
      assertThat(booked).containsExactly(BYTES);
      assertThat(traffic.get().takeStarved()).isFalse();
      assertThat(states.get(0)).isEqualTo(BlockStates.RESIDENT);

      traffic.get().evict(BYTES, 2, 0, new int[1], new int[1]);
      assertThat(traffic.get().unloadOne()).isTrue();
      assertThat(budget.used()).isZero();
    }
  }

  @Test
  void shouldLeaveABlockAbsentWithoutRoom(MemoryLedger ledger) throws IOException {
    HostBudget budget = new HostBudget(BYTES - 1);
    try (SlabSet built = oneBlock(ledger);
        MappedFile mapped = new MappedFile(folder.resolve("block"), built, 1)) {
      SlabSet set = mapped.slabs();
      BlockStates states = new BlockStates(1);
      BlockTraffic traffic =
          new BlockTraffic(set, new int[] {0}, states, block -> true, () -> {}, budget);
      assertThat(traffic.admit(0)).isFalse();
      assertThat(traffic.takeStarved()).isTrue();
      assertThat(states.get(0)).isEqualTo(BlockStates.ABSENT);
      assertThat(budget.used()).isZero();
    }
  }
}
