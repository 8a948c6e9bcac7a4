package skein.core.colour;

/**
 * Distance of two colours in CIE L*a*b* as people see it. After Sharma, Wu and Dalal, "The
 * CIEDE2000 color-difference formula: implementation notes, supplementary test data, and
 * mathematical observations", 2005.
 */
final class Ciede2000 {
  private static final double POW25 = Math.pow(25, 7);

  private Ciede2000() {}

  static double distance(double[] one, double[] two) {
    double mean = (Math.hypot(one[1], one[2]) + Math.hypot(two[1], two[2])) / 2;
    double g = 0.5 * (1 - Math.sqrt(Math.pow(mean, 7) / (Math.pow(mean, 7) + POW25)));
    double a1 = one[1] * (1 + g);
    double a2 = two[1] * (1 + g);
    double c1 = Math.hypot(a1, one[2]);
    double c2 = Math.hypot(a2, two[2]);
    double h1 = hue(a1, one[2]);
    double h2 = hue(a2, two[2]);
    double turn = c1 * c2 == 0 ? 0 : Math.IEEEremainder(h2 - h1, 360);
    double dl = two[0] - one[0];
    double dc = c2 - c1;
    double dh = 2 * Math.sqrt(c1 * c2) * sin(turn / 2);
    double l = (one[0] + two[0]) / 2 - 50;
    double c = (c1 + c2) / 2;
    double h = c1 * c2 == 0 ? h1 + h2 : h1 + turn / 2;
    double t =
        1 - 0.17 * cos(h - 30) + 0.24 * cos(2 * h) + 0.32 * cos(3 * h + 6) - 0.2 * cos(4 * h - 63);
    double sl = 1 + 0.015 * l * l / Math.sqrt(20 + l * l);
    double sc = 1 + 0.045 * c;
    double sh = 1 + 0.015 * c * t;
    double blue = (Math.floorMod((long) Math.rint(h * 1e9), 360_000_000_000L) / 1e9 - 275) / 25;
    double rc = 2 * Math.sqrt(Math.pow(c, 7) / (Math.pow(c, 7) + POW25));
    double rt = -sin(60 * Math.exp(-blue * blue)) * rc;
    double vl = dl / sl;
    double vc = dc / sc;
    double vh = dh / sh;
    return Math.sqrt(vl * vl + vc * vc + vh * vh + rt * vc * vh);
  }

  private static double hue(double a, double b) {
    return a == 0 && b == 0 ? 0 : (Math.toDegrees(Math.atan2(b, a)) + 360) % 360;
  }

  private static double sin(double degrees) {
    return Math.sin(Math.toRadians(degrees));
  }

  private static double cos(double degrees) {
    return Math.cos(Math.toRadians(degrees));
  }
}
