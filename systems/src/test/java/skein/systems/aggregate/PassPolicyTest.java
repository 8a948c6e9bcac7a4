package skein.systems.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skein.components.DensityComponent;
import skein.core.aggregate.CpuAggregator;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;

/** Which passes go on, and which grids come back. */
class PassPolicyTest {
  private static final int BLOCKS = 64;

  private final MemoryLedger ledger = new MemoryLedger();
  private final CpuAggregator aggregator = new CpuAggregator(ledger, 1);
  private final List<DensityGrid> grids = new ArrayList<>();
  private final SlabSet slabs = slabs();

  @AfterEach
  void close() {
    grids.forEach(DensityGrid::close);
    slabs.close();
    aggregator.close();
    assertThat(ledger.liveObjects()).as("%s", ledger.snapshot()).isZero();
  }

  /** Blocks side by side in 0..64, so that a pass can be stopped after any of them. */
  private SlabSet slabs() {
    int[] first = new int[BLOCKS];
    int[] count = new int[BLOCKS];
    double[] bounds = new double[BLOCKS * BlockSlab.BOUNDS];
    for (int b = 0; b < BLOCKS; b++) {
      first[b] = 1_000 * b;
      count[b] = 1_000;
      bounds[b * BlockSlab.BOUNDS] = b;
      bounds[b * BlockSlab.BOUNDS + 1] = b + 1;
      bounds[b * BlockSlab.BOUNDS + 2] = 1 / 65_535.0;
      bounds[b * BlockSlab.BOUNDS + 4] = 1;
      bounds[b * BlockSlab.BOUNDS + 5] = 1 / 65_535.0;
    }
    HostBuffer coords = new HostBuffer(ledger, "test", 4_000L * BLOCKS);
    for (int i = 0; i < 1_000 * BLOCKS; i++) {
      coords.segment().setAtIndex(java.lang.foreign.ValueLayout.JAVA_INT, i, i * 0x9E3779B9);
    }
    SlabSet set = new SlabSet(ColourMode.COUNT);
    set.add(new BlockSlab(first, count, bounds, coords, null));
    return set;
  }

  private static GridSpec view(double lo) {
    return new GridSpec(640, 4, lo, lo + BLOCKS, 0, 1, ColourMode.COUNT);
  }

  /** A pass of which some blocks are done. */
  private DensityGrid pass(GridSpec spec, int blocks) {
    DensityGrid grid = aggregator.createGrid("test");
    grids.add(grid);
    aggregator.restart(grid, spec);
    aggregator.advance(grid, slabs, System.nanoTime() - 1);
    for (int b = 1; b < blocks; b++) {
      aggregator.advance(grid, slabs, System.nanoTime() - 1);
    }
    return grid;
  }

  private static PassPolicy after(int frames, GridSpec wanted) {
    PassPolicy policy = new PassPolicy();
    policy.restarted(false);
    for (int i = 0; i < frames - 1; i++) {
      policy.frame(view(-1_000 - i));
    }
    policy.frame(wanted);
    return policy;
  }

  @Test
  void aShortPassIsDroppedUnlessSomeOfItIsDone() {
    assertThat(after(1, view(1)).drops(pass(view(0), 60))).isFalse();
    assertThat(after(1, view(50)).drops(pass(view(0), 20))).isFalse();
    PassPolicy soon = after(1, view(1));
    assertThat(soon.isLong()).isFalse();
  }

  @Test
  void aLongPassGoesOnWhileTheViewMovesAndItsGridIsOfUse() {
    DensityGrid pass = pass(view(0), 8);
    assertThat(after(20, view(3)).drops(pass)).isFalse();
    assertThat(after(20, view(3)).isLong()).isTrue();
    assertThat(after(20, view(40)).drops(pass)).as("most of the view is elsewhere").isTrue();
    GridSpec closer = new GridSpec(640, 4, 20, 50, 0, 1, ColourMode.COUNT);
    assertThat(after(20, closer).drops(pass)).as("cells would be too large").isTrue();
  }

  @Test
  void aLongPassIsDroppedWhenTheViewRests() {
    DensityGrid pass = pass(view(0), 8);
    PassPolicy policy = after(20, view(3));
    policy.frame(view(3));
    assertThat(policy.drops(pass)).isTrue();
    DensityGrid nearlyDone = pass(view(0), 63);
    assertThat(policy.drops(nearlyDone)).isFalse();
  }

  @Test
  void aGridSeenBeforeComesBackAtOnce() {
    DensityComponent d = new DensityComponent();
    DensityGrid one = complete(view(0));
    DensityGrid two = complete(view(10));
    d.front = one;
    d.frontSlabs = slabs;
    assertThat(SeenGrids.keep(d, one)).isNull();
    d.front = two;
    SeenGrids.recall(d, slabs, view(20));
    assertThat(d.front).isSameAs(two);
    SeenGrids.recall(d, slabs, view(0));
    assertThat(d.front).isSameAs(one);
    assertThat(Objects.requireNonNull(d.front).complete()).isTrue();
    SeenGrids.recall(d, slabs, view(10));
    assertThat(d.front).isSameAs(two);
    SlabSet others = new SlabSet(ColourMode.COUNT);
    SeenGrids.recall(d, others, view(0));
    assertThat(d.front).as("grids of other slabs stay away").isSameAs(two);
  }

  @Test
  void theOldestGridIsUsedAgainOnceAllPlacesAreTaken() {
    DensityComponent d = new DensityComponent();
    d.frontSlabs = slabs;
    DensityGrid first = complete(view(0));
    assertThat(SeenGrids.keep(d, first)).isNull();
    for (int i = 1; i < DensityComponent.MOST_SEEN; i++) {
      assertThat(SeenGrids.keep(d, complete(view(i)))).isNull();
    }
    assertThat(SeenGrids.keep(d, complete(view(100)))).isSameAs(first);
    DensityGrid unfinished = pass(view(7), 3);
    assertThat(SeenGrids.keep(d, unfinished)).isSameAs(unfinished);
  }

  private DensityGrid complete(GridSpec spec) {
    DensityGrid grid = pass(spec, 1);
    assertThat(aggregator.advance(grid, slabs, System.nanoTime() + 60_000_000_000L)).isTrue();
    return grid;
  }
}
