package skein.core.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;

/** Histories, statistics and flame trees against random nested zones kept as a plain tree. */
@ExtendWith(NoLeaks.class)
class ZoneSumsTest {
  private record Zone(int zone, long start, long end, int depth, List<Zone> inside) {}

  @Test
  void shouldHoldTheLastZonesAndFindThemByTime(MemoryLedger ledger) {
    SplittableRandom random = new SplittableRandom(5);
    List<Zone> all = new ArrayList<>();
    try (ZoneHistory history = new ZoneHistory(ledger, 20_000)) {
      long now = 0;
      for (int i = 0; i < 70_000; i++) {
        now += random.nextInt(10);
        Zone zone = new Zone(i, now - random.nextInt(30), now, random.nextInt(5), List.of());
        all.add(zone);
        history.zone(zone.zone, zone.start, zone.end, zone.depth, 0);
        if (i % 7_777 == 0) {
          assertThat(history.size() + history.dropped()).isEqualTo(all.size());
          assertThat(history.size()).isGreaterThanOrEqualTo(Math.min(all.size(), 20_000));
          List<Zone> held = all.subList((int) history.dropped(), all.size());
          long from = now - random.nextInt(50_000);
          long to = from + random.nextInt(20_000);
          List<Integer> expected =
              held.stream().filter(z -> z.start <= to && z.end >= from).map(Zone::zone).toList();
          List<Integer> found = new ArrayList<>();
          history.between(from, to, (z, start, end, depth, value) -> found.add(z));
          assertThat(found).isEqualTo(expected);
        }
      }
      assertThat(history.dropped()).isPositive();
      assertThat(history.deepest()).isEqualTo(4);
    }
  }

  @Test
  void shouldSumAsThePlainTreeDoes() {
    for (long s = 1; s <= 50; s++) {
      long seed = s;
      SplittableRandom random = new SplittableRandom(seed);
      List<Zone> roots = new ArrayList<>();
      long now = 0;
      for (int i = 0; i < 30; i++) {
        Zone root = make(random, now, 0);
        roots.add(root);
        now = root.end + random.nextInt(5);
      }
      ZoneStats stats = new ZoneStats();
      FlameTree tree = new FlameTree(4_096);
      roots.forEach(root -> give(root, stats));
      roots.forEach(root -> give(root, tree));
      checkStats(seed, roots, stats);
      Map<String, long[]> expected = new TreeMap<>();
      roots.forEach(root -> paths(root, "", expected));
      Map<String, long[]> found = new TreeMap<>();
      read(tree, tree.root(), "", found);
      assertThat(tree.leftOut()).isZero();
      assertThat(found.keySet()).as("seed %d", seed).isEqualTo(expected.keySet());
      found.forEach((k, v) -> assertThat(v).as("seed %d %s", seed, k).isEqualTo(expected.get(k)));
    }
  }

  @Test
  void shouldCountWhatAFullTreeLeavesOut() {
    FlameTree tree = new FlameTree(3);
    for (int zone = 0; zone < 10; zone++) {
      tree.zone(zone, 0, 1, 0, 0);
    }
    assertThat(tree.leftOut()).isEqualTo(7);
    tree.clear();
    tree.zone(4, 0, 1, 1, 0);
    tree.zone(5, 0, 2, 0, 0);
    assertThat(tree.zone(tree.child(tree.root()))).isEqualTo(4);
  }

  private static Zone make(SplittableRandom random, long from, int depth) {
    List<Zone> inside = new ArrayList<>();
    long now = from + random.nextInt(20);
    for (int i = random.nextInt(Math.max(1, 5 - depth)); i > 0; i--) {
      Zone child = make(random, now, depth + 1);
      inside.add(child);
      now = child.end + random.nextInt(3);
    }
    return new Zone(random.nextInt(6), from, now + random.nextInt(100), depth, inside);
  }

  private static void give(Zone zone, ZoneSink sink) {
    zone.inside.forEach(child -> give(child, sink));
    sink.zone(zone.zone, zone.start, zone.end, zone.depth, 0);
  }

  private static void paths(Zone zone, String above, Map<String, long[]> out) {
    String path = above + "/" + zone.zone;
    long[] sums = out.computeIfAbsent(path, p -> new long[2]);
    sums[0]++;
    sums[1] += zone.end - zone.start;
    zone.inside.forEach(child -> paths(child, path, out));
  }

  private static void read(FlameTree tree, int list, String above, Map<String, long[]> out) {
    for (int node = list; node != FlameTree.NONE; node = tree.sibling(node)) {
      String path = above + "/" + tree.zone(node);
      assertThat(out.put(path, new long[] {tree.count(node), tree.total(node)})).isNull();
      read(tree, tree.child(node), path, out);
    }
  }

  private static void checkStats(long seed, List<Zone> roots, ZoneStats stats) {
    Map<Integer, List<Zone>> byZone = new HashMap<>();
    roots.forEach(root -> collect(root, byZone));
    for (int zone = 0; zone < 6; zone++) {
      List<Zone> zones = byZone.getOrDefault(zone, List.of());
      long[] nanos = zones.stream().mapToLong(z -> z.end - z.start).sorted().toArray();
      assertThat(stats.count(zone)).as("seed %d zone %d", seed, zone).isEqualTo(nanos.length);
      assertThat(stats.total(zone)).isEqualTo(Arrays.stream(nanos).sum());
      assertThat(stats.self(zone)).isEqualTo(zones.stream().mapToLong(ZoneSumsTest::self).sum());
      if (nanos.length > 0) {
        double median = nanos[(nanos.length + 1) / 2 - 1];
        assertThat((double) stats.percentile(zone, 50)).isCloseTo(median, within(median / 64 + 1));
        long[] bins = new long[12];
        stats.bins(zone, 1, 2, bins);
        assertThat(Arrays.stream(bins).sum()).isEqualTo(nanos.length);
      }
    }
  }

  private static void collect(Zone zone, Map<Integer, List<Zone>> out) {
    out.computeIfAbsent(zone.zone, z -> new ArrayList<>()).add(zone);
    zone.inside.forEach(child -> collect(child, out));
  }

  private static long self(Zone zone) {
    long inside = zone.inside.stream().mapToLong(z -> z.end - z.start).sum();
    return zone.end - zone.start - inside;
  }
}
