package skein.core.index;

/** How the blocks of an index follow one another. */
public enum IndexOrder {
  /** Clustered in the plane, rows shuffled inside each block. */
  SPATIAL,
  /** By x, rows in order inside each block. */
  SEQUENTIAL
}
