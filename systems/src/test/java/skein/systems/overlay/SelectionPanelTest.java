package skein.systems.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.core.axis.AxisScale;
import skein.core.measure.AllocationMeter;
import skein.core.memory.MemoryLedger;
import skein.core.select.RowPage;
import skein.core.select.Selection;
import skein.core.select.SelectionSummary;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/** The selection's panel, table and outline draw a real answer and make no garbage. */
@Timeout(240)
class SelectionPanelTest {
  private static final int ROUNDS = 8;
  private static final int FRAMES = 120;

  @TempDir Path folder;

  @Test
  void aSteadyFrameWithPanelTableAndLassoAllocatesNothing() throws Exception {
    StringBuilder rows = new StringBuilder("x,y,name\n");
    for (int i = 0; i < 5_000; i++) {
      rows.append(i % 100).append(".5,").append(i / 100).append(",n").append(i % 7).append('\n');
    }
    Path file = folder.resolve("a.csv");
    Files.writeString(file, rows);
    try (Sources sources = new Sources(new MemoryLedger());
        DataSource source = sources.open(new SourceRequest(file.toString(), null, null));
        Stage stage = new Stage(1)) {
      Projection p = source.project("x", "y", null, null, AxisScale.LINEAR, AxisScale.LINEAR);
      OverlaySystem overlay = open(stage, p);
      stage.selection.service = source.selections(p);
      try (var service = stage.selection.service) {
        stage.selection.selection =
            Selection.lasso(0, new double[] {0, 80, 40, 10}, 0, new double[] {0, 5, 45, 30});
        stage.selection.ask();
        stage.selection.table = true;
        frame(stage, overlay);
        SelectionSummary summary = null;
        while (summary == null || !summary.done()) {
          Thread.sleep(2);
          SelectionSummary next = service.poll();
          summary = next == null ? summary : next;
        }
        stage.selection.summary = summary;
        RowPage page = null;
        while (page == null) {
          Thread.sleep(2);
          page = service.pollPage();
        }
        stage.selection.page = page;
        assertThat(summary.rows()).isPositive();
        assertThat(page.total()).isEqualTo(summary.rows());
        assertThat(leastBytes(stage, overlay)).as("bytes of the best round").isZero();
        stage.gpu.check();
      }
    }
  }

  private static OverlaySystem open(Stage stage, Projection p) {
    OverlayGallery.flights(stage);
    stage.series.projection = p;
    stage.view.x.set(0, -10, 110);
    stage.view.y.set(0, -10, 60);
    stage.frame.width = 1280;
    stage.frame.height = 720;
    stage.paint(1280, 720);
    return new OverlaySystem(stage.layer, stage.model, new OverlayState(), List.of());
  }

  private static void frame(Stage stage, OverlaySystem overlay) {
    stage.view.x.pan(0.0005);
    overlay.update(1 / 60f);
  }

  private static long leastBytes(Stage stage, OverlaySystem overlay) {
    AllocationMeter meter = new AllocationMeter();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      long before = meter.bytes();
      for (int i = 0; i < FRAMES; i++) {
        frame(stage, overlay);
      }
      least = Math.min(least, meter.bytes() - before);
    }
    return least;
  }
}
