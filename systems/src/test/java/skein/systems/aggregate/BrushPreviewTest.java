package skein.systems.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skein.components.DensityComponent;
import skein.components.FrameComponent;
import skein.components.SeriesComponent;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.HostGrid;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.channel.Brushes;
import skein.core.channel.Channel;
import skein.core.query.AxisSql;

/** What is on screen while rows of a moving range are counted and frames have no time for them. */
class BrushPreviewTest {
  private static final int BLOCKS = 40;
  private static final int ROWS = 2_000;
  private static final int MOST_FRAMES = 2_000;

  private final CountedView shown = new CountedView(BLOCKS, ROWS);
  private final FrameComponent frame = shown.frame;
  private final SeriesComponent series = shown.series;
  private final DensityComponent density = shown.density;

  @BeforeEach
  void open() {
    AxisSql fare = new AxisSql("fare", "DOUBLE", AxisType.REAL, AxisScale.LINEAR);
    series.brushes.channels(List.of(Channel.real(fare, 0, 500)), 0);
    until(true);
  }

  @AfterEach
  void close() {
    shown.close();
  }

  /** A frame whose time for counting is over before it begins. */
  private void frame() {
    frame.aggregateDeadline = System.nanoTime() - 1;
    shown.engine.update(1 / 60f);
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
    shown.view.x.set(0, 1, BLOCKS + 1);
    shown.view.revision++;
    int frames = 0;
    while (front().spec().loX() != 1) {
      frame();
      assertThat(++frames).isLessThan(MOST_FRAMES);
    }
    assertThat(front().estimated()).isTrue();
    until(true);
  }
}
