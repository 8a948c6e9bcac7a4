package skein.systems.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skein.components.DensityComponent;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.HostGrid;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.block.BlockSlab;
import skein.core.block.SeriesOrigin;
import skein.core.block.SlabSet;
import skein.core.channel.Brushes;
import skein.core.channel.Channel;
import skein.core.memory.HostBuffer;
import skein.core.query.AxisSql;
import skein.core.source.ColourMode;
import skein.systems.TestFrames;

/** What is on screen while rows of a moving range are counted and frames have no time for them. */
class BrushPreviewTest {
  private static final int BLOCKS = 40;
  private static final int ROWS = 2_000;
  private static final int MOST_FRAMES = 2_000;

  private final FrameComponent frame = TestFrames.onOneThread();
  private final Engine engine = new Engine();
  private final AggregateSystem counting = new AggregateSystem(frame);
  private final SeriesComponent series = new SeriesComponent();
  private final ViewComponent view = new ViewComponent();
  private final DensityComponent density = new DensityComponent();
  private final SlabSet slabs = slabs();

  @BeforeEach
  void open() {
    series.slabs = slabs;
    series.origin = new SeriesOrigin(0, 0);
    AxisSql fare = new AxisSql("fare", "DOUBLE", AxisType.REAL, AxisScale.LINEAR);
    series.brushes.channels(List.of(Channel.real(fare, 0, 500)), 0);
    view.plotWidth = 64;
    view.plotHeight = 8;
    view.x.set(0, 0, BLOCKS);
    view.y.set(0, 0, 1);
    view.valid = true;
    engine.addSystem(counting);
    engine.addEntity(new Entity().add(series).add(view).add(density));
    until(true);
  }

  @AfterEach
  void close() {
    AggregateSystem.release(density, grid -> {});
    slabs.close();
    frame.aggregator.close();
    assertThat(frame.host.liveObjects()).as("%s", frame.host.snapshot()).isZero();
  }

  /** Blocks side by side, whose rows' codes of the channel are spread evenly. */
  private SlabSet slabs() {
    int[] first = new int[BLOCKS];
    int[] count = new int[BLOCKS];
    double[] bounds = new double[BLOCKS * BlockSlab.BOUNDS];
    for (int b = 0; b < BLOCKS; b++) {
      first[b] = ROWS * b;
      count[b] = ROWS;
      double[] one = {b, b + 1, 1 / 65_535.0, 0, 1, 1 / 65_535.0};
      System.arraycopy(one, 0, bounds, b * BlockSlab.BOUNDS, BlockSlab.BOUNDS);
    }
    HostBuffer coords = new HostBuffer(frame.host, "test", 4L * ROWS * BLOCKS);
    HostBuffer channel = new HostBuffer(frame.host, "test", 2L * ROWS * BLOCKS);
    for (int i = 0; i < ROWS * BLOCKS; i++) {
      coords.segment().setAtIndex(ValueLayout.JAVA_INT, i, i * 0x9E3779B9);
      channel.segment().setAtIndex(ValueLayout.JAVA_SHORT, i, (short) (i * 40_503));
    }
    SlabSet set = new SlabSet(ColourMode.COUNT);
    set.add(new BlockSlab(first, count, bounds, coords, null, channel));
    return set;
  }

  /** A frame whose time for counting is over before it begins. */
  private void frame() {
    frame.aggregateDeadline = System.nanoTime() - 1;
    engine.update(1 / 60f);
  }

  private DensityGrid front() {
    return Objects.requireNonNull(density.front);
  }

  /** Frames until what is shown is for the ranges as they are now, and complete if so wanted. */
  private int until(boolean complete) {
    int frames = 0;
    do {
      frame();
      assertThat(++frames).as("frames").isLessThan(MOST_FRAMES);
    } while (density.front == null
        || !front().spec().filter().equals(series.brushes.filter())
        || (complete && !density.current));
    return frames;
  }

  private void brush(int percent) {
    int places = series.brushes.channels().getFirst().places();
    series.brushes.brush(0, places * percent / 100, places * (percent + 25) / 100);
  }

  @Test
  void anEstimateOfTheNewRangeStandsInUntilItIsExact() {
    brush(10);
    int shown = until(false);
    assertThat(front().estimated()).isTrue();
    assertThat(((HostGrid) front()).readable()).isTrue();
    assertThat(density.current).isFalse();
    assertThat(density.exactShare).isBetween(0.0, 0.1);
    long estimate = front().stats().total;
    double share = density.exactShare;
    int rest = until(true);
    assertThat(rest).as("frames after the first picture").isGreaterThan(3 * shown);
    assertThat(density.exactShare).isOne().isGreaterThan(share);
    assertThat(front().estimated()).isFalse();
    long exact = front().stats().total;
    assertThat(exact).isBetween(ROWS * BLOCKS / 6L, ROWS * BLOCKS / 3L);
    assertThat(estimate).isBetween(exact * 3 / 4, exact * 5 / 4);
  }

  @Test
  void aMovingBrushShowsSomethingOfItAgainAndAgainAndTheNewestInTheEnd() {
    int pictures = 0;
    DensityGrid last = front();
    for (int percent = 5; percent < 65; percent++) {
      brush(percent);
      for (int i = 0; i < 30; i++) {
        frame();
        pictures += front() == last ? 0 : 1;
        last = front();
      }
    }
    assertThat(pictures).as("pictures of 60 brushes").isGreaterThan(20);
    until(true);
    Brushes now = series.brushes;
    assertThat(front().spec().filter()).isEqualTo(now.filter());
    assertThat(Objects.requireNonNull(front().histograms()).total(0)).isEqualTo(ROWS * BLOCKS);
  }

  @Test
  void theExactPictureIsBackAtOnceWhenTheBrushIsTakenAway() {
    for (int i = 0; i < 30; i++) {
      frame();
    }
    brush(30);
    until(true);
    series.brushes.clear();
    assertThat(until(true)).isOne();
    assertThat(front().stats().total).isEqualTo(ROWS * BLOCKS);
  }

  @Test
  void estimatesGoOnWhileTheViewMoves() {
    brush(40);
    until(false);
    view.x.set(0, 1, BLOCKS + 1);
    view.revision++;
    int frames = 0;
    while (front().spec().loX() != 1) {
      frame();
      assertThat(++frames).isLessThan(MOST_FRAMES);
    }
    assertThat(front().estimated()).isTrue();
    until(true);
  }
}
