package skein.core.session;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.budget.BudgetWatch;
import skein.core.memory.MemoryLedger;
import skein.core.profile.Capture;
import skein.core.profile.FrameSpan;
import skein.core.profile.ZoneStats;

/**
 * A reopened session with all that panels show of it.
 *
 * @param path the file
 * @param name the file's name, for people
 * @param about what was flown on what machine, for people
 * @param span the frames that count; those before are of loading
 * @param stats durations by zone of each lane over the span, in the lanes' order
 * @param host what owners held on the host when it was written
 * @param gpu likewise on the GPU
 * @param budgets the limits and what broke them
 * @param totals of JVM, queries, queues, threads
 */
public record SavedRun(
    Path path,
    String name,
    String about,
    SessionFile file,
    FrameSpan span,
    List<ZoneStats> stats,
    MemoryLedger host,
    MemoryLedger gpu,
    BudgetWatch budgets,
    RunTotals totals)
    implements AutoCloseable {
  /** Whether both are the same reopened file, not one of equal content. */
  @SuppressWarnings("ReferenceEquality")
  public static boolean same(@Nullable SavedRun a, @Nullable SavedRun b) {
    return a == b;
  }

  public Capture capture() {
    return file.capture();
  }

  @Override
  public void close() {
    file.close();
  }
}
