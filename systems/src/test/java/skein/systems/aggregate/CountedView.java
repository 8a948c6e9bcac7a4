package skein.systems.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import java.lang.foreign.ValueLayout;
import skein.components.DensityComponent;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.block.BlockSlab;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.memory.HostBuffer;
import skein.core.source.ColourMode;
import skein.systems.TestFrames;

/** A view of all blocks of a series, one unit wide each, counted by one thread. */
final class CountedView {
  final FrameComponent frame = TestFrames.onOneThread();
  final Engine engine = new Engine();
  final AggregateSystem counting = new AggregateSystem(frame);
  final SeriesComponent series = new SeriesComponent();
  final ViewComponent view = new ViewComponent();
  final DensityComponent density = new DensityComponent();
  private final SlabSet slabs;

  CountedView(int blocks, int rows) {
    slabs = slabs(blocks, rows);
    series.slabs = slabs;
    series.origin = new SeriesOrigin(0, 0);
    view.plotWidth = 64;
    view.plotHeight = 8;
    view.x.set(0, 0, blocks);
    view.y.set(0, 0, 1);
    view.valid = true;
    engine.addSystem(counting);
    engine.addEntity(new Entity().add(series).add(view).add(density));
  }

  void close() {
    ViewGrids.release(density, grid -> {});
    slabs.close();
    frame.aggregator.close();
    assertThat(frame.host.liveObjects()).as("%s", frame.host.snapshot()).isZero();
  }

  /** Blocks side by side, whose rows' codes of the channel are spread evenly. */
  private SlabSet slabs(int blocks, int rows) {
    int[] first = new int[blocks];
    int[] count = new int[blocks];
    double[] bounds = new double[blocks * BlockSlab.BOUNDS];
    for (int b = 0; b < blocks; b++) {
      first[b] = rows * b;
      count[b] = rows;
      double[] one = {b, b + 1, 1 / 65_535.0, 0, 1, 1 / 65_535.0};
      System.arraycopy(one, 0, bounds, b * BlockSlab.BOUNDS, BlockSlab.BOUNDS);
    }
    HostBuffer coords = new HostBuffer(frame.host, "test", 4L * rows * blocks);
    HostBuffer channel = new HostBuffer(frame.host, "test", 2L * rows * blocks);
    for (int i = 0; i < rows * blocks; i++) {
      coords.segment().setAtIndex(ValueLayout.JAVA_INT, i, i * 0x9E3779B9);
      channel.segment().setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (i * 40_503));
    }
    SlabSet set = new SlabSet(ColourMode.COUNT);
    set.add(new BlockSlab(first, count, bounds, coords, null, channel));
    return set;
  }
}
