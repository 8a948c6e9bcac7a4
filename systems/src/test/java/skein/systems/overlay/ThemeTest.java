package skein.systems.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThemeTest {
  private static final double READABLE = 4.5;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyTextIsReadableOnEveryGround(boolean dark) {
    Theme t = Theme.of(dark);
    int[] grounds = {t.window(), t.panel(), t.raised(), t.plot()};
    int[] texts = {t.text(), t.muted(), t.accent(), t.warn(), t.error(), t.good()};
    for (int ground : grounds) {
      for (int text : texts) {
        assertThat(Theme.contrast(text, ground))
            .as("%06X on %06X", text, ground)
            .isGreaterThanOrEqualTo(READABLE);
      }
    }
    assertThat(Theme.contrast(t.text(), t.hovered())).isGreaterThanOrEqualTo(READABLE);
    assertThat(Theme.contrast(t.onAccent(), t.accent())).isGreaterThanOrEqualTo(READABLE);
  }

  @org.junit.jupiter.api.Test
  void contrastIsThatOfWcag() {
    assertThat(Theme.contrast(0x000000, 0xFFFFFF)).isEqualTo(21);
    assertThat(Theme.contrast(0x777777, 0xFFFFFF))
        .isCloseTo(4.48, org.assertj.core.data.Offset.offset(0.01));
  }

  @org.junit.jupiter.api.Test
  void inkPutsRedFirstInMemory() {
    assertThat(Theme.ink(0x112233)).isEqualTo(0xFF332211);
    assertThat(Theme.ink(0x112233, 0)).isEqualTo(0x00332211);
  }
}
