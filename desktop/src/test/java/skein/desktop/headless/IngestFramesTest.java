package skein.desktop.headless;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import skein.core.measure.AllocationMeter;
import skein.core.source.DemoData;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.Look;
import skein.desktop.engine.OpenedSeries;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Visualizer;
import skein.systems.overlay.PictureOverlay;

/**
 * Frames into which rows come make no garbage; the first of a series makes its grids and is not
 * counted.
 */
@Timeout(240)
class IngestFramesTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int ROUNDS = 10;

  @TempDir Path folder;

  private long taken;
  private long bytes;

  @Test
  void framesThatTakeRowsInAllocateNothing() {
    Path file = DemoData.galaxy(folder, 3_000_000, 7);
    try (HeadlessSession session = HeadlessSession.open(Wish.CPU)) {
      Visualizer v = session.visualizer(Look.DEFAULT);
      PictureOverlay overlay = session.overlay(v, 1);
      long least = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS && least > 0; round++) {
        taken = 0;
        bytes = 0;
        load(session, v, overlay, file);
        least = taken > 0 ? Math.min(least, bytes) : least;
      }
      assertThat(least).as("bytes in the best of %d loads", ROUNDS).isZero();
      assertThat(taken).as("frames that took rows in").isPositive();
    }
  }

  private void load(HeadlessSession session, Visualizer v, PictureOverlay overlay, Path file) {
    OpenedSeries opened = session.openSeries(SeriesRequest.points(file.toString(), "x", "y"));
    v.show(opened, false);
    overlay.layout(WIDTH - 188, HEIGHT - 116, false);
    AllocationMeter meter = new AllocationMeter();
    HeadlessSession.awaitRows(
        v,
        opened,
        () -> {
          long rows = rows(v);
          long before = meter.bytes();
          session.target(WIDTH, HEIGHT).clear(0xFF000000);
          v.update(1 / 60f, WIDTH, HEIGHT, 1);
          overlay.draw();
          session.finish();
          v.endFrame();
          long made = meter.bytes() - before;
          boolean provisional = !opened.loader().progress().ended();
          if (rows > 0 && rows(v) > rows && provisional) {
            taken++;
            bytes += made;
          }
        });
  }

  private static long rows(Visualizer v) {
    return v.series().slabs == null ? 0 : v.series().slabs.rows();
  }
}
