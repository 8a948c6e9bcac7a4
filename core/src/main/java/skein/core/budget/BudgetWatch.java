package skein.core.budget;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts what breaks the limits. A break is told once and again only after the measure has held for
 * {@link #CALM_NANOS}. One thread; checking allocates nothing unless there is something to tell.
 */
public final class BudgetWatch {
  /** A break, for the log and the panel. */
  @FunctionalInterface
  public interface Listener {
    /** Called once when a limit begins to be broken. */
    void broken(Budget budget, double value);
  }

  /**
   * What broke a limit.
   *
   * @param worst the value farthest from the limit
   * @param count how many values broke it
   */
  public record Violation(Budget budget, double worst, long count) {}

  /** How long a measure must hold before a new break is told. */
  public static final long CALM_NANOS = 2_000_000_000L;

  private final List<Budget> budgets;
  private final Listener listener;
  private final double[] worst;
  private final double[] newest;
  private final long[] counts;
  private final long[] lastBroken;
  private final boolean[] telling;

  public BudgetWatch(Budgets budgets, Listener listener) {
    this.budgets = List.copyOf(budgets.all());
    this.listener = listener;
    int n = this.budgets.size();
    worst = new double[n];
    java.util.Arrays.fill(worst, Double.NaN);
    newest = worst.clone();
    counts = new long[n];
    lastBroken = new long[n];
    telling = new boolean[n];
  }

  /** The place of a budget for {@link #check}; -1 when there is no such limit. */
  public int place(String name) {
    for (int i = 0; i < budgets.size(); i++) {
      if (budgets.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Takes a value at a time of {@code System.nanoTime}; without a limit (-1) nothing happens. */
  public void check(int place, double value, long now) {
    if (place < 0) {
      return;
    }
    Budget budget = budgets.get(place);
    if (budget.holds(value)) {
      if (telling[place] && now - lastBroken[place] > CALM_NANOS) {
        telling[place] = false;
      }
      return;
    }
    counts[place]++;
    newest[place] = value;
    if (budget.worse(value, worst[place])) {
      worst[place] = value;
    }
    boolean news = !telling[place];
    telling[place] = true;
    lastBroken[place] = now;
    if (news) {
      listener.broken(budget, value);
    }
  }

  public List<Budget> budgets() {
    return budgets;
  }

  /** True while a limit is broken or was a moment ago. */
  public boolean broken(int place, long now) {
    return place >= 0 && telling[place] && now - lastBroken[place] <= CALM_NANOS;
  }

  public long count(int place) {
    return counts[place];
  }

  /** The value that broke the limit last; NaN when all held. */
  public double newest(int place) {
    return newest[place];
  }

  /** The first limit from a place on that is broken or was a moment ago; -1 for none. */
  public int nextBroken(int from, long now) {
    for (int i = from; i < counts.length; i++) {
      if (broken(i, now)) {
        return i;
      }
    }
    return -1;
  }

  /** The value farthest from the limit; NaN when all held. */
  public double worst(int place) {
    return worst[place];
  }

  /** The limits that were broken. */
  public List<Violation> violations() {
    List<Violation> out = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        out.add(new Violation(budgets.get(i), worst[i], counts[i]));
      }
    }
    return out;
  }
}
