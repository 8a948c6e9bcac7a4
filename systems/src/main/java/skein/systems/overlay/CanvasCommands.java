package skein.systems.overlay;

/** What panels and keys can ask of the plots side by side. Called on the render thread. */
public interface CanvasCommands {
  /** Adds a plot that shows the same as the active one. */
  void split();

  /** Closes the active plot; the last one stays. */
  void close();

  /** Makes a plot for each line of the active one, stacked and linked along x. */
  void spread();

  /** Divides the window in the next way: columns, rows, a grid. */
  void arrange();

  /** Links the views along x, or lets them go; along y likewise. */
  void linkX();

  void linkY();

  /** Makes the next plot active. */
  void next();

  /** Lets the other plots show the selected rows alone, from now on; or all rows again. */
  void followSelection();

  /** True while the other plots show the selected rows alone. */
  boolean followsSelection();
}
