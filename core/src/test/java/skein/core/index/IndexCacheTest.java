package skein.core.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import skein.core.axis.AxisScale;
import skein.core.block.BlockSlab;
import skein.core.block.SlabSet;
import skein.core.fault.SkeinException;
import skein.core.load.LoadProgress;
import skein.core.memory.MemoryLedger;
import skein.core.memory.NoLeaks;
import skein.core.source.ColourMode;
import skein.core.source.DataSource;
import skein.core.source.Projection;
import skein.core.source.SourceRequest;
import skein.core.source.Sources;

/** Building, reusing and not trusting index files. */
@ExtendWith(NoLeaks.class)
@Timeout(240)
class IndexCacheTest {
  private static final int ROWS = 100_000;

  @TempDir Path folder;
  private Path file = Path.of("");
  private Path home = Path.of("");

  @BeforeEach
  void makeRows() throws Exception {
    home = folder.resolve("cache");
    file = rows(1);
  }

  private Path rows(int salt) throws Exception {
    return IndexFixture.parquet(
        folder.resolve("rows.parquet"),
        "SELECT hash(i + "
            + salt
            + ") / 1.8e19 AS x, i * 0.5 AS y, i % 5 AS kind, i * 2.0 AS v"
            + " FROM range("
            + ROWS
            + ") t(i)");
  }

  /** Uses the index of a request once. */
  private <T> T with(MemoryLedger ledger, SourceRequest request, String colour, Use<T> use)
      throws Exception {
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(request)) {
      ColourMode mode = colour.isEmpty() ? ColourMode.COUNT : null;
      Projection projection =
          source.project(
              "x", "y", colour.isEmpty() ? null : colour, mode, AxisScale.LINEAR, AxisScale.LINEAR);
      IndexCache cache = new IndexCache(ledger, home);
      try (IndexCache.Found found =
          Objects.requireNonNull(cache.obtain(source, projection, progress(), () -> false))) {
        return use.of(found, cache.file(IndexKey.of(source, projection, IndexOrder.SPATIAL)));
      }
    }
  }

  @FunctionalInterface
  private interface Use<T> {
    T of(IndexCache.Found found, Path file) throws Exception;
  }

  private static IndexProgress progress() {
    return new IndexProgress(new LoadProgress());
  }

  private SourceRequest plain() {
    return new SourceRequest(file.toString(), null, null);
  }

  private boolean reused(MemoryLedger ledger) throws Exception {
    return with(
        ledger,
        plain(),
        "",
        (found, at) -> {
          assertThat(found.index().rows()).isEqualTo(ROWS);
          return found.reused();
        });
  }

  @Test
  void shouldReuseWhatIsThere(MemoryLedger ledger) throws Exception {
    assertThat(reused(ledger)).isFalse();
    assertThat(reused(ledger)).isTrue();
    assertThat(left()).hasSize(1);
  }

  /** Files in the cache but for locks. */
  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(name -> !name.endsWith(".lock"))
          .toList();
    }
  }

  @Test
  void shouldBuildAgainWhenTheSourceChanged(MemoryLedger ledger) throws Exception {
    assertThat(reused(ledger)).isFalse();
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    assertThat(reused(ledger)).isFalse();
    rows(2);
    assertThat(reused(ledger)).isFalse();
    assertThat(reused(ledger)).isTrue();
    assertThat(left()).hasSize(1);
  }

  @Test
  void shouldBuildAgainWhatIsDamaged(MemoryLedger ledger) throws Exception {
    Path index = with(ledger, plain(), "", (found, at) -> at);
    byte[] whole = Files.readAllBytes(index);
    Files.write(index, java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThat(reused(ledger)).isFalse();
    Files.writeString(index, "not an index");
    assertThat(reused(ledger)).isFalse();
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    whole[text.lastIndexOf("nonPositive") + 14] ^= 1;
    Files.write(index, whole);
    assertThat(reused(ledger)).isFalse();
    assertThat(reused(ledger)).isTrue();
  }

  @Test
  void shouldTellOtherRowsApart(MemoryLedger ledger) throws Exception {
    String path = file.toString();
    assertThat(reused(ledger)).isFalse();
    SourceRequest half = new SourceRequest(path, "kind < 2", null);
    SourceRequest query = new SourceRequest(path, null, "SELECT x, y FROM source LIMIT 10");
    assertThat(count(ledger, half)).isEqualTo(ROWS / 5 * 2L);
    assertThat(count(ledger, query)).isEqualTo(10);
    boolean again = with(ledger, half, "", (f, at) -> f.reused());
    assertThat(again).isTrue();
    assertThat(left()).hasSize(3);
  }

  private long count(MemoryLedger ledger, SourceRequest request) throws Exception {
    return with(ledger, request, "", (found, at) -> found.index().rows());
  }

  @Test
  void shouldAddChannelsToAnIndexThatStays(MemoryLedger ledger) throws Exception {
    Path index = with(ledger, plain(), "", (found, at) -> at);
    FileTime built = Files.getLastModifiedTime(index);
    for (int round = 0; round < 2; round++) {
      with(
          ledger,
          plain(),
          "v",
          (found, at) -> {
            checkCodes(found);
            return at;
          });
    }
    assertThat(Files.getLastModifiedTime(index)).isEqualTo(built);
    assertThat(left()).hasSize(2);
  }

  /** v grows with the row from 0 to its largest: code 1 to 65,535. */
  private static void checkCodes(IndexCache.Found found) {
    SlabSet slabs = found.index().slabs(ColourMode.MEAN, found.planes());
    int block = 0;
    for (int s = 0; s < slabs.size(); s++) {
      BlockSlab slab = slabs.get(s);
      for (int b = 0; b < slab.blocks(); b++, block++) {
        assertThat(found.planes().getFirst().verify(block)).isTrue();
        for (int i = 0; i < slab.count(b); i++) {
          long at = slab.channelAt(0, b) + 2L * i;
          int code = slab.channel(0).get(java.lang.foreign.ValueLayout.JAVA_SHORT, at) & 0xffff;
          double share = found.index().row(block, i) / (ROWS - 1.0);
          assertThat(code).isEqualTo(1 + (int) Math.rint(share * 65_534));
        }
      }
    }
    assertThat(block).isEqualTo(found.index().blocks());
  }

  @Test
  void shouldBuildOnceForTwoAtTheSameTime(MemoryLedger ledger) throws Exception {
    AtomicInteger built = new AtomicInteger();
    Callable<Boolean> once =
        () -> {
          boolean reused = reused(ledger);
          built.addAndGet(reused ? 0 : 1);
          return reused;
        };
    ExecutorService both = Executors.newFixedThreadPool(2);
    List<Future<Boolean>> outcomes = new ArrayList<>();
    outcomes.add(both.submit(once));
    outcomes.add(both.submit(once));
    for (Future<Boolean> outcome : outcomes) {
      outcome.get(60, TimeUnit.SECONDS);
    }
    both.shutdown();
    assertThat(built.get()).isEqualTo(1);
  }

  @Test
  void shouldLeaveNothingWhenCancelled(MemoryLedger ledger) throws Exception {
    try (Sources sources = new Sources(ledger);
        DataSource source = sources.open(plain())) {
      Projection projection = IndexFixture.project(source, AxisScale.LINEAR, AxisScale.LINEAR);
      AtomicInteger asked = new AtomicInteger();
      IndexCache cache = new IndexCache(ledger, home);
      assertThat(cache.obtain(source, projection, progress(), () -> asked.incrementAndGet() > 3))
          .isNull();
    }
    assertThat(left()).isEmpty();
  }

  @Test
  void shouldRemoveWhatAKilledBuildLeft(MemoryLedger ledger) throws Exception {
    Path index = with(ledger, plain(), "", (found, at) -> at);
    String name = index.getFileName().toString().replace(".arrow", "");
    Files.delete(index);
    Files.writeString(home.resolve(name + ".part"), "half");
    Files.writeString(home.resolve(name + ".spool.0"), "rows");
    assertThat(reused(ledger)).isFalse();
    assertThat(left()).containsExactly(name + ".arrow");
  }

  @Test
  void shouldSayThatTheDiskIsFull(MemoryLedger ledger) throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", small.toString())
            .redirectErrorStream(true)
            .start();
    Assumptions.assumeTrue(mount.waitFor() == 0, "this user may not mount a tmpfs");
    home = small;
    try {
      assertThatThrownBy(() -> reused(ledger))
          .isInstanceOf(SkeinException.class)
          .hasMessageContaining("the disk is full")
          .hasMessageContaining("--index-dir");
      assertThat(left()).isEmpty();
    } finally {
      new ProcessBuilder("umount", small.toString()).start().waitFor();
    }
  }
}
