package skein.systems.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.badlogic.ashley.core.Engine;
import com.badlogic.ashley.core.Entity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.components.FrameComponent;
import skein.components.InputComponent;
import skein.components.LinesComponent;
import skein.components.SelectionComponent;
import skein.components.SelectionComponent.Tool;
import skein.components.SeriesComponent;
import skein.components.ViewAction;
import skein.components.ViewComponent;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.memory.MemoryLedger;
import skein.core.query.RowWindow;
import skein.core.select.Selection;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;
import skein.systems.TestFrames;
import skein.systems.view.NavigationSystem;

/** Drags become selections while the tool is armed, and pan the view while it is not. */
@Timeout(240)
class SelectionSystemTest {
  private static final Projection AXES =
      Projection.counted(
          "x", "y", AxisType.REAL, AxisType.REAL, AxisScale.LINEAR, AxisScale.LINEAR);

  private final InputComponent input = new InputComponent();
  private final ViewComponent view = new ViewComponent();
  private final SelectionComponent selection = new SelectionComponent();
  private final Engine engine = new Engine();

  @TempDir Path folder;

  @BeforeEach
  void setUp() {
    FrameComponent frame = TestFrames.onOneThread();
    SeriesComponent series = new SeriesComponent();
    series.projection = AXES;
    view.valid = true;
    view.followsData = false;
    view.plotX = 100;
    view.plotY = 50;
    view.plotWidth = 800;
    view.plotHeight = 400;
    view.x.set(0, 0, 80);
    view.y.set(0, 0, 40);
    view.targetX.set(view.x);
    view.targetY.set(view.y);
    Entity entity = new Entity();
    entity.add(series).add(view).add(selection).add(new LinesComponent());
    engine.addEntity(entity);
    engine.addSystem(new SelectionSystem(frame, input));
    engine.addSystem(new NavigationSystem(frame, input));
    input.inside = true;
    input.px = 200;
    input.py = 350;
    step();
  }

  private void step() {
    engine.update(1 / 60f);
    input.endFrame();
  }

  private void drag(float... points) {
    input.px = points[0];
    input.py = points[1];
    input.press(InputComponent.LEFT);
    for (int i = 2; i < points.length; i += 2) {
      step();
      input.px = points[i];
      input.py = points[i + 1];
    }
    step();
    input.release(InputComponent.LEFT);
    step();
  }

  @Test
  void anArmedDragSelectsABoxAndLeavesTheView() {
    input.act(ViewAction.SELECT);
    step();
    drag(200, 350, 300, 250);
    RowWindow box = Objects.requireNonNull(selection.selection).bounds();
    assertThat(box.loX()).isCloseTo(10, within(1e-9));
    assertThat(box.hiX()).isCloseTo(20, within(1e-9));
    assertThat(box.loY()).isCloseTo(10, within(1e-9));
    assertThat(box.hiY()).isCloseTo(20, within(1e-9));
    assertThat(view.x.lo()).isZero();
    assertThat(view.y.hi()).isEqualTo(40);
    assertThat(selection.tool).isEqualTo(Tool.NONE);
    assertThat(selection.axes).isSameAs(AXES);
    drag(200, 350, 300, 250);
    assertThat(view.x.lo()).as("the next drag pans").isCloseTo(-10, within(1e-9));
    assertThat(selection.selection).isNotNull();
  }

  @Test
  void altDragsALassoAndEscapeClears() {
    input.act(ViewAction.SELECT);
    input.alt = true;
    step();
    drag(200, 350, 400, 350, 400, 150, 300, 250, 200, 150);
    Selection lasso = Objects.requireNonNull(selection.selection);
    assertThat(lasso.vertices()).isEqualTo(5);
    assertThat(lasso.holds(12, 20)).isTrue();
    assertThat(lasso.holds(20, 28)).as("above the notch").isFalse();
    input.act(ViewAction.CANCEL);
    step();
    assertThat(selection.selection).isNull();
  }

  @Test
  void escapeWhileDrawingKeepsTheSelectionBefore() {
    input.act(ViewAction.SELECT);
    step();
    drag(200, 350, 300, 250);
    Selection before = selection.selection;
    input.act(ViewAction.LASSO);
    step();
    input.press(InputComponent.LEFT);
    step();
    input.act(ViewAction.CANCEL);
    input.px += 50;
    step();
    input.release(InputComponent.LEFT);
    step();
    assertThat(selection.selection).isSameAs(before);
    assertThat(view.x.lo()).isZero();
  }

  @Test
  void theCountOfADragIsThatOfItsSql() throws Exception {
    Path file = folder.resolve("a.csv");
    StringBuilder rows = new StringBuilder("x,y\n");
    int expected = 0;
    for (int x = 0; x < 80; x++) {
      for (int y = 0; y < 40; y++) {
        rows.append(x).append(".5,").append(y).append(".0\n");
        expected += x + 0.5 >= 10 && x + 0.5 <= 20 && y >= 10 && y <= 20 ? 1 : 0;
      }
    }
    Files.writeString(file, rows);
    try (Sources sources = new Sources(new MemoryLedger());
        DataSource source = sources.open(new SourceRequest(file.toString(), null, null))) {
      Projection p = source.project("x", "y", null, null, AxisScale.LINEAR, AxisScale.LINEAR);
      selection.service = source.selections(p);
      try (var service = selection.service) {
        input.act(ViewAction.SELECT);
        step();
        drag(200, 350, 300, 250);
        while (selection.summary == null || !selection.summary.done()) {
          Thread.sleep(2);
          step();
        }
        assertThat(selection.summary.error()).isEmpty();
        assertThat(selection.summary.rows()).isEqualTo(expected).isPositive();
        assertThat(selection.summary.columns()).hasSize(2);
        assertThat(service.predicate(Objects.requireNonNull(selection.selection)))
            .contains("BETWEEN");
      }
    }
  }
}
