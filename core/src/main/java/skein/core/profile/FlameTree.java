package skein.core.profile;

/**
 * Zones of one lane added up by what was around them: a tree of zones, each with its calls and
 * time. Zones come in the order in which they ended, so children wait by depth until the zone
 * around them comes. One thread; allocates nothing after construction.
 */
public final class FlameTree implements ZoneSink {
  /** No node. */
  public static final int NONE = -1;

  private final int[] zones;
  private final int[] children;
  private final int[] siblings;
  private final long[] counts;
  private final long[] totals;
  private final int[] waiting = new int[Lane.MOST_DEPTH + 1];
  private int free;
  private long leftOut;

  /** A tree of at most {@code nodes} nodes; zones that find no room are counted. */
  public FlameTree(int nodes) {
    zones = new int[nodes];
    children = new int[nodes];
    siblings = new int[nodes];
    counts = new long[nodes];
    totals = new long[nodes];
    clear();
  }

  /** Forgets everything. */
  public void clear() {
    java.util.Arrays.fill(waiting, NONE);
    for (int i = 0; i < zones.length; i++) {
      siblings[i] = i + 1 < zones.length ? i + 1 : NONE;
    }
    free = zones.length == 0 ? NONE : 0;
    leftOut = 0;
  }

  @Override
  public void zone(int zone, long start, long end, int depth, long value) {
    if (depth >= Lane.MOST_DEPTH) {
      return;
    }
    int inside = waiting[depth + 1];
    waiting[depth + 1] = NONE;
    int node = find(waiting[depth], zone);
    if (node == NONE) {
      node = take(zone);
      if (node == NONE) {
        leftOut++;
        give(inside);
        return;
      }
      siblings[node] = waiting[depth];
      waiting[depth] = node;
    }
    counts[node]++;
    totals[node] += end - start;
    children[node] = merge(children[node], inside);
  }

  /** Adds the list {@code from} to the list {@code into} and returns that. */
  private int merge(int into, int from) {
    int head = into;
    int next = from;
    while (next != NONE) {
      int node = next;
      next = siblings[node];
      int same = find(head, zones[node]);
      if (same == NONE) {
        siblings[node] = head;
        head = node;
      } else {
        counts[same] += counts[node];
        totals[same] += totals[node];
        children[same] = merge(children[same], children[node]);
        siblings[node] = free;
        free = node;
      }
    }
    return head;
  }

  private int find(int list, int zone) {
    for (int node = list; node != NONE; node = siblings[node]) {
      if (zones[node] == zone) {
        return node;
      }
    }
    return NONE;
  }

  private int take(int zone) {
    int node = free;
    if (node != NONE) {
      free = siblings[node];
      zones[node] = zone;
      children[node] = NONE;
      counts[node] = 0;
      totals[node] = 0;
    }
    return node;
  }

  private void give(int list) {
    int next = list;
    while (next != NONE) {
      int node = next;
      next = siblings[node];
      give(children[node]);
      siblings[node] = free;
      free = node;
    }
  }

  /** First of the outermost zones, or {@link #NONE}. */
  public int root() {
    return waiting[0];
  }

  /** First of the zones inside a node's, or {@link #NONE}. */
  public int child(int node) {
    return children[node];
  }

  /** Next zone beside a node's, or {@link #NONE}. */
  public int sibling(int node) {
    return siblings[node];
  }

  public int zone(int node) {
    return zones[node];
  }

  /** How often the zone ended there. */
  public long count(int node) {
    return counts[node];
  }

  /** Nanoseconds in the zone there, with all inside it. */
  public long total(int node) {
    return totals[node];
  }

  /** Zones for which there was no node. */
  public long leftOut() {
    return leftOut;
  }
}
