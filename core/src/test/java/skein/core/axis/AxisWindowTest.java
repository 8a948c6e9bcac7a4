package skein.core.axis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisWindowTest {
  @Test
  void edgesStayApartFromAnyBase() {
    AxisWindow w = new AxisWindow(1L << 60, 0, 4);
    assertThat(w.hiFrom(0)).isGreaterThan(w.loFrom(0));
    w.set(Long.MAX_VALUE - 8, 0, 8);
    assertThat(w.loFrom(Long.MIN_VALUE)).isBetween(1.8e19, 1.9e19);
    assertThat(w.hiFrom(Long.MIN_VALUE)).isGreaterThan(w.loFrom(Long.MIN_VALUE));
    assertThat(w.loFrom(w.base() - 1)).isEqualTo(1);
    assertThat(w.hiFrom(w.base() - 1)).isEqualTo(9);
  }

  @Test
  void spanBeyondTheLargestDoubleZoomsAndPans() {
    AxisWindow w = new AxisWindow(0, -1.6e308, 1.6e308);
    assertThat(w.at(0.25)).isBetween(-0.81e308, -0.79e308);
    assertThat(w.fractionOf(0.8e308)).isBetween(0.749, 0.751);
    w.zoom(0.5, 0.5);
    assertThat(w.lo()).isBetween(-0.81e308, -0.79e308);
    assertThat(w.hi()).isBetween(0.79e308, 0.81e308);
    w.zoom(0.5, 2);
    w.pan(0.5);
    assertThat(w.lo()).isFinite();
    assertThat(w.hi()).isFinite().isGreaterThan(w.lo());
  }

  @Test
  void movesThatDoublesCannotHoldAreNotMade() {
    AxisWindow w = new AxisWindow(0, 1, 1 + 4 * Math.ulp(1.0));
    w.zoom(0.5, 1e-3);
    assertThat(w.span()).isEqualTo(4 * Math.ulp(1.0));
    w.zoom(Double.NaN, 0.5);
    w.pan(Double.NaN);
    assertThat(w.lo()).isEqualTo(1);
    assertThat(w.hi()).isGreaterThan(1);
  }
}
