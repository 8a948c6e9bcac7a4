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
  CANCEL
}
