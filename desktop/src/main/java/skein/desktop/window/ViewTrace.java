package skein.desktop.window;

import com.badlogic.ashley.core.Entity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import skein.components.DensityComponent;
import skein.components.SeriesComponent;
import skein.components.ViewComponent;
import skein.core.axis.AxisWindow;
import skein.core.block.SlabSet;
import skein.core.measure.FrameRecorder;
import skein.systems.Mappers;

/** Appends a JSON line to a file each time the view or its exactness changes; for tests. */
final class ViewTrace {
  private final Path file;
  private final long start = System.nanoTime();
  private long revision = -1;
  private double exact = -1;
  private long rows = -1;
  private boolean painted;
  private int views;

  ViewTrace(Path file) {
    this.file = file;
  }

  /**
   * Looks at a frame that is drawn.
   *
   * @param plots all plots side by side
   */
  void update(
      SeriesComponent series,
      ViewComponent v,
      DensityComponent d,
      List<Entity> plots,
      FrameRecorder recorder) {
    SlabSet slabs = series.slabs;
    long now = slabs == null ? 0 : slabs.rows();
    boolean paints = d.frontSlabs != null || d.levelCellPixels > 0;
    boolean same = v.revision == revision && d.exactShare == exact && now == rows;
    same &= plots.size() == views;
    if (!v.valid || (same && paints == painted)) {
      return;
    }
    painted = paints;
    revision = v.revision;
    exact = d.exactShare;
    rows = now;
    views = plots.size();
    String line =
        "{\"t\":"
            + (System.nanoTime() - start) / 1_000_000
            + ",\"x\":["
            + v.x.loFrom(0)
            + ","
            + v.x.hiFrom(0)
            + "],\"y\":["
            + v.y.loFrom(0)
            + ","
            + v.y.hiFrom(0)
            + "],\"plot\":["
            + v.plotX
            + ","
            + v.plotY
            + ","
            + v.plotWidth
            + ","
            + v.plotHeight
            + "],\"rows\":"
            + rows
            + ",\"exact\":"
            + exact
            + ",\"painted\":"
            + painted
            + ",\"frames\":"
            + recorder.frames()
            + ",\"late\":"
            + recorder.lateFrames()
            + ",\"views\":["
            + plots.stream().map(ViewTrace::spanX).collect(Collectors.joining(","))
            + "]}\n";
    append(file, line);
  }

  /** Appends a line. */
  static void append(Path file, String line) {
    try {
      Files.write(
          file,
          line.getBytes(StandardCharsets.US_ASCII),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String spanX(Entity plot) {
    AxisWindow x = Mappers.VIEW.get(plot).x;
    return "[" + x.loFrom(0) + "," + x.hiFrom(0) + "]";
  }
}
