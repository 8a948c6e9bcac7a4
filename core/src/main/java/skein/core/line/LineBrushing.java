package skein.core.line;

import java.util.Queue;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.ChannelFilter;
import skein.core.aggregate.CrossCounts;
import skein.core.load.NewestFetch;
import skein.core.memory.MemoryLedger;
import skein.core.profile.Work;

/**
 * Sifts the rows of a series' lines on a thread of its own ({@link LineSieve}), one wish at a time:
 * a range that moves on is asked for once the one before is answered, so that something always
 * comes. All calls from the render thread, which never waits but in {@link #close}.
 */
public final class LineBrushing implements AutoCloseable {
  /**
   * What a wish gives.
   *
   * @param version of the filter that was asked for
   * @param lines the rows that pass, whoever polls owns them; null when only counted or failed
   * @param counts histograms of the rows asked for, or null
   * @param failure why there is nothing, else empty
   */
  public record Sifted(
      long version, @Nullable LineSet lines, @Nullable CrossCounts counts, String failure)
      implements NewestFetch.Answer {
    @Override
    public void close() {
      if (lines != null) {
        lines.close();
      }
    }
  }

  /** The one wish; written by the render thread while none runs. */
  private static final class Wish {
    final ChannelFilter filter = new ChannelFilter();
    final long[] from;
    final long[] to;
    long version;
    boolean pick;
    boolean count;

    Wish(int series) {
      from = new long[series];
      to = new long[series];
    }
  }

  private static final int MOST_RETIRED = 8;

  private final LineSet lines;
  private final LineSieve sieve;
  private final Wish wish;
  private final Queue<LineSet> retired = new SpscArrayQueue<>(MOST_RETIRED);
  private final NewestFetch<Wish, Sifted> fetch;
  private volatile boolean stopped;
  private boolean running;

  /**
   * Starts the thread.
   *
   * @param lines whole, in memory and with codes; stay open until this and all it gave is closed
   */
  public LineBrushing(MemoryLedger ledger, LineSet lines) {
    this.lines = lines;
    this.sieve = new LineSieve(ledger);
    this.wish = new Wish(lines.size());
    this.fetch = new NewestFetch<>((wanted, stops) -> answer(wanted));
  }

  /** True when a wish can be made. */
  public boolean idle() {
    return !running;
  }

  /** Says which rows of a series the next wish's histograms count. */
  public void range(int series, long from, long to) {
    wish.from[series] = from;
    wish.to[series] = to;
  }

  /**
   * Makes a wish; only while idle.
   *
   * @param pick whether to pick the rows that pass; count whether to count histograms
   */
  public void request(ChannelFilter filter, boolean pick, boolean count) {
    wish.filter.set(filter);
    wish.version = filter.version();
    wish.pick = pick;
    wish.count = count;
    running = true;
    fetch.request(wish);
  }

  /** The answer to the wish, once, or null; from then on idle. */
  public @Nullable Sifted poll() {
    Sifted answer = running ? fetch.poll() : null;
    running &= answer == null;
    return answer;
  }

  /** Takes rows that nobody looks at any more; they are freed before the next wish. */
  public void retire(LineSet old) {
    if (!retired.offer(old)) {
      old.close();
    }
  }

  /** Has what was retired freed when nothing else is wished for. */
  public void tidy() {
    if (!running && !retired.isEmpty()) {
      request(wish.filter, false, false);
    }
  }

  private Sifted answer(Wish wanted) {
    free();
    if (!wanted.pick && !wanted.count) {
      return new Sifted(wanted.version, null, null, "");
    }
    try (Work _ = Work.begin("line.sift")) {
      LineSet picked =
          sieve.sift(lines, wanted.filter, wanted.pick, wanted.from, wanted.to, () -> stopped);
      CrossCounts counts = wanted.count ? sieve.counts().copy() : null;
      return new Sifted(wanted.version, picked, counts, "");
    } catch (OutOfMemoryError e) {
      return new Sifted(wanted.version, null, null, "memory does not suffice for them");
    } catch (RuntimeException e) {
      return new Sifted(wanted.version, null, null, e.toString());
    }
  }

  private void free() {
    for (LineSet old = retired.poll(); old != null; old = retired.poll()) {
      old.close();
    }
  }

  /** Stops the thread and frees what was retired or not polled. */
  @Override
  public void close() {
    stopped = true;
    fetch.close();
    free();
  }
}
