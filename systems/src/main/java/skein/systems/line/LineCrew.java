package skein.systems.line;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.core.aggregate.CpuTeam;
import skein.core.line.LineSet;
import skein.core.line.M4Columns;
import skein.systems.Mappers;

/**
 * Shares the columns of a plot's lines among threads, which work only while the render thread waits
 * here; few rows it does alone, since waking a thread costs more. Allocates nothing in a frame.
 */
final class LineCrew implements AutoCloseable {
  /** Rows of all lines from which on threads are woken. */
  private static final long MANY = 1_000_000;

  private static final int MOST_THREADS = 8;

  private final CpuTeam.Job scans = member -> scanNext();
  private final CpuTeam.Job covers = member -> coverNext();
  private final AtomicInteger next = new AtomicInteger();
  private @Nullable CpuTeam team;
  private LinesComponent lines = new LinesComponent();

  /** Scans all visible lines; their scans have begun. */
  void scan(LinesComponent of) {
    run(of, scans);
  }

  /** Covers the pixels of all visible lines. */
  void cover(LinesComponent of) {
    run(of, covers);
  }

  private void run(LinesComponent of, CpuTeam.Job job) {
    lines = of;
    next.set(0);
    LineSet set = of.set;
    if (set == null || set.rows() < MANY) {
      job.work(0);
      return;
    }
    CpuTeam held = team;
    if (held == null) {
      held = new CpuTeam(Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS));
      team = held;
    }
    held.run(job);
  }

  private void scanNext() {
    int all = lines.lines.size() * M4Columns.PARTS;
    for (int i = next.getAndIncrement(); i < all; i = next.getAndIncrement()) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i / M4Columns.PARTS));
      if (line.visible) {
        line.columns.scanPart(i % M4Columns.PARTS);
      }
    }
  }

  private void coverNext() {
    int all = lines.lines.size();
    for (int i = next.getAndIncrement(); i < all; i = next.getAndIncrement()) {
      LineComponent line = Mappers.LINE.get(lines.lines.get(i));
      if (line.visible) {
        line.columns.cover(lines.step);
      }
    }
  }

  @Override
  public void close() {
    if (team != null) {
      team.close();
    }
  }
}
