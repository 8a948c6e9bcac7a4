package skein.desktop.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells work that the process was asked to end, and lets it come to a good end for a while. */
final class StopHook implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 15;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "skein-stop");
  private volatile boolean stopped;

  StopHook() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean stopped() {
    return stopped;
  }

  private void stop() {
    stopped = true;
    try {
      boolean inTime = ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println("skein: the work does not end: the process ends without it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is shutting down and runs the hook.
    }
  }
}
