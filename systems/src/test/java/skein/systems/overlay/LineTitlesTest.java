package skein.systems.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import com.badlogic.ashley.core.Entity;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.line.LineSeries;
import skein.core.source.LineColumn;
import skein.core.source.LineProjection;
import skein.core.source.Projection;

/** Axes are named after what is drawn on them. */
class LineTitlesTest {
  private final LinesComponent lines = new LinesComponent();
  private final LineTitles titles = new LineTitles();

  private void show(@Nullable String by, List<LineColumn> ys) {
    lines.projection =
        new LineProjection(
            "t",
            AxisType.REAL,
            AxisScale.LINEAR,
            AxisScale.LINEAR,
            ys,
            by,
            List.of("p", "q"),
            List.of());
    for (int i = 0; i < lines.projection.series(); i++) {
      boolean right = lines.projection.column(i).right();
      Entity entity = new Entity();
      entity.add(new LineComponent("line", i, right, new LineSeries(14)));
      lines.lines.add(entity);
    }
    update();
  }

  private void see(int... visible) {
    for (int i = 0; i < lines.lines.size(); i++) {
      int at = i;
      lines.lines.get(i).getComponent(LineComponent.class).visible =
          Arrays.stream(visible).anyMatch(v -> v == at);
    }
    lines.revision++;
    update();
  }

  private void update() {
    titles.update(lines, Objects.requireNonNull(lines.projection).axes());
  }

  private String left() {
    return Objects.requireNonNull(titles.left()).y();
  }

  private static LineColumn column(String name, boolean right) {
    return new LineColumn(name, AxisType.REAL, right);
  }

  @Test
  void hiddenColumnsAreNotNamed() {
    show(null, List.of(column("a", false), column("b", false), column("c", true)));
    assertThat(left()).isEqualTo("a, b");
    assertThat(titles.right()).isEqualTo("c");
    see(1);
    assertThat(left()).isEqualTo("b");
    assertThat(titles.right()).isEmpty();
    see(2);
    assertThat(left()).isEmpty();
    assertThat(titles.right()).isEqualTo("c");
    see();
    assertThat(left()).isEqualTo("a, b");
    assertThat(titles.right()).isEqualTo("c");
  }

  @Test
  void linesOfOneColumnKeepItsName() {
    show("k", List.of(column("a", false)));
    see(1);
    assertThat(left()).isEqualTo("a");
  }

  @Test
  void columnsAtTheRightAloneAreTheLeftAxis() {
    show(null, List.of(column("a", true), column("b", true)));
    see(0);
    assertThat(left()).isEqualTo("a");
    assertThat(titles.right()).isEmpty();
  }

  @Test
  void pointsKeepTheirTitle() {
    Projection points =
        Projection.counted(
            "x", "y", AxisType.REAL, AxisType.REAL, AxisScale.LINEAR, AxisScale.LINEAR);
    titles.update(lines, points);
    assertThat(titles.left()).isSameAs(points);
  }
}
