package skein.systems.hover;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skein.components.DensityComponent;
import skein.components.FrameComponent;
import skein.components.HoverComponent;
import skein.components.InputComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.query.RowLookup;
import skein.core.query.RowRecord;
import skein.systems.TestFrames;

class HoverSystemTest {
  private static final float FRAME = 1 / 60f;

  /** Counts what is asked and answers when told to. */
  private static final class CountingLookup implements RowLookup {
    @Override
    public void only(String predicate) {}

    long requests;
    double askedX;
    @Nullable RowRecord answer;

    @Override
    public long request(
        long baseX,
        double loX,
        double atX,
        double hiX,
        long baseY,
        double loY,
        double atY,
        double hiY) {
      askedX = atX;
      return ++requests;
    }

    @Override
    public void cancel() {}

    @Override
    public @Nullable RowRecord poll() {
      RowRecord out = answer;
      answer = null;
      return out;
    }

    @Override
    public void close() {}
  }

  private final InputComponent input = new InputComponent();
  private final ViewComponent view = new ViewComponent();
  private final HoverComponent hover = new HoverComponent();
  private final CountingLookup lookup = new CountingLookup();
  private final Engine engine = new Engine();

  @BeforeEach
  void setUp() {
    FrameComponent frame = TestFrames.onOneThread();
    view.valid = true;
    view.plotWidth = 100;
    view.plotHeight = 100;
    view.x.set(0, 0, 100);
    view.y.set(0, 0, 100);
    SeriesComponent series = new SeriesComponent();
    series.lookup = lookup;
    Entity entity = new Entity();
    entity.add(series).add(view).add(new DensityComponent()).add(hover);
    engine.addEntity(entity);
    engine.addSystem(new HoverSystem(frame, input));
    input.inside = true;
    input.px = 40;
    input.py = 60;
  }

  @Test
  void restingPointerAsksOnceForTheRowUnderIt() {
    frames(60);
    assertThat(lookup.requests).isEqualTo(1);
    assertThat(lookup.askedX).isEqualTo(40.5);
    assertThat(hover.column).isEqualTo(40);
    assertThat(hover.row).isEqualTo(39);
  }

  @Test
  void viewThatMovesUnderTheRestingPointerAsksAgain() {
    frames(60);
    lookup.answer = record(1);
    frames(1);
    assertThat(hover.record).isNotNull();
    view.x.set(0, 50, 150);
    view.revision++;
    frames(1);
    assertThat(hover.record).isNull();
    frames(60);
    assertThat(lookup.requests).isEqualTo(2);
    assertThat(lookup.askedX).isEqualTo(90.5);
  }

  @Test
  void answerToAnOlderQuestionIsNotShown() {
    frames(60);
    input.px = 70;
    frames(60);
    lookup.answer = record(1);
    frames(1);
    assertThat(hover.record).isNull();
    lookup.answer = record(2);
    frames(1);
    assertThat(hover.record).isNotNull();
  }

  @Test
  void nothingIsAskedWhileDragging() {
    input.down[InputComponent.LEFT] = true;
    frames(60);
    assertThat(lookup.requests).isZero();
  }

  private void frames(int count) {
    for (int i = 0; i < count; i++) {
      engine.update(FRAME);
      input.endFrame();
    }
  }

  private static RowRecord record(long request) {
    return new RowRecord(request, java.util.List.of("x"), java.util.List.of("1"), 0, 0, "");
  }
}
