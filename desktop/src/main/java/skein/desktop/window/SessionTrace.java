package skein.desktop.window;

import java.nio.file.Path;
import skein.components.ProfileComponent;

/** Appends a JSON line to a file each time what the profiler shows changes; for tests. */
final class SessionTrace {
  private final Path file;
  private long chosen = -2;
  private long from;
  private long to;
  private int tab = -1;
  private int pointed = -2;

  SessionTrace(Path file) {
    this.file = file;
  }

  /** Looks at a frame that is drawn. */
  void update(ProfileComponent p) {
    boolean same = p.chosen == chosen && p.shownFrom == from && p.shownTo == to;
    if (same && p.tab == tab && p.pointed == pointed) {
      return;
    }
    chosen = p.chosen;
    from = p.shownFrom;
    to = p.shownTo;
    tab = p.tab;
    pointed = p.pointed;
    ViewTrace.append(
        file,
        "{\"chosen\":"
            + chosen
            + ",\"from\":"
            + from
            + ",\"to\":"
            + to
            + ",\"tab\":"
            + tab
            + ",\"zones\":"
            + p.zonesShown
            + ",\"bars\":["
            + p.barsX
            + ","
            + p.barsY
            + "],\"lanes\":["
            + p.lanesX
            + ","
            + p.lanesY
            + "],\"pointed\":\""
            + (pointed < 0 ? "" : p.data.zones().name(pointed))
            + "\"}\n");
  }
}
