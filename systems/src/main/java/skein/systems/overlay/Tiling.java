package skein.systems.overlay;

import skein.components.CanvasComponent;
import skein.components.CanvasComponent.Arrangement;

/** Divides an area among plots in columns, rows or a grid, in pixels. Mutable, reused. */
final class Tiling {
  int columns = 1;
  int rows = 1;

  /** The cell of the plot last asked for. */
  int x;

  int y;
  int width;
  int height;
  private int count = 1;

  /**
   * Decides on columns and rows.
   *
   * @param lines true when the plots show lines
   */
  void arrange(CanvasComponent canvas, int plots, boolean lines) {
    count = plots;
    Arrangement as = canvas.arrangement;
    if (as == Arrangement.AUTOMATIC) {
      as = lines ? Arrangement.ROWS : plots > 2 ? Arrangement.GRID : Arrangement.COLUMNS;
    }
    columns =
        switch (as) {
          case ROWS -> 1;
          case COLUMNS -> plots;
          default -> (int) Math.ceil(Math.sqrt(plots));
        };
    rows = (plots + columns - 1) / columns;
  }

  /** Finds the cell of a plot; the last one takes what its row has left. */
  void cell(int index, int areaX, int areaY, int areaWidth, int areaHeight) {
    int column = index % columns;
    int row = index / columns;
    int inRow = row == rows - 1 ? count - row * columns : columns;
    x = areaX + areaWidth * column / inRow;
    y = areaY + areaHeight * row / rows;
    width = areaX + areaWidth * (column + 1) / inRow - x;
    height = areaY + areaHeight * (row + 1) / rows - y;
  }
}
