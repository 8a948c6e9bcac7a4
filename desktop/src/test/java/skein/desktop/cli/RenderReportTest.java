package skein.desktop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.axis.AxisWindow;
import skein.core.source.Projection;

class RenderReportTest {
  @TempDir Path folder;

  @Test
  void edgesOfAllOfInt64AreNotWrappedAround() throws IOException {
    Projection p =
        Projection.counted(
            "x", "y", AxisType.INTEGER, AxisType.REAL, AxisScale.LINEAR, AxisScale.LINEAR);
    Path file = folder.resolve("report.json");
    AxisWindow x = new AxisWindow(Long.MIN_VALUE, 0, 0x1p64);
    new RenderReport().view(p, x, new AxisWindow(0, -1.5, 2), new Size(2, 2)).write(file);
    JsonNode view = new ObjectMapper().readTree(file.toFile()).get("view");
    assertThat(view.get("x").get(0).bigIntegerValue()).isEqualTo("-9223372036854775808");
    assertThat(view.get("x").get(1).bigIntegerValue()).isEqualTo("9223372036854775808");
    assertThat(view.get("y").get(0).doubleValue()).isEqualTo(-1.5);
  }
}
