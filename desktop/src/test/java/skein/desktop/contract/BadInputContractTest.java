package skein.desktop.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is wrong becomes one line and an exit code, and nothing is written. */
class BadInputContractTest {
  private static final int USAGE = 2;
  private static final int INPUT = 3;
  private static final int ENVIRONMENT = 4;

  @TempDir private static Path folder;

  private static Path good;
  private static ContractData data;

  @BeforeAll
  static void makeGoodFile() throws SQLException {
    data = new ContractData();
    good =
        data.parquet(
            folder.resolve("good.parquet"),
            "SELECT i AS a, i * 2 AS b, 'n' || i AS name, CAST(NULL AS DOUBLE) AS nothing"
                + " FROM range(3000) AS r(i)");
  }

  @AfterAll
  static void close() throws SQLException {
    data.close();
  }

  @TestFactory
  @Execution(ExecutionMode.CONCURRENT)
  Stream<DynamicTest> refusesFiles() throws IOException, SQLException {
    byte[] whole = Files.readAllBytes(good);
    byte[] holed = whole.clone();
    Arrays.fill(holed, 4, holed.length / 2, (byte) 0x5a);
    return Stream.of(
        file("missing", folder.resolve("no such 'file'.parquet")),
        file("directory", Files.createDirectories(folder.resolve("directory"))),
        file("empty", bytes("empty.parquet", new byte[0])),
        file("empty CSV", bytes("empty.csv", new byte[0])),
        file("truncated", bytes("truncated.parquet", Arrays.copyOf(whole, whole.length / 2))),
        file("damaged", bytes("damaged.parquet", holed)),
        file(
            "another format", bytes("text.parquet", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8))),
        file(
            "no Arrow file",
            bytes("no.arrow", "ARROW1\0\0 and then nothing".getBytes(StandardCharsets.UTF_8))),
        file("glob without a match", folder.resolve("*.nothing")),
        dynamicTest(
            "zero rows",
            () -> {
              Path none =
                  data.parquet(folder.resolve("none.parquet"), "SELECT 1 AS a, 2 AS b LIMIT 0");
              answered(render(none));
            }));
  }

  @TestFactory
  Stream<DynamicTest> refusesRequests() {
    return Stream.of(
        request("unknown column", INPUT, "--x", "nowhere"),
        request("text as an axis", INPUT, "--x", "a", "--y", "name"),
        request("condition that does not bind", INPUT, "--where", "nowhere > 3"),
        request("condition that does not parse", INPUT, "--where", "a >"),
        request("condition that ends itself", INPUT, "--where", "1=1); DROP TABLE t; --"),
        request("query that does not parse", INPUT, "--sql", "SELEKT 1"),
        request("query that writes", INPUT, "--sql", "DELETE FROM source"),
        request(
            "conversion that fails at the last rows",
            INPUT,
            "--sql",
            "SELECT CAST(CASE WHEN a = 2999 THEN 'x' ELSE '1' END AS INTEGER) AS p, b FROM source"),
        request("unknown option", USAGE, "--nowhere"),
        request("size that is none", USAGE, "--size", "big"),
        request("view that is none", USAGE, "--view", "1:2"),
        request("view from right to left", USAGE, "--view", "2:1,0:1"),
        request("aggregator that is none", USAGE, "--aggregator", "abacus"),
        request("palette that is none", USAGE, "--palette", "mud"));
  }

  @TestFactory
  Stream<DynamicTest> answersTheRest() {
    return Stream.of(
        dynamicTest("all null", () -> answered(render(good, "--x", "a", "--y", "nothing"))),
        dynamicTest(
            "duplicate names",
            () -> {
              Path csv =
                  bytes("twice.csv", "v,v,V\n1,2,3\n4,5,6\n".getBytes(StandardCharsets.UTF_8));
              SkeinProcess.run("info", csv.toString(), "--json").succeeded();
              answered(render(csv));
            }),
        dynamicTest(
            "window without a display",
            () -> SkeinProcess.run("open", good.toString()).failed(ENVIRONMENT)),
        dynamicTest(
            "picture that cannot be written",
            () ->
                SkeinProcess.run("render", good.toString(), "--out", good + "/p.png")
                    .failed(INPUT)),
        dynamicTest(
            "no file named", () -> SkeinProcess.run("render", "--out", "p.png").failed(USAGE)),
        dynamicTest(
            "stack trace on demand",
            () -> {
              SkeinProcess.Result result =
                  SkeinProcess.run("--debug", "info", folder.resolve("none").toString());
              assertThat(result.exitCode()).isEqualTo(INPUT);
              assertThat(result.err()).startsWith("skein: ").contains("\tat skein.");
            }),
        dynamicTest(
            "version",
            () ->
                assertThat(SkeinProcess.run("--version").succeeded().out())
                    .matches("skein \\d.*\n")),
        dynamicTest(
            "help",
            () ->
                assertThat(SkeinProcess.run("render", "--help").succeeded().out())
                    .contains("Example: skein render", "--view", "--size", "--report")));
  }

  private static DynamicTest file(String name, Path file) {
    return dynamicTest(
        name,
        () -> {
          SkeinProcess.run("info", file.toString()).failed(INPUT);
          render(file).failed(INPUT);
        });
  }

  private static DynamicTest request(String name, int code, String... options) {
    return dynamicTest(name, () -> render(good, options).failed(code));
  }

  /** Renders; a run that fails leaves no picture. */
  private static SkeinProcess.Result render(Path file, String... options) {
    Path out =
        folder.resolve("p" + Math.abs(Arrays.hashCode(options)) + file.getFileName() + ".png");
    List<String> arguments =
        Stream.concat(
                Stream.of("render", file.toString(), "--size", "64x64", "--out", out.toString()),
                Stream.of(options))
            .toList();
    SkeinProcess.Result result = SkeinProcess.run(arguments.toArray(String[]::new));
    assertThat(Files.exists(out)).as("picture of %s", arguments).isEqualTo(result.exitCode() == 0);
    return result;
  }

  /** Either way is right, a picture or one line, but nothing between. */
  private static void answered(SkeinProcess.Result result) {
    if (result.exitCode() == 0) {
      result.succeeded();
    } else {
      result.failed(INPUT);
    }
  }

  private static Path bytes(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}
