package skein.core.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bytes that each thread has allocated on the heap, as JFR last said. Any thread reads. */
public final class ThreadAllocation {
  /** A thread and its bytes since it began. */
  public record Allocated(String thread, long bytes) {}

  private final Map<Long, Allocated> threads = new HashMap<>();
  private volatile List<Allocated> most = List.of();

  /** The thread that reads JFR's events. */
  void set(long id, String name, long bytes) {
    threads.put(id, new Allocated(name, bytes));
    Map<String, Long> byName = new HashMap<>();
    threads.values().forEach(t -> byName.merge(t.thread(), t.bytes(), Long::sum));
    List<Allocated> all = new ArrayList<>();
    byName.forEach((thread, sum) -> all.add(new Allocated(thread, sum)));
    all.sort(Comparator.comparingLong(Allocated::bytes).reversed());
    most = List.copyOf(all);
  }

  /** Those with most bytes first; threads of one name together. */
  public List<Allocated> most() {
    return most;
  }
}
