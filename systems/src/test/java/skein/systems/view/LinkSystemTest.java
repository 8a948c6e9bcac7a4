package skein.systems.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skein.components.CanvasComponent;
import skein.components.FrameComponent;
import skein.components.HoverComponent;
import skein.components.InputComponent;
import skein.components.SeriesComponent;
import skein.components.ViewAction;
import skein.components.ViewComponent;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.source.Projection;
import skein.systems.TestFrames;
import skein.systems.hover.CrosshairSystem;

class LinkSystemTest {
  private static final int EDGE = 200;

  private final Engine engine = new Engine();
  private final InputComponent input = new InputComponent();
  private final CanvasComponent canvas = new CanvasComponent();
  private final List<ViewComponent> views = new ArrayList<>();

  @BeforeEach
  void setUp() {
    FrameComponent frame = TestFrames.onOneThread();
    for (int i = 0; i < 3; i++) {
      SeriesComponent series = new SeriesComponent();
      series.projection =
          Projection.counted(
              "x", "y", AxisType.REAL, AxisType.REAL, AxisScale.LINEAR, AxisScale.LINEAR);
      ViewComponent view = new ViewComponent();
      view.valid = true;
      view.followsData = false;
      view.active = i == 0;
      view.plotX = i * EDGE;
      view.plotWidth = EDGE;
      view.plotHeight = EDGE;
      view.x.set(0, 0, 80);
      view.targetX.set(view.x);
      view.y.set(0, 0, 40 + i);
      view.targetY.set(view.y);
      views.add(view);
      Entity plot = new Entity().add(series).add(view).add(new HoverComponent());
      engine.addEntity(plot);
      canvas.plots.add(plot);
    }
    engine.addSystem(new ActivateSystem(frame, input, canvas));
    engine.addSystem(new NavigationSystem(frame, input, canvas));
    engine.addSystem(new LinkSystem(frame, canvas));
    engine.addSystem(new CrosshairSystem(canvas));
    input.inside = true;
    step();
  }

  private void step() {
    engine.update(1 / 60f);
    input.endFrame();
  }

  private void settle() {
    for (int i = 0; i < 60; i++) {
      step();
    }
  }

  private void point(int view, double fx, double fy) {
    input.px = (float) (views.get(view).plotX + fx * EDGE);
    input.py = (float) (fy * EDGE);
  }

  private void drag(int view, float dx, float dy) {
    point(view, 0.5, 0.5);
    input.press(InputComponent.LEFT);
    step();
    input.px += dx;
    input.py += dy;
    step();
    input.release(InputComponent.LEFT);
    step();
  }

  /** Pixels are floats: the edge is right to a small part of one. */
  private static void near(ViewComponent view, double lo) {
    assertThat(view.x.lo()).isCloseTo(lo, within(1e-5));
  }

  @Test
  void allViewsShowTheSameAlongXInEveryFrameWhateverMovesOneOfThem() {
    canvas.linkX = true;
    long seed = 20261121;
    SplittableRandom random = new SplittableRandom(seed);
    double[] span = new double[3];
    for (int i = 0; i < 4_000; i++) {
      int at = random.nextInt(3);
      switch (random.nextInt(12)) {
        case 0 -> point(at, random.nextDouble(), random.nextDouble());
        case 1 -> input.wheel = random.nextInt(-2, 3);
        case 2 -> input.press(InputComponent.LEFT);
        case 3 -> input.release(InputComponent.LEFT);
        case 4 -> input.px += random.nextInt(-30, 31);
        case 5 -> input.act(random.nextBoolean() ? ViewAction.BACK : ViewAction.FORWARD);
        case 6 -> input.act(random.nextBoolean() ? ViewAction.PAN_LEFT : ViewAction.ZOOM_OUT);
        case 7 -> input.ctrl = !input.ctrl;
        default -> {}
      }
      step();
      for (int v = 0; v < 3; v++) {
        ViewComponent view = views.get(v);
        assertThat(view.x.sameAs(views.get(0).x)).as("seed %d, step %d", seed, i).isTrue();
        span[v] = view.y.span();
      }
    }
    // what is not linked went its own way
    assertThat(span[0]).isNotEqualTo(span[1]);
  }

  @Test
  void viewsThatAreNotLinkedStayWhereTheyAre() {
    drag(1, 40, 0);
    near(views.get(1), -16);
    assertThat(views.get(0).x.lo()).isZero();
    assertThat(views.get(2).x.lo()).isZero();
    assertThat(views.get(1).active).isTrue();
    assertThat(views.get(0).active).isFalse();
  }

  @Test
  void linkingLetsTheOthersTakeOverTheActiveOnesWindow() {
    drag(1, 40, 20);
    canvas.linkX = true;
    step();
    near(views.get(0), -16);
    near(views.get(2), -16);
    assertThat(views.get(0).y.lo()).isZero();
    canvas.linkY = true;
    step();
    assertThat(views.get(0).y.sameAs(views.get(1).y)).isTrue();
  }

  @Test
  void axesOfAnotherKindAreNotLinked() {
    Projection p = canvas.plots.get(0).getComponent(SeriesComponent.class).projection;
    assertThat(p).isNotNull();
    canvas.plots.get(2).getComponent(SeriesComponent.class).projection =
        Projection.counted(
            "t", "y", AxisType.REAL, AxisType.REAL, AxisScale.LOG10, AxisScale.LINEAR);
    canvas.linkX = true;
    drag(0, 40, 0);
    near(views.get(1), -16);
    assertThat(views.get(2).x.lo()).isZero();
  }

  @Test
  void backLeadsAllLinkedViewsWhicheverIsActive() {
    canvas.linkX = true;
    step();
    drag(0, 40, 0);
    drag(1, 40, 0);
    point(2, 0.5, 0.5);
    input.wheel = 1;
    settle();
    point(1, 0.5, 0.5);
    input.press(InputComponent.RIGHT);
    input.release(InputComponent.RIGHT);
    step();
    assertThat(views.get(1).active).isTrue();
    double[] expected = {-32, -16, 0};
    for (double lo : expected) {
      input.act(ViewAction.BACK);
      settle();
      for (ViewComponent view : views) {
        near(view, lo);
        assertThat(view.x.span()).isCloseTo(80, within(1e-6));
      }
    }
    input.act(ViewAction.FORWARD);
    settle();
    near(views.get(0), -16);
  }

  @Test
  void thePointersPlaceShowsInLinkedViews() {
    HoverComponent first = canvas.plots.get(0).getComponent(HoverComponent.class);
    HoverComponent last = canvas.plots.get(2).getComponent(HoverComponent.class);
    first.over = true;
    first.px = 50;
    step();
    assertThat(last.echoX).isNaN();
    canvas.linkX = true;
    step();
    assertThat(last.echoX).isEqualTo(2 * EDGE + 50);
    assertThat(last.echoY).isNaN();
    assertThat(first.echoX).isNaN();
  }
}
