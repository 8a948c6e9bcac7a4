package skein.core.colour;

/** How a cell's count (or mean) becomes a place on the palette. */
public enum Normalisation {
  LINEAR,
  LOG,
  /** Histogram-equalised: equally many occupied cells on each stretch of the palette. */
  EQUALISED
}
