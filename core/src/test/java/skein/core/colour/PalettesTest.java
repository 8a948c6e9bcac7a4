package skein.core.colour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skein.core.source.ColourMode;

class PalettesTest {
  private static final int DARK_GROUND = 0xFF0A0C10;
  private static final int LIGHT_GROUND = 0xFFFFFFFF;

  /** Machado, Oliveira and Fernandes 2009, full severity, on linear light. */
  private static final double[][][] DEFICIENCIES = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {
      {0.152286, 1.052583, -0.204868},
      {0.114503, 0.786281, 0.099216},
      {-0.003882, -0.048116, 1.051998}
    },
    {
      {0.367322, 0.860646, -0.227968},
      {0.280085, 0.672501, 0.047413},
      {-0.011820, 0.042940, 0.968881}
    }
  };

  private final Palettes palettes = new Palettes();

  @Test
  void shouldShipTheNamedPalettes() {
    assertThat(palettes.ids())
        .contains("viridis", "magma", "inferno", "cividis", "rdbu", "blue-orange", "categories");
    assertThat(palettes.byId("nothing", true)).isNull();
    assertThat(palettes.ids(ColourMode.CATEGORY)).containsExactly("categories");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldChooseWhatFitsTheMode(boolean dark) {
    for (ColourMode mode : ColourMode.values()) {
      Palette fallback = palettes.choose("", mode, dark);
      assertThat(palettes.ids(mode)).contains(fallback.id());
      assertThat(palettes.choose("nothing", mode, dark)).isSameAs(fallback);
      for (String id : palettes.ids(mode)) {
        assertThat(palettes.choose(id, mode, dark).id()).isEqualTo(id);
      }
    }
    assertThat(palettes.choose("categories", ColourMode.COUNT, dark).kind())
        .isEqualTo(Palette.Kind.SEQUENTIAL);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldLeadAwayFromTheGround(boolean dark) {
    double ground = lightness(lab(dark ? DARK_GROUND : LIGHT_GROUND, 0));
    for (String id : palettes.ids(ColourMode.COUNT)) {
      Palette palette = palettes.choose(id, ColourMode.COUNT, dark);
      double low = Math.abs(lightness(lab(palette.at(0.2), 0)) - ground);
      double high = Math.abs(lightness(lab(palette.at(1), 0)) - ground);
      assertThat(high).as(id).isGreaterThan(low + 20);
      assertThat(low).as("first count on %s", id).isGreaterThan(4);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldTellCategoriesApartWithAnyEyes(boolean dark) {
    Palette palette = palettes.choose("", ColourMode.CATEGORY, dark);
    for (int deficiency = 0; deficiency < DEFICIENCIES.length; deficiency++) {
      for (int a = 0; a < 8; a++) {
        for (int b = 0; b < a; b++) {
          double distance =
              Ciede2000.distance(
                  lab(palette.category(a), deficiency), lab(palette.category(b), deficiency));
          double least = a < 4 ? 25 : deficiency == 0 ? 25 : 13;
          assertThat(distance)
              .as("dark=%s deficiency=%d categories %d and %d", dark, deficiency, a, b)
              .isGreaterThan(least);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldGiveTheRestAGrey(boolean dark) {
    double[] rest = lab(palettes.choose("", ColourMode.CATEGORY, dark).category(7), 0);
    assertThat(Math.hypot(rest[1], rest[2])).isLessThan(7);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldStandOutFromTheGround(boolean dark) {
    int ground = dark ? DARK_GROUND : LIGHT_GROUND;
    Palette categories = palettes.choose("", ColourMode.CATEGORY, dark);
    for (int c = 0; c < 8; c++) {
      assertThat(contrast(categories.category(c), ground)).as("category %d", c).isGreaterThan(3);
    }
    for (String id : palettes.ids(ColourMode.MEAN)) {
      Palette palette = palettes.choose(id, ColourMode.MEAN, dark);
      assertThat(palette.start()).as(id).isLessThan(0.5);
      for (double place = 0; place <= 1; place += 0.01) {
        assertThat(contrast(palette.ofValue(place), ground))
            .as("dark=%s %s value at %s", dark, id, place)
            .isGreaterThanOrEqualTo(2);
      }
    }
  }

  @Test
  void shouldMeasureDistancesAsPublished() {
    double[][] pairs = {
      {50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425},
      {50, 2.5, 0, 73, 25, -18, 27.1492},
      {60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644},
      {22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373},
      {2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082},
      {50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000}
    };
    for (double[] p : pairs) {
      double distance =
          Ciede2000.distance(new double[] {p[0], p[1], p[2]}, new double[] {p[3], p[4], p[5]});
      assertThat(distance).isCloseTo(p[6], within(1e-4));
    }
  }

  /** WCAG 2. */
  private static double contrast(int a, int b) {
    double la = luminance(a) + 0.05;
    double lb = luminance(b) + 0.05;
    return Math.max(la, lb) / Math.min(la, lb);
  }

  private static double luminance(int argb) {
    double l = (lightness(lab(argb, 0)) + 16) / 116;
    return l > 6 / 29.0 ? l * l * l : (l - 16 / 116.0) / 7.787;
  }

  private static double lightness(double[] lab) {
    return lab[0];
  }

  /** CIE L*a*b* (D65) of a colour as somebody with the deficiency sees it. */
  private static double[] lab(int argb, int deficiency) {
    double[] rgb = new double[3];
    for (int i = 0; i < 3; i++) {
      double s = (argb >>> (16 - 8 * i) & 255) / 255.0;
      rgb[i] = s <= 0.04045 ? s / 12.92 : Math.pow((s + 0.055) / 1.055, 2.4);
    }
    double[] seen = times(DEFICIENCIES[deficiency], rgb);
    double[][] toXyz = {
      {0.4124564, 0.3575761, 0.1804375},
      {0.2126729, 0.7151522, 0.0721750},
      {0.0193339, 0.1191920, 0.9503041}
    };
    double[] xyz = times(toXyz, seen);
    double fx = f(xyz[0] / 0.95047);
    double fy = f(xyz[1]);
    double fz = f(xyz[2] / 1.08883);
    return new double[] {116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
  }

  private static double[] times(double[][] m, double[] v) {
    double[] out = new double[3];
    for (int i = 0; i < 3; i++) {
      double sum = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
      out[i] = Math.max(0, Math.min(1, sum));
    }
    return out;
  }

  private static double f(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
  }
}
