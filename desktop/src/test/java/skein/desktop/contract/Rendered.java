package skein.desktop.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;

/**
 * What one render wrote.
 *
 * @param cells the grid file: "col,row" with the count
 * @param gridText the grid file as it is
 */
record Rendered(BufferedImage picture, Map<String, Long> cells, String gridText, JsonNode report) {

  /** Renders a file with the given options and checks that nothing was said. */
  static Rendered of(Path folder, Path file, String... options) {
    Path png = folder.resolve("picture.png");
    Path csv = folder.resolve("grid.csv");
    Path json = folder.resolve("report.json");
    List<String> arguments = new ArrayList<>(List.of("render", file.toString()));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--out", png.toString(), "--grid", csv.toString()));
    arguments.addAll(List.of("--report", json.toString()));
    SkeinProcess.Result result = SkeinProcess.run(arguments.toArray(String[]::new)).succeeded();
    assertThat(result.out()).isEmpty();
    String text = SkeinProcess.read(csv);
    try {
      BufferedImage picture = ImageIO.read(png.toFile());
      return new Rendered(picture, parse(text), text, SkeinProcess.json(SkeinProcess.read(json)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last field of each row by those before; of points that is a cell and its count. */
  private static Map<String, Long> parse(String text) {
    List<String> lines = text.lines().toList();
    assertThat(lines).first().isIn("col,row,count", "series,col,first,last,min,max,count");
    Map<String, Long> out = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int at = line.lastIndexOf(',');
      long count = Long.parseLong(line.substring(at + 1));
      assertThat(count).as(line).isPositive();
      assertThat(out.put(line.substring(0, at), count)).as("cell given once: %s", line).isNull();
    }
    return out;
  }

  /** Asserts the count of every cell; tells the first cells that differ. */
  void holds(Map<String, Long> expected) {
    Set<String> all = new TreeSet<>(expected.keySet());
    all.addAll(cells.keySet());
    List<String> different =
        all.stream()
            .filter(cell -> !Objects.equals(expected.get(cell), cells.get(cell)))
            .limit(8)
            .map(cell -> cell + ": " + cells.get(cell) + " for " + expected.get(cell))
            .toList();
    assertThat(different).as("cells counted otherwise").isEmpty();
    assertThat(cells).isNotEmpty();
  }

  /** Rows in all cells of the grid file. */
  long sum() {
    return cells.values().stream().mapToLong(Long::longValue).sum();
  }

  long gridSum() {
    return report.get("gridSum").asLong();
  }

  long skipped(String cause) {
    return report.get("skipped").get(cause).asLong();
  }

  /** Asserts that every row of the source is plotted or skipped for a cause that is told. */
  Rendered accountsFor(long rows) {
    assertThat(report.get("rows").asLong()).isEqualTo(rows);
    long skipped = 0;
    for (JsonNode cause : report.get("skipped")) {
      assertThat(cause.asLong()).isNotNegative();
      skipped += cause.asLong();
    }
    assertThat(report.get("plotted").asLong() + skipped).isEqualTo(rows);
    assertThat(gridSum()).isEqualTo(sum());
    return this;
  }
}
