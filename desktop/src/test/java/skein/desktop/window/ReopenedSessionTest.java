package skein.desktop.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skein.core.memory.MemoryLedger;
import skein.core.profile.Capture;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;
import skein.core.session.SessionFile;
import skein.core.session.SessionReader;
import skein.desktop.contract.ContractData;
import skein.desktop.contract.SkeinProcess;

/** A recorded session in a real window: a click on a frame's bar shows the zones of that frame. */
class ReopenedSessionTest {
  private static final int WIDTH = 1100;

  /** Pixels from the right edge of the window to the bars of some of the newest frames. */
  private static final int INSIDE = 60;

  /** Pixels into the outermost zones of the first lane. */
  private static final int ROW = 8;

  @TempDir private Path folder;

  /** What the profiler shows. */
  private record Said(
      long chosen, long from, long to, long zones, JsonNode bars, JsonNode lanes, String pointed) {}

  private static Said parse(JsonNode line) {
    return new Said(
        line.get("chosen").asLong(),
        line.get("from").asLong(),
        line.get("to").asLong(),
        line.get("zones").asLong(),
        line.get("bars"),
        line.get("lanes"),
        line.get("pointed").asText());
  }

  private Path record() throws SQLException, IOException {
    Path data = folder.resolve("rows.parquet");
    try (ContractData made = new ContractData()) {
      made.parquet(data, "SELECT random() AS x, random() AS y FROM range(50000)");
    }
    Path flight = folder.resolve("flight.json");
    Files.writeString(
        flight,
        """
        {"size": [400, 300], "views": [{"x": ["0%", "100%"], "y": ["0%", "100%"], "hold": 1}]}
        """);
    Path out = folder.resolve("out");
    SkeinProcess.run("profile", "--flight", "" + flight, "" + data, "--out", "" + out).succeeded();
    return out.resolve("session.skeinprof");
  }

  @Test
  void shouldShowTheZonesOfTheFrameThatIsClicked()
      throws IOException, InterruptedException, SQLException {
    DrivenWindow.assumeDisplay();
    Path session = record();
    List<String> command = List.of("profile", "" + session, "--size=" + WIDTH + "x720");
    try (SessionFile file = SessionReader.read(session, new MemoryLedger());
        DrivenWindow<Said> window = DrivenWindow.run(folder, ReopenedSessionTest::parse, command)) {
      FrameLog frames = file.capture().frames();
      Said whole = window.await("the whole session", s -> s.to() > s.from());
      assertThat(whole.chosen()).isEqualTo(-1);
      assertThat(whole.zones()).isEqualTo(zones(file.capture(), whole));

      Said one =
          window.insist(
              "a frame",
              () -> {
                window.point(WIDTH - INSIDE, whole.bars().get(1).asInt() + ROW);
                window.xdotool("click", "1");
              },
              s -> s.chosen() >= 0);
      long start = frames.get(one.chosen(), FrameField.START);
      long busy = frames.get(one.chosen(), FrameField.CPU_BUSY);
      assertThat(one.from()).isLessThan(start);
      assertThat(one.to()).isBetween(start + busy, start + 2 * Math.max(busy, 1_000_000));
      Said settled = window.await("its zones", s -> s.zones() == zones(file.capture(), s));
      assertThat(settled.zones()).isBetween(5L, whole.zones() - 1);

      window.point(600, settled.lanes().get(1).asInt() + ROW);
      window.await("the frame's zone under the pointer", s -> s.pointed().equals("frame"));
      window.quit();
    }
  }

  /** Zones of the span that is shown, of all lanes. */
  private static long zones(Capture capture, Said shown) {
    long[] found = {0};
    for (Capture.Track track : capture.tracks()) {
      track
          .history()
          .between(shown.from(), shown.to(), (zone, start, end, depth, value) -> found[0]++);
    }
    return found[0];
  }
}
