package skein.core.session;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import skein.core.memory.MemoryLedger;
import skein.core.profile.Capture;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;
import skein.core.profile.RecentTexts;
import skein.core.profile.ZoneHistory;
import skein.core.profile.ZoneTable;

/** Random recordings: nested zones of a render lane, crossing ones of another, queries, frames. */
final class Captures {
  static final long FRAME = 16_666_667;

  private Captures() {}

  static SessionFile random(long seed, int frames, MemoryLedger ledger) {
    SplittableRandom random = new SplittableRandom(seed);
    ZoneTable zones = new ZoneTable();
    int whole = zones.id("frame");
    int part = zones.id("aggregate \"exact\"");
    int query = zones.id("sql.hover");
    int collection = zones.id("gc.ZGC Minor");
    ZoneHistory render = new ZoneHistory(ledger, 3L * frames);
    ZoneHistory collections = new ZoneHistory(ledger, frames);
    ZoneHistory queries = new ZoneHistory(ledger, frames);
    RecentTexts texts = new RecentTexts(64);
    FrameLog log = new FrameLog(ledger, frames);
    long start = 5_000_000_000_123L;
    for (int i = 0; i < frames; i++) {
      long at = start + i * FRAME;
      long middle = at + random.nextInt(4_000_000);
      long end = middle + random.nextInt(8_000_000);
      render.zone(part, at + 10, middle, 1, random.nextInt(100));
      render.zone(part, middle, end, 1, 0);
      render.zone(whole, at, end, 0, 0);
      long frame = log.begin();
      log.set(frame, FrameField.START, at);
      log.set(frame, FrameField.CPU_BUSY, end - at);
      if (i % 3 != 0) {
        log.set(frame, FrameField.GPU_BUSY, random.nextInt(9_000_000));
      }
      if (i % 5 == 0) {
        collections.zone(collection, at, at + FRAME * 3 / 2 * (1 + i % 4), 0, 0);
      }
      if (i % 7 == 0) {
        queries.zone(query, at + 5, at + FRAME / 3, 0, texts.add("SELECT '" + i + "\"ü\n'"));
      }
    }
    List<Capture.Track> tracks = new ArrayList<>();
    tracks.add(new Capture.Track("render", render));
    tracks.add(new Capture.Track("GC", collections));
    tracks.add(new Capture.Track("skein-lookup SQL", queries));
    Capture capture = new Capture(zones, tracks, log, texts);
    return new SessionFile(
        capture, new com.fasterxml.jackson.databind.ObjectMapper().createObjectNode().put("a", 1));
  }

  /** Everything that a capture holds, as text. */
  static List<String> text(Capture capture) {
    List<String> out = new ArrayList<>();
    for (Capture.Track track : capture.tracks()) {
      track
          .history()
          .between(
              Long.MIN_VALUE,
              Long.MAX_VALUE,
              (zone, start, end, depth, value) -> {
                String sql = track.name().endsWith("SQL") ? capture.queries().get(value) : null;
                String name = capture.zones().name(zone);
                out.add(
                    String.join(
                        "|",
                        track.name(),
                        name,
                        String.valueOf(start),
                        String.valueOf(end),
                        String.valueOf(depth),
                        sql == null ? String.valueOf(value) : sql));
              });
    }
    FrameLog log = capture.frames();
    for (long frame = log.first(); frame < log.next(); frame++) {
      StringBuilder row = new StringBuilder();
      for (FrameField field : FrameField.values()) {
        row.append(log.get(frame, field)).append('|');
      }
      out.add(row.toString());
    }
    return out;
  }
}
