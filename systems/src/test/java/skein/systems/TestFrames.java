package skein.systems;

import skein.components.FrameComponent;
import skein.core.aggregate.CpuAggregator;
import skein.core.measure.FrameRecorder;
import skein.core.memory.MemoryLedger;

/** Frames of an engine without a GPU. */
public final class TestFrames {
  private TestFrames() {}

  public static FrameComponent onOneThread() {
    MemoryLedger ledger = new MemoryLedger();
    return new FrameComponent(
        new CpuAggregator(ledger, 1),
        new FrameRecorder(FrameRecorder.BUDGET_NANOS),
        ledger,
        new MemoryLedger(),
        "",
        "");
  }
}
