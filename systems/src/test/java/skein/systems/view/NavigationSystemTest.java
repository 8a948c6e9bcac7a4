package skein.systems.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skein.components.FrameComponent;
import skein.components.InputComponent;
import skein.components.SeriesComponent;
import skein.components.ViewAction;
import skein.components.ViewComponent;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.axis.AxisWindow;
import skein.core.source.Projection;
import skein.systems.TestFrames;

class NavigationSystemTest {
  private static final float FRAME = 1 / 60f;

  private final InputComponent input = new InputComponent();
  private final ViewComponent view = new ViewComponent();
  private final Engine engine = new Engine();

  @BeforeEach
  void setUp() {
    FrameComponent frame = TestFrames.onOneThread();
    SeriesComponent series = new SeriesComponent();
    series.projection =
        Projection.counted(
            "x", "y", AxisType.REAL, AxisType.REAL, AxisScale.LINEAR, AxisScale.LINEAR);
    view.valid = true;
    view.followsData = false;
    view.plotX = 100;
    view.plotY = 50;
    view.plotWidth = 800;
    view.plotHeight = 400;
    set(0, 80, 0, 40);
    Entity entity = new Entity();
    entity.add(series);
    entity.add(view);
    engine.addEntity(entity);
    engine.addSystem(new NavigationSystem(frame, input));
    input.inside = true;
    input.px = 500;
    input.py = 250;
    step();
  }

  @Test
  void dragMovesTheDataWithThePointer() {
    input.press(0);
    step();
    input.px += 80;
    input.py += 40;
    step();
    input.release(0);
    step();
    expect(view.x, -8, 72);
    expect(view.y, 4, 44);
  }

  @Test
  void dragWithinOneFrameIsNotLost() {
    input.press(0);
    input.px += 80;
    input.py += 40;
    input.release(0);
    input.px -= 300;
    step();
    expect(view.x, -8, 72);
    expect(view.y, 4, 44);
  }

  @Test
  void shiftDragMovesAlongXAlone() {
    input.press(0);
    input.shift = true;
    step();
    input.px += 80;
    input.py += 40;
    step();
    expect(view.x, -8, 72);
    expect(view.y, 0, 40);
  }

  @Test
  void wheelKeepsThePointUnderThePointer() {
    input.px = 300;
    input.py = 150;
    double under = valueAt(view.x, 0.25);
    double underY = valueAt(view.y, 0.75);
    input.wheel = 2;
    step();
    for (int i = 0; i < 20; i++) {
      assertThat(valueAt(view.x, 0.25)).isCloseTo(under, within(1e-9));
      assertThat(valueAt(view.y, 0.75)).isCloseTo(underY, within(1e-9));
      step();
    }
    assertThat(view.x.span()).isCloseTo(80 * 0.64, within(1e-9));
  }

  @Test
  void rightDragZoomsToTheBox() {
    input.px = 300;
    input.py = 150;
    input.press(1);
    step();
    input.px = 500;
    input.py = 350;
    step();
    input.release(1);
    settle();
    expect(view.x, 20, 40);
    expect(view.y, 10, 30);
  }

  @Test
  void backAndForwardWalkThroughViews() {
    input.act(ViewAction.ZOOM_IN);
    settle();
    expect(view.x, 20, 60);
    input.act(ViewAction.BACK);
    settle();
    expect(view.x, 0, 80);
    input.act(ViewAction.FORWARD);
    settle();
    expect(view.x, 20, 60);
  }

  /** A view follows its data until all rows are in; what moves it first must not lose it. */
  @Test
  void backLeadsToTheViewThatFollowedItsData() {
    NavigationComponent.of(engine.getEntities().first()).history.clear();
    view.followsData = true;
    input.press(0);
    step();
    input.px += 80;
    step();
    input.release(0);
    step();
    expect(view.x, -8, 72);
    input.act(ViewAction.BACK);
    settle();
    expect(view.x, 0, 80);
  }

  @Test
  void outsideThePlotNothingMoves() {
    input.px = 20;
    input.wheel = 3;
    input.press(0);
    step();
    input.px = 60;
    settle();
    expect(view.x, 0, 80);
  }

  @Test
  void randomGesturesKeepTheWindowsDrawable() {
    long seed = 20261121;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 5_000; i++) {
      input.px = (float) random.nextDouble(0, 1000);
      input.py = (float) random.nextDouble(0, 500);
      input.wheel = random.nextInt(5) == 0 ? random.nextInt(-9, 10) : 0;
      int button = random.nextInt(2);
      if (random.nextInt(8) == 0) {
        input.press(button);
      }
      input.down[button] = random.nextBoolean();
      if (random.nextInt(6) == 0) {
        input.act(ViewAction.values()[random.nextInt(ViewAction.values().length)]);
      }
      step();
      assertThat(view.x.span()).as("seed %d step %d", seed, i).isPositive().isFinite();
      assertThat(view.y.span()).as("seed %d step %d", seed, i).isPositive().isFinite();
    }
  }

  @Test
  void zoomsInOnlyToWhereDoublesEnd() {
    set(1_000_000, 1_000_080, 3e15, 3e15 + 4_096);
    for (int i = 0; i < 200; i++) {
      input.act(ViewAction.ZOOM_IN);
      settle(12);
    }
    double spanX = view.x.hiFrom(0) - view.x.loFrom(0);
    assertThat(spanX).isBetween(1_000 * Math.ulp(1e6), 1e-5).isEqualTo(view.x.span());
    double spanY = view.y.hiFrom(0) - view.y.loFrom(0);
    assertThat(spanY).isBetween(1_000 * Math.ulp(3e15), 4_096.0).isEqualTo(view.y.span());
  }

  @Test
  void windowsAsWideAsDoublesGoStayDrawable() {
    long seed = 8;
    SplittableRandom random = new SplittableRandom(seed);
    set(-1.7e308, 1.7e308, -Double.MAX_VALUE, Double.MAX_VALUE);
    for (int i = 0; i < 2_000; i++) {
      ViewAction[] all = ViewAction.values();
      input.act(all[random.nextInt(all.length)]);
      settle(random.nextInt(8));
      for (AxisWindow w : List.of(view.x, view.y, view.targetX, view.targetY)) {
        assertThat(w.lo()).as("seed %d step %d", seed, i).isFinite().isLessThan(w.hi());
        assertThat(w.hi()).as("seed %d step %d", seed, i).isFinite();
      }
    }
  }

  private void set(double x0, double x1, double y0, double y1) {
    view.x.set(0, x0, x1);
    view.y.set(0, y0, y1);
    view.targetX.set(view.x);
    view.targetY.set(view.y);
  }

  private static double valueAt(AxisWindow w, double fraction) {
    return w.base() + w.at(fraction);
  }

  private void step() {
    engine.update(FRAME);
    input.endFrame();
  }

  private void settle() {
    settle(60);
  }

  private void settle(int frames) {
    for (int i = 0; i < frames; i++) {
      step();
    }
  }

  private static void expect(AxisWindow w, double lo, double hi) {
    assertThat(w.loFrom(0)).isCloseTo(lo, within(1e-6));
    assertThat(w.hiFrom(0)).isCloseTo(hi, within(1e-6));
  }
}
