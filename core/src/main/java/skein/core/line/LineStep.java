package skein.core.line;

/** How neighbouring rows are joined. */
public enum LineStep {
  /** By a straight line. */
  LINEAR,
  /** At the value of the later row, from the earlier one on. */
  PRE,
  /** At the value of the earlier row, up to the later one. */
  POST,
  /** At the nearer row's value, changing half way. */
  MID
}
