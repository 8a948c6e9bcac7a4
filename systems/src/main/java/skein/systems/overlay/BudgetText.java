package skein.systems.overlay;

import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.budget.Budget;

/** Values of budgets for people. Allocates nothing. */
final class BudgetText {
  private BudgetText() {}

  /** Adds a value in the budget's unit. */
  static TextRun value(TextRun to, Budget budget, double value) {
    switch (budget.unit()) {
      case "bytes" -> AxisFormat.bytes(to, Math.round(value));
      case "share" -> {
        AxisFormat.decimal(to, value * 100, 1);
        to.add(" %");
      }
      default -> {
        AxisFormat.decimal(to, value, 2);
        to.add(' ').add(budget.unit());
      }
    }
    return to;
  }

  /** Adds a value that breaks the budget, and the limit. */
  static TextRun broken(TextRun to, Budget budget, double value) {
    value(to, budget, value).add(budget.atLeast() ? " < " : " > ");
    return value(to, budget, budget.limit());
  }
}
