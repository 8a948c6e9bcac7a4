package skein.desktop.cli;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * A line on stderr that tells how far a long piece of work is, on a terminal only; gone when
 * closed. Its thread ends with it.
 */
final class TerminalProgress implements AutoCloseable {
  private static final String ERASE = "\r\u001b[K";

  private final String what;
  private final long rows;
  private final long tickMillis;
  private final DoubleSupplier share;
  private final Thread thread;
  private final long start = System.nanoTime();
  private final boolean shown;

  private TerminalProgress(
      String what, long rows, long tickMillis, DoubleSupplier share, boolean shown) {
    this.what = what;
    this.rows = rows;
    this.tickMillis = tickMillis;
    this.share = share;
    this.shown = shown;
    thread = Thread.ofPlatform().daemon().name("skein-progress").unstarted(this::tick);
  }

  /**
   * Begins to show.
   *
   * @param share done, 0 to 1; negative while unknown; called by a thread of its own
   */
  static TerminalProgress start(String what, long rows, long tickMillis, DoubleSupplier share) {
    boolean shown = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    TerminalProgress made = new TerminalProgress(what, rows, tickMillis, share, shown);
    if (shown) {
      made.thread.start();
    }
    return made;
  }

  private void tick() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(tickMillis);
        System.err.print(ERASE + line(share.getAsDouble(), (System.nanoTime() - start) / 1e9));
        System.err.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String line(double done, double seconds) {
    if (!(done > 0)) {
      return String.format(Locale.ROOT, "skein: %s: %.0f s", what, seconds);
    }
    return String.format(
        Locale.ROOT,
        "skein: %s: %3.0f %%  %,.1f M rows/s  %.0f s left",
        what,
        done * 100,
        rows * done / seconds / 1e6,
        seconds * (1 - done) / done);
  }

  @Override
  public void close() {
    if (!shown) {
      return;
    }
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    System.err.print(ERASE);
    System.err.flush();
  }
}
