package skein.systems.overlay;

/** What of the overlay is open. */
public final class OverlayState {
  /** The card of frame times. */
  public boolean hud;

  /** The card of keys. */
  public boolean help;

  /** The side panels. */
  public boolean panels = true;

  /** Set to ask for the card that opens a file. */
  public boolean openAsked;
}
