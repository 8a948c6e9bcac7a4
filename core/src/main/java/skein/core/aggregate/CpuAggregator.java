package skein.core.aggregate;

import org.jspecify.annotations.Nullable;
import skein.core.block.SlabSet;
import skein.core.memory.MemoryLedger;

/**
 * Counts on the caller's thread and helper threads that run only inside {@link #advance}, one array
 * of counts a thread, added up at the end. Deadlines are kept to about one block's time (20 us).
 */
public final class CpuAggregator implements Aggregator {
  private final MemoryLedger ledger;
  private final CpuTeam team;
  private final BlockKernel[] kernels;
  private final CpuTeam.Job countJob = this::countWork;
  private final CpuTeam.Job mergeJob = this::mergeWork;
  private @Nullable CpuGrid current;
  private long deadline;

  /** Uses all processors. */
  public CpuAggregator(MemoryLedger ledger) {
    this(ledger, Runtime.getRuntime().availableProcessors());
  }

  public CpuAggregator(MemoryLedger ledger, int threads) {
    this.ledger = ledger;
    this.team = new CpuTeam(threads);
    this.kernels = new BlockKernel[threads];
    for (int i = 0; i < threads; i++) {
      kernels[i] = new BlockKernel();
    }
  }

  @Override
  public String id() {
    return "cpu";
  }

  @Override
  public String describe() {
    return "CPU, " + team.members() + (team.members() == 1 ? " thread" : " threads");
  }

  @Override
  public CpuGrid createGrid(String owner) {
    return new CpuGrid(this, ledger, owner, team.members());
  }

  @Override
  public void restart(DensityGrid grid, GridSpec spec) {
    ((CpuGrid) grid).restart(spec, false);
  }

  @Override
  public boolean restartSampled(DensityGrid grid, GridSpec spec) {
    ((CpuGrid) grid).restart(spec, true);
    return true;
  }

  @Override
  public boolean advance(DensityGrid grid, SlabSet slabs, long deadlineNanos) {
    return ((CpuGrid) grid).advance(slabs, deadlineNanos);
  }

  void count(CpuGrid grid, long deadlineNanos) {
    run(countJob, grid, deadlineNanos);
  }

  void merge(CpuGrid grid, long deadlineNanos) {
    run(mergeJob, grid, deadlineNanos);
  }

  private void run(CpuTeam.Job job, CpuGrid grid, long deadlineNanos) {
    current = grid;
    deadline = deadlineNanos;
    team.run(job);
    current = null;
  }

  private void countWork(int member) {
    CpuGrid grid = current;
    if (grid != null) {
      grid.countWork(member, kernels[member], deadline);
    }
  }

  private void mergeWork(int member) {
    CpuGrid grid = current;
    if (grid != null) {
      grid.mergeWork(member, deadline);
    }
  }

  @Override
  public void demand(DensityGrid grid, BlockDemand to) {
    ((CpuGrid) grid).demand(to);
  }

  @Override
  public long upload(SlabSet slabs, long byteBudget) {
    return 0;
  }

  @Override
  public long pendingBytes(SlabSet slabs) {
    return 0;
  }

  @Override
  public void forget(SlabSet slabs) {}

  @Override
  public void close() {
    team.close();
  }
}
