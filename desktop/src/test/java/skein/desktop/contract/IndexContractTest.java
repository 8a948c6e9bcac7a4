package skein.desktop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code index} reports, and that no fault leaves an index that lies. */
class IndexContractTest {
  private static final long ROWS = 3_000_000;

  private static final Duration LIMIT = Duration.ofSeconds(180);

  @TempDir private Path folder;
  private Path file = Path.of("");
  private Path home = Path.of("");

  @BeforeEach
  void makeRows() throws SQLException, IOException {
    file = folder.resolve("rows.parquet");
    home = Files.createDirectory(folder.resolve("indexes"));
    rows(0);
  }

  private void rows(int salt) throws SQLException {
    try (ContractData data = new ContractData()) {
      data.parquet(
          file,
          "SELECT (hash(i + "
              + salt
              + ") % 1000003) / 1000.0 AS x, (hash(i * 31) % 999983) / 500.0 AS y, i % 7 AS kind"
              + " FROM range("
              + ROWS
              + ") AS r(i)");
    }
  }

  private String[] command(String name) {
    return new String[] {
      name, file.toString(), "--x=x", "--y=y", "--index-dir", home.toString(),
    };
  }

  private static String[] with(String[] command, String... more) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private JsonNode index(String... more) {
    Path report = folder.resolve("report.json");
    String[] all = with(with(command("index"), "--report", report.toString()), more);
    SkeinProcess.run(all).succeeded();
    return SkeinProcess.json(SkeinProcess.read(report));
  }

  private JsonNode state() {
    String[] info = {"info", file.toString(), "--json", "--index-dir", home.toString()};
    return SkeinProcess.run(info).succeeded().json().get("index");
  }

  /** Files in the folder of indexes but for locks. */
  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(home)) {
      return files.filter(f -> !f.toString().endsWith(".lock")).toList();
    }
  }

  private Path only() throws IOException {
    assertThat(left()).hasSize(1);
    return left().getFirst();
  }

  private void drawsAllRows() {
    Rendered drawn =
        Rendered.of(
            folder,
            file,
            "--x=x",
            "--y=y",
            "--size=160x100",
            "--index-rows=1",
            "--index-dir=" + home);
    assertThat(drawn.report().get("gridSum").asLong()).isEqualTo(ROWS);
  }

  @Test
  void reportsWhatItDidAndInfoWhatIsThere() throws IOException {
    assertThat(state().get("state").asText()).isEqualTo("none");
    JsonNode built = index();
    Path index = only();
    assertThat(built.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "rows",
            "blocks",
            "levels",
            "seconds",
            "rowsPerSecond",
            "peakAnonymousBytes",
            "file",
            "fileBytes",
            "reused");
    assertThat(built.get("rows").asLong()).isEqualTo(ROWS);
    assertThat(built.get("blocks").asInt()).isBetween((int) (ROWS / 16_384), 400);
    assertThat(built.get("levels").asInt()).isGreaterThan(5);
    assertThat(built.get("seconds").asDouble()).isPositive();
    assertThat(built.get("rowsPerSecond").asDouble()).isPositive();
    assertThat(built.get("peakAnonymousBytes").asLong()).isGreaterThan(10_000_000);
    assertThat(built.get("file").asText()).isEqualTo(index.toString());
    assertThat(built.get("fileBytes").asLong()).isEqualTo(Files.size(index));
    assertThat(built.get("reused").asBoolean()).isFalse();
    JsonNode again = index();
    assertThat(again.get("reused").asBoolean()).isTrue();
    assertThat(again.get("rowsPerSecond").isNull()).isTrue();
    JsonNode there = state();
    assertThat(there.get("state").asText()).isEqualTo("ready");
    assertThat(there.get("rows").asLong()).isEqualTo(ROWS);
    assertThat(there.get("blocks").asInt()).isEqualTo(built.get("blocks").asInt());
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    assertThat(state().get("state").asText()).isEqualTo("stale");
    assertThat(index().get("reused").asBoolean()).isFalse();
    Files.write(index, java.util.Arrays.copyOf(Files.readAllBytes(index), 100_000));
    assertThat(state().get("state").asText()).isEqualTo("damaged");
    assertThat(index().get("reused").asBoolean()).isFalse();
  }

  /** Killed at any moment, it leaves no index or a whole one, and its rests go with the next. */
  @Test
  void survivesBeingKilled() throws IOException, InterruptedException {
    long seed = 20_261_121;
    SplittableRandom random = new SplittableRandom(seed);
    int begun = 0;
    for (int round = 0; round < 6; round++) {
      int patience = random.nextInt(700);
      try (SkeinProcess process = SkeinProcess.start(Map.of(), command("index"))) {
        while (process.isAlive() && left().isEmpty()) {
          Thread.sleep(2);
        }
        begun += left().isEmpty() ? 0 : 1;
        Thread.sleep(patience);
        ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly);
        process.await(LIMIT);
      }
      String now = state().get("state").asText();
      assertThat(now).as("seed %d, round %d", seed, round).isIn("none", "ready");
      if (now.equals("ready")) {
        Files.delete(only());
      }
    }
    assertThat(begun).isPositive();
    assertThat(index().get("rows").asLong()).isEqualTo(ROWS);
    only();
    drawsAllRows();
  }

  @Test
  void isBuiltOnceByTwoProcesses() throws IOException {
    try (SkeinProcess one = SkeinProcess.start(Map.of(), command("index"));
        SkeinProcess two = SkeinProcess.start(Map.of(), command("index"))) {
      String said = one.await(LIMIT).succeeded().out() + two.await(LIMIT).succeeded().out();
      assertThat(said).containsOnlyOnce("there already").contains(only().toString());
    }
    drawsAllRows();
  }

  @Test
  void saysThatTheDiskIsFullAndLeavesNothing() throws IOException, InterruptedException {
    int[] sizes = {1, 12, 24};
    for (int megabytes : sizes) {
      try (SmallDisk _ = SmallDisk.at(home, megabytes)) {
        SkeinProcess.Result result = SkeinProcess.run(command("index")).failed(4);
        assertThat(result.err()).contains("the disk is full", "--index-dir");
        String[] render = with(command("render"), "--index-rows=1", "--out", folder + "/p.png");
        assertThat(SkeinProcess.run(render).failed(4).err()).contains("the disk is full");
        assertThat(left()).isEmpty();
      }
    }
  }

  /** Opening does not look at all blocks; one that turns out damaged has the index built again. */
  @Test
  void buildsAnIndexAgainWhoseBlocksAreDamaged() throws IOException {
    index();
    Path index = only();
    byte[] before = Files.readAllBytes(index);
    try (RandomAccessFile bytes = new RandomAccessFile(index.toFile(), "rw")) {
      bytes.seek(1_000_003);
      int was = bytes.read();
      bytes.seek(1_000_003);
      bytes.write(was ^ 16);
    }
    assertThat(state().get("state").asText()).isEqualTo("ready");
    drawsAllRows();
    assertThat(Files.size(only())).isEqualTo(before.length);
    assertThat(state().get("state").asText()).isEqualTo("ready");
    drawsAllRows();
  }

  @Test
  void seesThatTheSourceHasOtherRowsNow() throws SQLException, IOException {
    drawsAllRows();
    byte[] before = Files.readAllBytes(only());
    rows(5);
    drawsAllRows();
    assertThat(Files.readAllBytes(only())).isNotEqualTo(before);
  }

  @Test
  void saysThatTheSourceIsGone() throws IOException {
    index();
    Files.delete(file);
    assertThat(SkeinProcess.run(command("index")).failed(3).err()).contains("rows.parquet");
    String[] render = with(command("render"), "--index-rows=1", "--out", folder + "/p.png");
    assertThat(SkeinProcess.run(render).failed(3).err()).contains("rows.parquet");
  }
}
