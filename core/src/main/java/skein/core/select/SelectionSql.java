package skein.core.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import skein.core.query.AxisSql;
import skein.core.query.RowWindow;

/**
 * A selection as a SQL predicate over a source's columns. A polygon is tested within its bounding
 * box alone, which lets the reader skip parts of the file; a tree over y then leads each row to the
 * few edges at its height, so that the cost grows with the logarithm of the vertices. The tree is
 * balanced, hence shallow enough for any parser.
 *
 * @param x of the plot's axis
 * @param y likewise
 */
public record SelectionSql(AxisSql x, AxisSql y) {
  /** Edges that are tested one by one. */
  private static final int FEW = 3;

  /** Edges of both halves over edges of the whole, above which a part is not split again. */
  private static final double MOST_GROWTH = 1.3;

  /** True for exactly the rows whose positions {@link Selection#holds} says belong to it. */
  public String predicate(Selection selection) {
    RowWindow b = selection.bounds();
    String box = x.inside(b.baseX(), b.loX(), b.hiX());
    if (!selection.isRange()) {
      box += "\nAND " + y.inside(b.baseY(), b.loY(), b.hiY());
    }
    if (!selection.isLasso()) {
      return box;
    }
    // CASE, since AND may evaluate its sides in any order, and outside the box int64 may overflow
    return box + "\nAND CASE WHEN " + box + " THEN " + new Tree(selection).sql() + "ELSE false END";
  }

  private final class Tree {
    private final PolygonEdges edges;
    private final RowWindow bounds;
    private final String px;
    private final String py;

    Tree(Selection selection) {
      edges = selection.edges();
      bounds = selection.bounds();
      px = x.position(bounds.baseX(), bounds.loX(), bounds.hiX());
      py = y.position(bounds.baseY(), bounds.loY(), bounds.hiY());
    }

    String sql() {
      int[] all = new int[edges.count];
      Arrays.setAll(all, i -> i);
      // the upper edge stays open: a row may lie on it
      return part(all, bounds.loY(), Double.POSITIVE_INFINITY) + "\n";
    }

    /** The test of rows with {@code lo <= y < hi}; every edge given reaches into that range. */
    private String part(int[] some, double lo, double hi) {
      double middle = some.length > FEW ? middle(some, lo, hi) : lo;
      if (middle > lo) {
        double split = middle;
        int[] below = Arrays.stream(some).filter(e -> edges.lo(e) < split).toArray();
        int[] above = Arrays.stream(some).filter(e -> edges.hi(e) > split).toArray();
        if (below.length + above.length <= MOST_GROWTH * some.length) {
          return "CASE WHEN "
              + py
              + " < "
              + number(middle)
              + " THEN "
              + part(below, lo, middle)
              + " ELSE "
              + part(above, middle, hi)
              + " END";
        }
      }
      List<String> tests = new ArrayList<>();
      for (int edge : some) {
        tests.add(edge(edge, lo, hi));
      }
      return tests.isEmpty() ? "false" : odd(tests);
    }

    /** The median of where edges begin and end inside a range, or {@code lo} when none does. */
    private double middle(int[] some, double lo, double hi) {
      double[] ends =
          Arrays.stream(some)
              .mapToObj(e -> new double[] {edges.lo(e), edges.hi(e)})
              .flatMapToDouble(Arrays::stream)
              .filter(at -> at > lo && at < hi)
              .sorted()
              .distinct()
              .toArray();
      return ends.length == 0 ? lo : ends[ends.length / 2];
    }

    private String edge(int e, double lo, double hi) {
      StringBuilder out = new StringBuilder("(");
      if (edges.lo(e) > lo) {
        out.append(py).append(" >= ").append(number(edges.lo(e))).append(" AND ");
      }
      if (edges.hi(e) < hi) {
        out.append(py).append(" < ").append(number(edges.hi(e))).append(" AND ");
      }
      return out.append(px)
          .append(" < ")
          .append(number(edges.slope(e)))
          .append(" * (")
          .append(py)
          .append(" - ")
          .append(number(edges.lo(e)))
          .append(") + ")
          .append(number(edges.from(e)))
          .append(")")
          .toString();
    }
  }

  /** True where an odd number of tests is true, as a balanced tree. */
  private static String odd(List<String> tests) {
    int n = tests.size();
    return n == 1
        ? tests.getFirst()
        : "(" + odd(tests.subList(0, n / 2)) + " <> " + odd(tests.subList(n / 2, n)) + ")";
  }

  /** A literal of type DOUBLE; the exponent tells it from DECIMAL. */
  private static String number(double value) {
    String digits = Double.toString(value);
    String literal = digits.indexOf('E') >= 0 ? digits.replace('E', 'e') : digits + "e0";
    return value < 0 || literal.charAt(0) == '-' ? "(" + literal + ")" : literal;
  }
}
