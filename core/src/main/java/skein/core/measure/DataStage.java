package skein.core.measure;

import java.util.Locale;

/** What data goes through from a source to the picture, in this order. */
public enum DataStage {
  /** Waiting for the source; bytes of its batches. */
  SOURCE,
  /** Making blocks of rows, on all threads together; bytes of the blocks. */
  BLOCK,
  /** Lying in a queue to the render thread; bytes of what came out. */
  QUEUE,
  /** Taking blocks into a series. */
  INGEST,
  /** Handing blocks to the GPU. */
  UPLOAD,
  /** Counting rows into grids; bytes of the coordinates of the rows looked at. */
  AGGREGATE,
  /** Drawing; bytes handed to the GPU for it. */
  DRAW,
  /** Drawing the overlay; bytes handed to the GPU for it. */
  OVERLAY;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** Its name in files and for people. */
  public String label() {
    return label;
  }
}
