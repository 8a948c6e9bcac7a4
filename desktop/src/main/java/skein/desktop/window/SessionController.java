package skein.desktop.window;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import skein.components.FrameComponent;
import skein.components.ProfileComponent;
import skein.core.budget.Budgets;
import skein.core.budget.ZoneComparison;
import skein.core.fault.SkeinException;
import skein.core.load.SlabLoader;
import skein.core.profile.Capture;
import skein.core.profile.Recorded;
import skein.core.profile.ZoneSamples;
import skein.core.session.SavedRun;
import skein.desktop.Failures;
import skein.desktop.profile.ReopenedSession;
import skein.desktop.profile.SavedRecording;
import skein.systems.overlay.ProfileCommands;

/**
 * Reads, compares and saves sessions on a thread of its own. Told and asked by the render thread.
 */
final class SessionController implements ProfileCommands, AutoCloseable {
  private static final long LIMIT_SECONDS = 20;

  /** Jobs that may wait: far more than a person asks for meanwhile. */
  private static final int MOST_JOBS = 1_024;

  private record Weighed(SavedRun with, long from, long to, ZoneComparison zones) {}

  private final ProfileComponent profile;
  private final Budgets limits;
  private final FrameComponent frame;
  private final Supplier<@Nullable SlabLoader> loader;
  private final RecentFiles recent;
  private final Path folder;
  private final Runnable wake;
  private final AtomicReference<@Nullable ReopenedSession> read = new AtomicReference<>();
  private final AtomicReference<@Nullable Weighed> answer = new AtomicReference<>();
  private @Nullable ReopenedSession held;
  private @Nullable ExecutorService worker;
  private volatile String notice = "";
  private final LiveComparison live;
  private final AtomicLong asked = new AtomicLong();
  private long from;
  private long to;

  /**
   * Nothing is read yet.
   *
   * @param loader of the active plot
   * @param folder where files are saved
   * @param wake asks for a frame, from any thread
   */
  SessionController(
      ProfileComponent profile,
      FrameComponent frame,
      Supplier<@Nullable SlabLoader> loader,
      Budgets limits,
      RecentFiles recent,
      Path folder,
      Runnable wake) {
    this.profile = profile;
    this.frame = frame;
    this.loader = loader;
    this.limits = limits;
    this.recent = recent;
    this.folder = folder;
    this.wake = wake;
    this.live =
        new LiveComparison(
            profile.live, frame.host, job -> thread().execute(job), wake, this::failed);
  }

  /** Its queue takes jobs without allocation. */
  private ExecutorService thread() {
    ExecutorService thread = worker;
    if (thread == null) {
      thread =
          new ThreadPoolExecutor(
              1,
              1,
              0,
              TimeUnit.SECONDS,
              new ArrayBlockingQueue<>(MOST_JOBS),
              Thread.ofPlatform().name("skein-session").daemon().factory());
      worker = thread;
    }
    return thread;
  }

  private void work(Runnable job) {
    thread()
        .execute(
            () -> {
              try {
                job.run();
              } catch (RuntimeException | OutOfMemoryError e) {
                failed(e);
              }
              wake.run();
            });
  }

  private void failed(Throwable e) {
    SkeinException failure = Failures.asSkein(e);
    notice = failure.what() + ": " + failure.why();
  }

  @Override
  public void compare(String file) {
    Path path;
    try {
      path = Path.of(file);
    } catch (InvalidPathException e) {
      notice = "not a path: " + file;
      return;
    }
    notice = "Reading " + path.getFileName();
    work(
        () -> {
          close(read.getAndSet(ReopenedSession.open(path, frame.host)));
          notice = "";
        });
    recent.add(file);
  }

  /** Shows what has been read since the last frame. */
  void poll() {
    ReopenedSession fresh = read.get() == null ? null : read.getAndSet(null);
    if (fresh != null) {
      replace(fresh);
    }
  }

  @Override
  public void alone() {
    replace(null);
  }

  private void replace(@Nullable ReopenedSession next) {
    ReopenedSession old = held;
    held = next;
    profile.compared = next == null ? null : next.run();
    answer.set(null);
    live.forget();
    if (old != null) {
      // behind whatever still reads it
      work(old::close);
    }
  }

  private static void close(@Nullable ReopenedSession session) {
    if (session != null) {
      session.close();
    }
  }

  @Override
  public void weigh(long start, long end) {
    SavedRun with = profile.compared;
    Weighed known = answer.get();
    from = start;
    to = end;
    if (with == null || (known != null && fits(known))) {
      return;
    }
    long number = asked.incrementAndGet();
    Recorded data = profile.data;
    // what is recorded now may be read by this thread alone, what was saved by any
    ZoneSamples sampled = data instanceof Capture ? null : new ZoneSamples(data, start, end);
    work(
        () -> {
          if (number == asked.get()) {
            ZoneSamples now = sampled == null ? new ZoneSamples(data, start, end) : sampled;
            ZoneSamples then = ZoneSamples.of(with.capture(), with.span());
            answer.set(new Weighed(with, start, end, new ZoneComparison(then, now)));
          }
        });
  }

  private boolean fits(Weighed known) {
    return known.from == from && known.to == to && SavedRun.same(known.with, profile.compared);
  }

  @Override
  public @Nullable ZoneComparison weighed() {
    Weighed known = answer.get();
    return known != null && fits(known) ? known.zones : null;
  }

  @Override
  public @Nullable ZoneComparison follow() {
    SavedRun with = profile.compared;
    return with == null ? null : live.with(with);
  }

  @Override
  public void save(Export as) {
    SavedRun opened = profile.opened;
    SavedRecording recording =
        opened != null
            ? SavedRecording.of(opened)
            : SavedRecording.of(profile.live, limits, frame, loader.get());
    notice = "Saving the " + as.label();
    work(
        () -> {
          try (recording) {
            notice = "Saved " + recording.write(as, folder).toAbsolutePath();
          }
        });
  }

  @Override
  public String notice() {
    return notice;
  }

  @Override
  public List<String> recent() {
    return recent.list();
  }

  @Override
  public void close() {
    replace(null);
    ExecutorService thread = worker;
    if (thread != null) {
      thread.shutdown();
      try {
        if (!thread.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          LoggerFactory.getLogger(SessionController.class).warn("a session is still being read");
          return;
        }
      } catch (InterruptedException e) {
        // the worker may still read what would be closed
        Thread.currentThread().interrupt();
        return;
      }
    }
    close(read.getAndSet(null));
    live.close();
  }
}
