package skein.core.source;

/** What the colour column means. */
public enum ColourMode {
  /** No colour column: density only. */
  COUNT,
  /** A number per row; cells show its mean. */
  MEAN,
  /** A category per row; cells blend the categories' colours by count. */
  CATEGORY
}
