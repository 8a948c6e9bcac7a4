package skein.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import skein.core.axis.AxisScale;
import skein.core.batch.BatchStream;
import skein.core.batch.ColumnBatch;
import skein.core.fault.SkeinException;
import skein.core.memory.MemoryLedger;

/** Whatever is wrong with a file, it is said in one line. */
class BadInputTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;

  /** Opens, describes, measures and streams; null when all went well. */
  private static @Nullable SkeinException read(String location) {
    try (Sources sources = new Sources(new MemoryLedger());
        DataSource source = sources.open(new SourceRequest(location, null, null))) {
      source.statistics();
      source.countRows();
      Projection p = source.project(null, null, null, null, AxisScale.LINEAR, AxisScale.LINEAR);
      try (BatchStream stream = source.stream(p)) {
        for (ColumnBatch batch = stream.next(); batch != null; batch = stream.next()) {
          batch.close();
        }
      }
      return null;
    } catch (SkeinException e) {
      return e;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "missing.parquet, no such file",
    "*.nothing, no file matches",
    "folder, is a folder",
    "empty.csv, is empty",
    "short.parquet, 'short.parquet:'",
    "wrong.parquet, not a Parquet file",
    "wrong.duckdb, not a DuckDB file",
    "noise.bin, format is not known",
    "cut.arrow, 'cut.arrow:'",
    "cut.gz, gzip data are damaged",
    "a.csv::t, not a DuckDB file",
    "text.csv, no column holds numbers",
    "latin.csv, not utf-8",
    "late.csv, Could not convert",
    "bad.json, Malformed JSON",
  })
  void oneClearLine(String name, String expected) throws Exception {
    Files.createDirectory(folder.resolve("folder"));
    Files.createFile(folder.resolve("empty.csv"));
    byte[] parquet = bytes("whole.parquet");
    Files.write(folder.resolve("short.parquet"), java.util.Arrays.copyOf(parquet, 400));
    Files.writeString(folder.resolve("wrong.parquet"), "a,b\n1,2\n");
    Files.writeString(folder.resolve("wrong.duckdb"), "a,b\n1,2\n");
    Files.write(folder.resolve("noise.bin"), new byte[] {1, 2, 3, 0, 5});
    Files.write(folder.resolve("cut.arrow"), java.util.Arrays.copyOf(bytes("whole.arrow"), 900));
    Files.write(folder.resolve("cut.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 1});
    Files.writeString(folder.resolve("a.csv"), "a,b\n1,2\n");
    Files.writeString(folder.resolve("text.csv"), "a,b\nx,y\nz,w\n");
    Files.write(
        folder.resolve("latin.csv"), "a,b\nStraße,2\nx,3\n".getBytes(StandardCharsets.ISO_8859_1));
    Files.writeString(
        folder.resolve("late.csv"),
        IntStream.range(0, 60_000)
            .mapToObj(i -> i + "," + i)
            .collect(Collectors.joining("\n", "a,b\n", "\nx,y\n")));
    Files.writeString(folder.resolve("bad.json"), "{\"a\": 1}\n{\"a\": ]\n");
    SkeinException fault = read(folder.resolve(name).toString());
    assertThat(fault).isNotNull();
    assertThat(fault.kind()).isEqualTo(SkeinException.Kind.INPUT);
    assertThat(fault.line()).containsIgnoringCase(expected).doesNotContain("\n");
    assertThat(fault.line()).doesNotContain("Error:").doesNotContain("Exception");
  }

  private byte[] bytes(String name) throws Exception {
    Path file = folder.resolve(name);
    SourceFiles.write(file, "SELECT range AS a, range AS b FROM range(1000)");
    return Files.readAllBytes(file);
  }

  @Test
  void wrongTableListsTheOthers() throws Exception {
    SourceFiles.write(folder.resolve("a.duckdb"), "SELECT 1 AS a");
    SkeinException fault = read(folder.resolve("a.duckdb") + "::nope");
    assertThat(fault).isNotNull();
    assertThat(fault.line()).contains("'nope'", "my \"rows\"", "other");
    SkeinException none = read(folder.resolve("a.duckdb").toString());
    assertThat(none).isNotNull();
    assertThat(none.line()).contains("2 tables");
  }

  @Test
  void oddButSoundFiles() throws Exception {
    Path wide = folder.resolve("wide.csv");
    String names = IntStream.range(0, 5000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    String values = names.replace("c", "");
    Files.writeString(wide, names + "\n" + values + "\n" + values + "\n");
    assertThat(read(wide.toString())).isNull();
    try (Sources sources = new Sources(new MemoryLedger());
        DataSource source = sources.open(new SourceRequest(wide.toString(), null, null))) {
      assertThat(source.info().columns())
          .extracting(ColumnInfo::name)
          .containsExactly(names.split(","));
    }
    String none =
        SourceFiles.write(folder.resolve("none.parquet"), "SELECT 1 AS a, 2.5 AS b WHERE false");
    assertThat(read(none)).isNull();
    String nulls =
        SourceFiles.write(
            folder.resolve("nulls.parquet"),
            "SELECT NULL::DOUBLE AS a, NULL::BIGINT AS b FROM range(3)");
    assertThat(read(nulls)).isNull();
    String odd =
        SourceFiles.write(
            folder.resolve("odd.parquet"),
            "SELECT 'nan'::DOUBLE AS a, 1e308 AS b UNION ALL SELECT 'inf'::DOUBLE, -1e308");
    assertThat(read(odd)).isNull();
    Path twice = folder.resolve("twice.csv");
    Files.writeString(twice, "a,a,A,ä\n1,2,3,4\n5,6,7,8\n");
    assertThat(read(twice.toString())).isNull();
    Path longName = folder.resolve("long.csv");
    Files.writeString(longName, "n".repeat(70_000) + ",b\n1,2\n3,4\n");
    SkeinException fault = read(longName.toString());
    assertThat(fault == null || fault.line().length() < 2000).isTrue();
  }

  @Test
  void namesAreResolvedOrSuggested() throws Exception {
    Path file = folder.resolve("names.csv");
    Files.writeString(file, "Price,price,Quantity,t\n1,2,3,4\n");
    try (Sources sources = new Sources(new MemoryLedger());
        DataSource source = sources.open(new SourceRequest(file.toString(), null, null))) {
      List<String> names = source.info().columns().stream().map(ColumnInfo::name).toList();
      assertThat(names).hasSize(4).doesNotHaveDuplicates();
      Projection p =
          source.project("QUANTITY", "T", null, null, AxisScale.LINEAR, AxisScale.LINEAR);
      assertThat(p.x()).isEqualTo("Quantity");
      assertThatThrownBy(
              () -> source.project("quantiy", "t", null, null, AxisScale.LINEAR, AxisScale.LINEAR))
          .hasMessageContaining("nearest: 'Quantity'");
    }
  }

  /** The collections of broken files, where they are at hand. */
  @Test
  void collectionsOfBrokenFiles() throws Exception {
    Path data = Path.of(System.getProperty("skein.data", "../../shared/data")).resolve("bad");
    assumeTrue(Files.isDirectory(data));
    List<String> slow = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(data)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      long start = System.nanoTime();
      SkeinException fault = read(file.toString());
      if (fault != null) {
        assertThat(fault.line()).hasSizeLessThan(900).doesNotContain("\tat ");
      }
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        slow.add(file.toString());
      }
    }
    assertThat(slow).isEmpty();
  }
}
