package skein.perf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import skein.core.axis.AxisWindow;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.source.DemoData;
import skein.desktop.engine.AggregatorChoice;
import skein.desktop.engine.Flight;
import skein.desktop.engine.Look;
import skein.desktop.engine.OpenedSeries;
import skein.desktop.engine.SeriesRequest;
import skein.desktop.engine.Visualizer;
import skein.desktop.headless.HeadlessSession;
import skein.systems.view.ViewFit;

/**
 * A fixed short flight without a window, its frames counted on the CPU, held against counting the
 * same rows in a plain loop and drawing nothing but the ground.
 */
final class SmokeFlight implements AutoCloseable {
  static final String NAME = "fly";
  private static final int WIDTH = 320;
  private static final int HEIGHT = 200;
  private static final int FRAMES = 6;
  private static final long ROWS = 120_000;
  private static final long LIMIT_NANOS = 120_000_000_000L;

  private final HeadlessSession session = HeadlessSession.open(AggregatorChoice.Wish.CPU);
  private final Visualizer v = session.visualizer(Look.DEFAULT);
  private final Flight flight = Flight.demo();
  private final AxisWindow fitX = new AxisWindow();
  private final AxisWindow fitY = new AxisWindow();
  private final int[] cells = new int[WIDTH * HEIGHT];

  SmokeFlight(Path folder) {
    String file = DemoData.galaxy(folder, ROWS, 7).toString();
    v.countWithoutHaste();
    OpenedSeries opened = session.openSeries(SeriesRequest.points(file, "x", "y"));
    v.show(opened, false);
    v.place(0, 0, WIDTH, HEIGHT);
    long start = System.nanoTime();
    HeadlessSession.awaitRows(
        v,
        opened,
        () -> {
          if (System.nanoTime() - start > LIMIT_NANOS) {
            throw new IllegalStateException("the rows of the flight do not come");
          }
          draw();
          LockSupport.parkNanos(1_000_000);
        });
    ViewFit.bounds(v.series(), fitX, fitY);
  }

  SmokeFigure figure() {
    return new SmokeFigure(NAME, this::fly, this::plain);
  }

  private void fly() {
    for (int i = 0; i < FRAMES; i++) {
      flight.at(i * flight.frames() / FRAMES, fitX, fitY, v.view().x, v.view().y);
      v.view().jumped();
      draw();
    }
  }

  private void draw() {
    session.frame(v, WIDTH, HEIGHT);
  }

  private void plain() {
    SlabSet slabs = v.series().slabs;
    for (int i = 0; slabs != null && i < FRAMES; i++) {
      session.target(WIDTH, HEIGHT).clear(0xFF0E1116);
      Arrays.fill(cells, 0);
      for (int s = 0; s < slabs.size(); s++) {
        count(slabs.get(s));
      }
      session.finish();
    }
  }

  /** Each row to the cell that it would have if its block filled the picture. */
  private void count(BlockSlab slab) {
    MemorySegment codes = slab.coords();
    long rows = codes.byteSize() / Integer.BYTES;
    for (long i = 0; i < rows; i++) {
      int code = codes.getAtIndex(ValueLayout.JAVA_INT, i);
      int column = ((code & 0xffff) * WIDTH) >>> 16;
      int row = ((code >>> 16) * HEIGHT) >>> 16;
      cells[row * WIDTH + column]++;
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
