package skein.desktop.profile;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a recording was made on, for people. */
final class MachineFacts {
  private MachineFacts() {}

  /** System, processors, JDK, heap, in this order; more may be added. */
  static Map<String, String> now() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "system",
        String.join(
            " ",
            System.getProperty("os.name", ""),
            System.getProperty("os.version", ""),
            System.getProperty("os.arch", "")));
    facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put("JDK", Runtime.version().toString());
    facts.put("heap limit", (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
    return facts;
  }
}
