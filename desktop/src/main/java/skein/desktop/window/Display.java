package skein.desktop.window;

/** Whether a window can be opened here. */
public final class Display {
  private Display() {}

  /** True when the environment names a display, or the system always has one. */
  public static boolean present() {
    String os = System.getProperty("os.name", "");
    return !os.startsWith("Linux") || set("DISPLAY") || set("WAYLAND_DISPLAY");
  }

  /** For people: which display there is, or what to do about its absence. */
  public static String describe() {
    if (!present()) {
      return "none (set DISPLAY for a window; render and demo work without)";
    }
    String wayland = System.getenv("WAYLAND_DISPLAY");
    String x = System.getenv("DISPLAY");
    return x != null && !x.isEmpty() ? "X11 " + x : wayland == null ? "yes" : "Wayland " + wayland;
  }

  private static boolean set(String name) {
    String value = System.getenv(name);
    return value != null && !value.isEmpty();
  }
}
