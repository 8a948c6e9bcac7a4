package skein.core.profile;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Numbers for the names of zones, lanes and counters, given in the order of asking. Any thread;
 * asking for a known name allocates nothing.
 */
public final class ZoneTable {
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();
  private volatile String[] names = new String[0];

  /** The name's number, 0 for the first. */
  public int id(String name) {
    Integer known = ids.get(name);
    return known != null ? known : add(name);
  }

  /** The name's number, or -1 when it has none. */
  public int find(String name) {
    Integer known = ids.get(name);
    return known != null ? known : -1;
  }

  private synchronized int add(String name) {
    Integer known = ids.get(name);
    if (known != null) {
      return known;
    }
    String[] old = names;
    String[] next = java.util.Arrays.copyOf(old, old.length + 1);
    next[old.length] = name;
    names = next;
    ids.put(name, old.length);
    return old.length;
  }

  /**
   * The name of a number.
   *
   * @throws IndexOutOfBoundsException for a number that was never given
   */
  public String name(int id) {
    return names[id];
  }

  /** How many names have a number. */
  public int size() {
    return names.length;
  }
}
