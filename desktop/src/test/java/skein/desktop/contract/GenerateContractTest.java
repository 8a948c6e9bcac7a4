package skein.desktop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code generate} writes, refuses, and leaves behind. */
class GenerateContractTest {
  private static final Duration LIMIT = Duration.ofSeconds(180);

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"1e5,100000", "1_000,1000", "20k,20000", "0.01M,10000", "1,1"})
  void writesTheRowsAskedFor(String rows, long expected) throws SQLException {
    Path file = folder.resolve("it's so.parquet");
    SkeinProcess.Result result =
        SkeinProcess.run("generate", "--rows", rows, "--shape", "walk", file.toString())
            .succeeded();
    assertThat(result.out()).contains("rows", file.toString()).hasLineCount(1);
    try (ContractData data = new ContractData()) {
      assertThat(data.number("SELECT count(*) FROM read_parquet(" + ContractData.sql(file) + ")"))
          .isEqualTo(expected);
    }
  }

  @Test
  void seedsMakeRows() throws SQLException {
    String a = generate("a.parquet", "1");
    String b = generate("b.parquet", "1");
    String c = generate("c.parquet", "2");
    try (ContractData data = new ContractData()) {
      String common = "SELECT count(*) FROM (FROM %s INTERSECT ALL FROM %s)";
      assertThat(data.number(common.formatted(a, b))).isEqualTo(5_000);
      assertThat(data.number(common.formatted(a, c))).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | uniform | a.parquet | 2",
        "-5 | uniform | a.parquet | 2",
        "1.5 | uniform | a.parquet | 2",
        "many | uniform | a.parquet | 2",
        "1e15 | uniform | a.parquet | 2",
        "10 | torus | a.parquet | 2",
        "10 | uniform | a.csv | 2",
        "10 | uniform | is.parquet | 3",
        "10 | uniform | file/below.parquet | 3"
      })
  void refusesInOneLine(String rows, String shape, String name, int code) throws IOException {
    Files.createDirectory(folder.resolve("is.parquet"));
    Files.writeString(folder.resolve("file"), "no folder");
    String out = folder.resolve(name).toString();
    SkeinProcess.run("generate", "--rows=" + rows, "--shape", shape, out).failed(code);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void refusesAnUnknownColumn() {
    String out = folder.resolve("a.parquet").toString();
    SkeinProcess.Result result =
        SkeinProcess.run("generate", "--rows=9", "--shape=trips", "--columns=lon,height", out)
            .failed(2);
    assertThat(result.err()).contains("'height'", "pickup_time");
  }

  @Test
  void leavesNothingWhenInterrupted() throws IOException, InterruptedException {
    Path out = folder.resolve("big.parquet");
    try (SkeinProcess process =
        SkeinProcess.start(
            Map.of(), "generate", "--rows", "5e9", "--shape", "trips", out.toString())) {
      while (process.isAlive() && isEmpty()) {
        Thread.sleep(20);
      }
      assertThat(process.isAlive()).as(process.err()).isTrue();
      ProcessHandle.of(process.pid()).orElseThrow().destroy();
      SkeinProcess.Result result = process.await(LIMIT);
      assertThat(result.exitCode()).isEqualTo(143);
      assertThat(result.err()).isEmpty();
    }
    assertThat(isEmpty()).isTrue();
  }

  @Test
  void leavesNoFileOfItsNameWhenKilledAndItsRestsToTheNextRun()
      throws IOException, InterruptedException {
    Path out = folder.resolve("big.parquet");
    try (SkeinProcess process =
        SkeinProcess.start(
            Map.of(), "generate", "--rows", "5e9", "--shape", "uniform", out.toString())) {
      while (process.isAlive() && isEmpty()) {
        Thread.sleep(20);
      }
      assertThat(process.isAlive()).as(process.err()).isTrue();
      ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
      process.await(LIMIT);
    }
    assertThat(out).doesNotExist();
    SkeinProcess.run("generate", "--rows", "1000", "--shape", "uniform", out.toString())
        .succeeded();
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(out);
    }
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private String generate(String name, String seed) {
    Path file = folder.resolve(name);
    SkeinProcess.run("generate", "--rows=5000", "--shape=trips", "--seed", seed, file.toString())
        .succeeded();
    return "read_parquet(" + ContractData.sql(file) + ")";
  }
}
