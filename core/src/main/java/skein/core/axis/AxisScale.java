package skein.core.axis;

/** How values are laid out along an axis. */
public enum AxisScale {
  /** Position equals value. */
  LINEAR,
  /** Position is log10(value) as a double; values at or below zero have no position. */
  LOG10
}
