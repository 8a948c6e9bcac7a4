package skein.desktop.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A flight flown over and over is the same flight. */
class FlightScriptTest {
  @Test
  void shouldKeepItsFiltersWhenRepeated() {
    FlightScript.Range range = new FlightScript.Range("0", "1", "filters[0].range");
    FlightScript.Filter filter = new FlightScript.Filter("fare", range, null, 0, 0, "filters[0]");
    FlightScript once =
        new FlightScript(
            "f", 400, 300, List.of(new FlightScript.View(null, null, 1, 2)), List.of(filter));
    FlightScript thrice = once.repeated(7.5);
    assertThat(thrice.views()).hasSize(3);
    assertThat(thrice.seconds()).isEqualTo(9);
    assertThat(thrice.filters()).containsExactly(filter);
    assertThat(thrice.channels()).isEqualTo(once.channels());
  }
}
