package skein.core.budget;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;

/** Which budgets limit what the log says of each frame, and what it says. Any thread. */
public final class FrameMeasures {
  private final List<Budget> budgets;
  private final @Nullable FrameField[] fields;

  public FrameMeasures(List<Budget> budgets) {
    this.budgets = List.copyOf(budgets);
    fields = new @Nullable FrameField[budgets.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = field(budgets.get(i).name());
    }
  }

  private static @Nullable FrameField field(String budget) {
    for (FrameField stage : FrameField.STAGES) {
      if (budget.equals(Budgets.SYSTEM + stage.part())) {
        return stage;
      }
    }
    return switch (budget) {
      case Budgets.FRAME -> FrameField.CPU_BUSY;
      case Budgets.ALLOCATED -> FrameField.ALLOCATED;
      case Budgets.INPUT_LATENCY -> FrameField.INPUT_LATENCY;
      default -> null;
    };
  }

  /** Of the budget at a place; null when it limits something else than frames. */
  public @Nullable FrameField field(int place) {
    return fields[place];
  }

  /** What a frame came to, in the budget's unit; NaN where that is not known. */
  public double value(int place, FrameLog log, long frame) {
    FrameField field = fields[place];
    long value = field == null ? FrameLog.UNKNOWN : log.get(frame, field);
    if (field == null || value == FrameLog.UNKNOWN) {
      return Double.NaN;
    }
    return field.unit() == FrameField.Unit.NANOS ? value / 1e6 : (double) value;
  }

  /** Whether a frame breaks the budget at a place. */
  public boolean breaks(int place, FrameLog log, long frame) {
    return !budgets.get(place).holds(value(place, log, frame));
  }

  /** How many budgets a frame breaks. */
  public int broken(FrameLog log, long frame) {
    int sum = 0;
    for (int i = 0; i < fields.length; i++) {
      sum += breaks(i, log, frame) ? 1 : 0;
    }
    return sum;
  }
}
