package skein.core.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import skein.core.block.Crew;
import skein.core.fault.FullDisk;
import skein.core.fault.SkeinException;
import skein.core.query.SqlFaults;

/**
 * Writes an order's rows into a Parquet file, streaming: some threads make parts of {@value
 * #PART_ROWS} rows each under hidden names beside it, which are appended in turn to a hidden file
 * that gets the name in the end. So memory and temporary space do not grow with the rows. {@link
 * #run} once on one thread; {@link #progress} and {@link #cancel} from any.
 */
public final class RowGenerator {
  /** Eight row groups of DuckDB's. */
  private static final long PART_ROWS = 8 * 122_880;

  private static final int MAX_MEMBERS = 16;
  private static final long PATIENCE_SECONDS = 10;
  private static final long TICK_MILLIS = 50;

  private final GenerateOrder order;
  private final Path target;
  private final Path whole;
  private final Crew crew;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicLong next = new AtomicLong();
  private final Object lock = new Object();
  private List<PartMaker> makers = List.of();
  private long appended;
  private boolean started;
  private volatile boolean cancelled;

  public RowGenerator(GenerateOrder order) {
    this.order = order;
    target = order.out().toAbsolutePath();
    Path name = target.getFileName();
    if (name == null || !name.toString().endsWith(".parquet")) {
      throw SkeinException.usage(
          order.out().toString(), "only Parquet files are written", "end its name in .parquet");
    }
    whole = hidden("");
    int members = Math.min(MAX_MEMBERS, Runtime.getRuntime().availableProcessors());
    crew = new Crew((int) Math.min(members, parts()), () -> cancelled);
  }

  private Path hidden(String number) {
    String name = "." + target.getFileName() + "." + ProcessHandle.current().pid();
    return target.resolveSibling(name + number + ".part");
  }

  private long parts() {
    return (order.rows() + PART_ROWS - 1) / PART_ROWS;
  }

  /** Makes the file. Returns false when it was cancelled, and then leaves nothing. */
  public boolean run() {
    synchronized (lock) {
      if (cancelled) {
        return false;
      }
      started = true;
    }
    try {
      prepareFolder();
      return write();
    } catch (SQLException e) {
      throw failure(SqlFaults.reason(e), e);
    } catch (IOException e) {
      String message = e.getMessage();
      throw failure(message == null ? e.getClass().getSimpleName() : message, e);
    } finally {
      ended.countDown();
    }
  }

  /** Share of the rows made, 0 to 1. */
  public double progress() {
    synchronized (lock) {
      return (double) appended * PART_ROWS / order.rows();
    }
  }

  /**
   * Stops; when it returns, {@link #run} will not make the file any more and its parts are gone.
   */
  public void cancel() {
    List<PartMaker> running;
    synchronized (lock) {
      cancelled = true;
      lock.notifyAll();
      running = makers;
      if (!started) {
        return;
      }
    }
    try {
      for (PartMaker maker : running) {
        maker.cancel();
      }
      if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Files.deleteIfExists(whole);
      }
    } catch (SQLException | IOException e) {
      // The process is ending: what is left is removed by the next run for the same file.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private SkeinException failure(String why, Exception cause) {
    boolean full = FullDisk.caused(cause);
    return SkeinException.input(
        order.out().toString(),
        "cannot write the rows: " + (full ? "the disk is full" : why),
        "choose another place or free some space",
        cause);
  }

  /** Also removes what processes that were killed left of this file. */
  private void prepareFolder() throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException("it is a directory");
    }
    Path folder = whole.getParent();
    if (folder == null) {
      return;
    }
    Files.createDirectories(folder);
    String prefix = "." + target.getFileName() + ".";
    try (DirectoryStream<Path> parts =
        Files.newDirectoryStream(folder, p -> isOrphan(String.valueOf(p.getFileName()), prefix))) {
      for (Path orphan : parts) {
        Files.deleteIfExists(orphan);
      }
    }
  }

  private static boolean isOrphan(String name, String prefix) {
    if (!name.startsWith(prefix) || !name.endsWith(".part")) {
      return false;
    }
    String pid = name.substring(prefix.length()).replaceAll("(\\.\\d+)?\\.part$", "");
    return pid.matches("\\d{1,18}") && ProcessHandle.of(Long.parseLong(pid)).isEmpty();
  }

  private boolean write() throws SQLException, IOException {
    List<PartMaker> made = new ArrayList<>();
    try {
      made.add(PartMaker.start(order));
      String selection = GenerateSql.selection(order, made.getFirst().columns());
      while (made.size() < crew.members()) {
        made.add(made.getFirst().twin());
      }
      synchronized (lock) {
        makers = List.copyOf(made);
      }
      return write(made, selection);
    } finally {
      for (PartMaker maker : made) {
        maker.close();
      }
      Files.deleteIfExists(whole);
    }
  }

  private boolean write(List<PartMaker> made, String selection) throws SQLException, IOException {
    try (ParquetAppender out = new ParquetAppender(whole)) {
      crew.run(member -> makeParts(made.get(member), member, selection, out));
      if (!crew.stopped()) {
        out.finish();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (FailedQueryException e) {
      throw e.failure;
    }
    synchronized (lock) {
      if (!cancelled) {
        Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
      }
      return !cancelled;
    }
  }

  private void makeParts(PartMaker maker, int member, String selection, ParquetAppender out) {
    Path part = hidden("." + member);
    try {
      for (long n = next.getAndIncrement(); n < parts(); n = next.getAndIncrement()) {
        long from = n * PART_ROWS;
        long to = Math.min(order.rows(), from + PART_ROWS);
        if (crew.stopped() || !maker.make(selection, from, to, part)) {
          return;
        }
        try {
          append(part, n, out);
        } finally {
          Files.deleteIfExists(part);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new FailedQueryException(e);
    }
  }

  /** Waits until all rows before have been appended. */
  private void append(Path part, long number, ParquetAppender out) throws IOException {
    synchronized (lock) {
      while (appended != number && !crew.stopped()) {
        try {
          lock.wait(TICK_MILLIS);
        } catch (InterruptedException e) {
          cancelled = true;
          Thread.currentThread().interrupt();
        }
      }
      if (crew.stopped()) {
        return;
      }
    }
    out.append(part);
    synchronized (lock) {
      appended++;
      lock.notifyAll();
    }
  }

  /** Carries a failure out of a crew. */
  private static final class FailedQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final SQLException failure;

    FailedQueryException(SQLException failure) {
      super(failure);
      this.failure = failure;
    }
  }
}
