package skein.perf.gpu;

import java.util.SplittableRandom;

/**
 * How rows are spread over the unit square, block by block as the clusterer would cut them: block
 * {@code number} of {@code blocks} holds neighbours. Any thread.
 */
enum BlockShape {
  /** Evenly, in a square of blocks. */
  UNIFORM(0.5, 0.5) {
    @Override
    void fill(int number, int blocks, SplittableRandom random, double[] x, double[] y) {
      int edge = Math.max(1, (int) Math.sqrt(blocks));
      int lines = (blocks + edge - 1) / edge;
      int line = number / edge;
      for (int i = 0; i < x.length; i++) {
        x[i] = (number % edge + random.nextDouble()) / edge;
        y[i] = (line + random.nextDouble()) / lines;
      }
    }
  },
  /** Eight clouds, sigma 2 % of the square. */
  GAUSSIANS(0.3, 0.2) {
    @Override
    void fill(int number, int blocks, SplittableRandom random, double[] x, double[] y) {
      cloud(number, blocks, 0.02, random, x, y);
    }
  },
  /** Eight clouds, sigma 0.2 % of the square: four columns of a screen. */
  TIGHT(0.3, 0.2) {
    @Override
    void fill(int number, int blocks, SplittableRandom random, double[] x, double[] y) {
      cloud(number, blocks, 0.002, random, x, y);
    }
  },
  /** All rows in one place but for a block in a thousand, which is spread evenly. */
  ONEHOT(0.5, 0.5) {
    @Override
    void fill(int number, int blocks, SplittableRandom random, double[] x, double[] y) {
      for (int i = 0; i < x.length; i++) {
        x[i] = number % 1_000 == 0 ? random.nextDouble() : 0.5003;
        y[i] = number % 1_000 == 0 ? random.nextDouble() : 0.5007;
      }
    }
  },
  /** One cloud as wide as half a cell around a corner of four cells. */
  CORNER(0.5, 0.5) {
    @Override
    void fill(int number, int blocks, SplittableRandom random, double[] x, double[] y) {
      quantiles(number, blocks, 0.5, 0.5, 0.000_25, random, x, y);
    }
  },
  /** A line from corner to corner. */
  DIAGONAL(0.5, 0.5) {
    @Override
    void fill(int number, int blocks, SplittableRandom random, double[] x, double[] y) {
      for (int i = 0; i < x.length; i++) {
        x[i] = (number + random.nextDouble()) / blocks;
        y[i] = x[i];
      }
    }
  },
  /** A wave in x order, as sequences are: blocks are not shuffled. */
  WALK(0.5, 0.5) {
    @Override
    void fill(int number, int blocks, SplittableRandom random, double[] x, double[] y) {
      double left = (double) number / blocks;
      for (int i = 0; i < x.length; i++) {
        x[i] = left + (double) i / x.length / blocks;
        y[i] = 0.5 + 0.3 * Math.sin(40 * x[i]) + 0.1 * (random.nextDouble() - 0.5);
      }
    }
  },
  /** The tight clouds, but no block has neighbours only: every box is the whole square. */
  SCATTERED(0.3, 0.2) {
    @Override
    void fill(int number, int blocks, SplittableRandom random, double[] x, double[] y) {
      for (int i = 0; i < x.length; i++) {
        int cloud = random.nextInt(CLOUDS);
        x[i] = centreX(cloud) + 0.002 * Normal.quantile(random.nextDouble());
        y[i] = centreY(cloud) + 0.002 * Normal.quantile(random.nextDouble());
      }
      x[0] = 0;
      y[0] = 0;
      x[1] = 1;
      y[1] = 1;
    }
  },
  /** One place as in ONEHOT, but each block has a row in either corner of the square. */
  OUTLIERS(0.5, 0.5) {
    @Override
    void fill(int number, int blocks, SplittableRandom random, double[] x, double[] y) {
      for (int i = 0; i < x.length; i++) {
        x[i] = i < 2 ? i : 0.5003;
        y[i] = i < 2 ? i : 0.5007;
      }
    }
  };

  private static final int CLOUDS = 8;

  private final double focusX;
  private final double focusY;

  BlockShape(double focusX, double focusY) {
    this.focusX = focusX;
    this.focusY = focusY;
  }

  /** Where zooming goes. */
  double focusX() {
    return focusX;
  }

  double focusY() {
    return focusY;
  }

  /** Writes the positions of a block's rows, in random order. */
  abstract void fill(int number, int blocks, SplittableRandom random, double[] x, double[] y);

  private static double centreX(int cloud) {
    return cloud < 4 ? 0.1 + 0.2 * cloud : 0.15 + 0.2 * (cloud - 4);
  }

  private static double centreY(int cloud) {
    return 0.2 + 0.08 * cloud;
  }

  private static void cloud(
      int number, int blocks, double sigma, SplittableRandom random, double[] x, double[] y) {
    int each = (blocks + CLOUDS - 1) / CLOUDS;
    int cloud = number / each;
    quantiles(number % each, each, centreX(cloud), centreY(cloud), sigma, random, x, y);
  }

  /** A normal cloud cut into blocks of as many rows each, first across, then up. */
  private static void quantiles(
      int number,
      int blocks,
      double centreX,
      double centreY,
      double sigma,
      SplittableRandom random,
      double[] x,
      double[] y) {
    int edge = Math.max(1, (int) Math.sqrt(blocks));
    int lines = (blocks + edge - 1) / edge;
    int line = number / edge;
    for (int i = 0; i < x.length; i++) {
      double u = (number % edge + random.nextDouble()) / edge;
      double v = (line + random.nextDouble()) / lines;
      x[i] = centreX + sigma * Normal.quantile(u);
      y[i] = centreY + sigma * Normal.quantile(v);
    }
  }
}
