package skein.core.profile;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import skein.core.fault.FullDisk;
import skein.core.fault.SkeinException;
import skein.core.thread.Threads;

/**
 * Ends a recording of JFR before the disk that it is written to is full: JFR would end the JVM
 * then. A thread of its own looks four times a second.
 */
final class RecordingDisk implements AutoCloseable {
  /** Left for others, and for what a recording still writes when it ends. */
  static final long LEAST_BYTES = 64L << 20;

  private static final long PERIOD_NANOS = 250_000_000;

  private final Path folder;
  private volatile boolean full;
  private volatile boolean closed;
  private @Nullable Thread watcher;

  /**
   * @throws SkeinException when the disk of the folder has too little room already
   */
  RecordingDisk(Path folder) {
    this.folder = folder;
    look();
    check();
  }

  /** The disk to which this JVM's recordings go. */
  static RecordingDisk ofJvm() {
    String known = System.getProperty("jdk.jfr.repository");
    return new RecordingDisk(known == null ? FullDisk.temporary() : Path.of(known));
  }

  /** Begins to look; {@code end} runs once, when there is too little room. */
  void watch(Runnable end) {
    Thread made = Thread.ofPlatform().daemon().name("skein-profile-disk").unstarted(() -> run(end));
    watcher = made;
    made.start();
  }

  private void run(Runnable end) {
    while (!closed) {
      look();
      if (full) {
        end.run();
        return;
      }
      LockSupport.parkNanos(this, PERIOD_NANOS);
    }
  }

  private void look() {
    if (FullDisk.freeBytes(folder) < LEAST_BYTES) {
      full = true;
    }
  }

  /**
   * Looks once more.
   *
   * @throws SkeinException when there is, or was once, too little room
   */
  void check() {
    look();
    if (full) {
      throw SkeinException.environment(
          "the flight recorder cannot write",
          "the disk of " + folder + " is full, less than " + (LEAST_BYTES >> 20) + " MiB are left",
          "free some space there, or set TMPDIR to a folder on another disk");
    }
  }

  @Override
  public void close() {
    closed = true;
    Thread held = watcher;
    if (held != null) {
      LockSupport.unpark(held);
      Threads.join(held);
    }
  }
}
