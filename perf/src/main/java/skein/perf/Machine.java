package skein.perf;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** The head of a results page: what ran where. */
final class Machine {
  private Machine() {}

  static void printHeader(String title) {
    System.out.println("# " + title);
    System.out.println();
    System.out.println(
        LocalDate.now(ZoneOffset.UTC)
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " cores ("
            + System.getProperty("os.arch")
            + ", "
            + System.getProperty("os.name")
            + "), JDK "
            + Runtime.version());
    System.out.println();
  }
}
