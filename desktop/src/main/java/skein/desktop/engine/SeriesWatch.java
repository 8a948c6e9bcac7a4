package skein.desktop.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import skein.components.SeriesComponent;
import skein.core.fault.SkeinException;
import skein.core.source.FileStates;
import skein.core.thread.Threads;

/**
 * Notices that the files of shown series have changed or gone. Its thread looks at them once a
 * second; the render thread adds series and shows what was found.
 */
final class SeriesWatch implements AutoCloseable {
  private static final long TICK_NANOS = 1_000_000_000;

  private static final class Entry {
    private final SeriesComponent series;
    private final FileStates files;
    private volatile @Nullable SkeinException change;

    Entry(SeriesComponent series, FileStates files) {
      this.series = series;
      this.files = files;
    }
  }

  private final List<Entry> entries = new CopyOnWriteArrayList<>();
  private final Runnable wake;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Starts the thread.
   *
   * @param wake asks for a frame; called by that thread
   */
  SeriesWatch(Runnable wake) {
    this.wake = wake;
    this.thread = Thread.ofPlatform().name("skein-watch").daemon().start(this::run);
  }

  /** Watches the files of a series until it is retired. */
  void add(SeriesComponent series, FileStates files) {
    entries.add(new Entry(series, files));
  }

  /** Shows what was found; once a frame. */
  void poll() {
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry entry = entries.get(i);
      SkeinException change = entry.change;
      if (entry.series.loader == null) {
        entries.remove(i);
      } else if (change != null && entry.series.failure == null) {
        entry.series.failure = change;
      }
    }
  }

  private void run() {
    while (!closed) {
      LockSupport.parkNanos(TICK_NANOS);
      for (Entry entry : entries) {
        if (!closed && entry.change == null) {
          entry.change = entry.files.change();
          if (entry.change != null) {
            wake.run();
          }
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    Threads.join(thread);
  }
}
