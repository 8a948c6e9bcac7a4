package skein.components;

/** What a key can do to a view. */
public enum ViewAction {
  PAN_LEFT,
  PAN_RIGHT,
  PAN_UP,
  PAN_DOWN,
  ZOOM_IN,
  ZOOM_OUT,
  FIT,
  BACK,
  FORWARD,
  CANCEL,
  /** Marks the place of the pointer along x: first cursor, second cursor, none. */
  CURSOR,
  /** Lets the y axes follow what is in view, or holds them. */
  AUTO_Y,
  /** The next drag chooses rows by a box. */
  SELECT,
  /** The next drag chooses rows by a lasso. */
  LASSO
}
