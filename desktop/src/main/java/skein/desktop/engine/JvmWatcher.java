package skein.desktop.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import skein.components.ProfileComponent;
import skein.core.fault.SkeinException;
import skein.core.profile.JvmWatch;
import skein.core.profile.Profiler;

/**
 * Records while the profiler's panel is open: zones at once, what the JVM does from a moment later
 * on, since that takes part of a second to begin. Told by the render thread; a thread of its own
 * begins and ends the watch.
 */
final class JvmWatcher implements AutoCloseable {
  /** About 40 seconds of a render thread with 30 zones a frame. */
  private static final long ZONES = 1 << 16;

  private final Profiler profiler;
  private @Nullable ExecutorService starter;
  private volatile @Nullable JvmWatch watch;
  private boolean on;

  JvmWatcher(Profiler profiler) {
    this.profiler = profiler;
  }

  /** Begins or ends as the panel was opened or closed. */
  void follow(ProfileComponent component) {
    JvmWatch running = watch;
    if (running != null) {
      component.live.watch(running);
    }
    if (component.shown == on) {
      return;
    }
    on = component.shown;
    ExecutorService thread = starter;
    if (thread == null) {
      thread =
          Executors.newSingleThreadExecutor(
              Thread.ofPlatform().name("skein-profile").daemon().factory());
      starter = thread;
    }
    if (on) {
      profiler.record(ZONES);
      thread.execute(this::begin);
    } else {
      profiler.stop();
      thread.execute(this::end);
    }
  }

  private void begin() {
    try {
      watch = new JvmWatch(profiler);
    } catch (SkeinException | IllegalStateException | SecurityException e) {
      LoggerFactory.getLogger(JvmWatcher.class).info("the JVM is not watched", e);
    }
  }

  private void end() {
    JvmWatch running = watch;
    watch = null;
    if (running != null) {
      running.close();
    }
  }

  @Override
  public void close() {
    ExecutorService thread = starter;
    if (thread == null) {
      return;
    }
    thread.execute(this::end);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LoggerFactory.getLogger(JvmWatcher.class).warn("the watch of the JVM does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
