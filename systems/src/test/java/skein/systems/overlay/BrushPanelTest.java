package skein.systems.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.channel.Brushes;
import skein.core.channel.Channel;
import skein.core.channel.CodeRange;
import skein.core.measure.AllocationMeter;
import skein.core.query.AxisSql;

/** Histograms are brushed by real pointer events, and draw without garbage meanwhile. */
@Timeout(240)
class BrushPanelTest {
  private static final int ROUNDS = 10;
  private static final int FRAMES = 120;
  private static final float MIDDLE = 1_130;

  private Stage stage;
  private OverlaySystem overlay;
  private Brushes brushes;

  @BeforeEach
  void open() {
    stage = new Stage(1);
    OverlayGallery.flights(stage);
    stage.frame.width = 1280;
    stage.frame.height = 720;
    brushes = stage.series.brushes;
    AxisSql fare = new AxisSql("fare", "DOUBLE", AxisType.REAL, AxisScale.LINEAR);
    AxisSql time = new AxisSql("t", "TIMESTAMP", OverlayGallery.TIME, AxisScale.LINEAR);
    AxisSql kind = new AxisSql("kind", "VARCHAR", AxisType.INTEGER, AxisScale.LINEAR);
    brushes.channels(
        List.of(
            Channel.real(fare, 0, 500),
            Channel.whole(time, 1_700_000_000_000_000L, 1_702_000_000_000_000L),
            Channel.text(kind, List.of("cash", "card", "app"))),
        0);
    stage.paint(1280, 720);
    overlay = new OverlaySystem(stage.layer, stage.model, new OverlayState(), List.of());
    frame();
    stage.density.front = null;
    stage.paint(1280, 720);
    count();
    for (int i = 0; i < 8; i++) {
      frame();
    }
  }

  @AfterEach
  void close() {
    stage.gpu.check();
    stage.close();
  }

  /** Makes the picture's grid one of the brushed channels, with bars. */
  private void count() {
    FixedGrid front = (FixedGrid) Objects.requireNonNull(stage.density.front);
    front.spec().filter().set(brushes.filter());
    stage.density.frontSlabs = stage.series.slabs;
    for (int k = 0; k < brushes.channels().size(); k++) {
      for (int b = 0; b <= brushes.channels().get(k).bins(); b++) {
        front.histograms().bins(k)[b] = 100 + (b * 37L + k * 11L) % 90;
      }
    }
  }

  private void frame() {
    overlay.update(1 / 60f);
  }

  private void pointer(float x, float y) {
    stage.layer.input().pointer(x, y);
    frame();
  }

  private void drag(float fromX, float toX, float y) {
    pointer(fromX, y);
    stage.layer.input().button(0, true);
    frame();
    pointer((fromX + toX) / 2, y);
    pointer(toX, y);
    stage.layer.input().button(0, false);
    frame();
    frame();
  }

  /** The height at which a drag brushes a channel. */
  private float find(int channel) {
    for (float y = 330; y < 600; y += 8) {
      drag(MIDDLE - 40, MIDDLE + 40, y);
      if (brushes.isActive(channel)) {
        return y;
      }
    }
    throw new AssertionError("no histogram answers to a drag: channel=" + channel);
  }

  @Test
  void aDragBrushesMovesResizesAndClears() {
    float y = find(0);
    CodeRange made = brushes.range(0);
    double pixel = brushes.channels().get(0).places() / 264.0;
    assertThat(made.to() - made.from()).isCloseTo((int) (80 * pixel), within(6 * pixel));
    drag(MIDDLE, MIDDLE + 20, y);
    CodeRange moved = brushes.range(0);
    assertThat(moved.to() - moved.from()).isEqualTo(made.to() - made.from());
    assertThat(moved.from() - made.from()).isCloseTo((int) (20 * pixel), within(6 * pixel));
    drag(MIDDLE + 60, MIDDLE + 80, y);
    CodeRange wider = brushes.range(0);
    assertThat(wider.from()).isEqualTo(moved.from());
    assertThat(wider.to() - moved.to()).isCloseTo((int) (20 * pixel), within(6 * pixel));
    pointer(MIDDLE - 100, y);
    stage.layer.input().button(0, true);
    frame();
    stage.layer.input().button(0, false);
    frame();
    frame();
    assertThat(brushes.isActive()).as("a click beside the brush clears it").isFalse();
  }

  private static org.assertj.core.data.Offset<Integer> within(double places) {
    return org.assertj.core.data.Offset.offset((int) places);
  }

  @Test
  void framesOfAMovingBrushAllocateNothing() {
    float y = find(0);
    AllocationMeter meter = new AllocationMeter();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      pointer(MIDDLE, y);
      stage.layer.input().button(0, true);
      for (int i = 0; i < 6; i++) {
        frame();
      }
      long version = brushes.filter().version();
      long before = meter.bytes();
      for (int i = 0; i < FRAMES; i++) {
        stage.layer.input().pointer(MIDDLE + 30 * (float) Math.sin(i * 0.1 + 0.05), y);
        frame();
      }
      least = Math.min(least, meter.bytes() - before);
      assertThat(brushes.filter().version() - version).isGreaterThan(FRAMES / 2);
      stage.layer.input().button(0, false);
      frame();
    }
    assertThat(least).as("bytes of the best round").isZero();
  }

  @Test
  void clicksChooseCategories() {
    brushes.toggle(2, 2);
    assertThat(brushes.filter().passes(2, 2)).isTrue();
    assertThat(brushes.filter().passes(2, 1)).isFalse();
    assertThat(brushes.predicate()).isEqualTo("(CAST(\"kind\" AS VARCHAR) IN ('card'))");
    frame();
    brushes.toggle(2, 2);
    assertThat(brushes.isActive()).isFalse();
  }
}
