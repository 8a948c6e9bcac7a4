package skein.core.session;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import skein.core.export.WholeFile;
import skein.core.fault.SkeinException;
import skein.core.memory.MemoryLedger;
import skein.core.profile.Capture;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;
import skein.core.profile.RecentTexts;
import skein.core.profile.ZoneHistory;
import skein.core.profile.ZoneTable;

/** Reads session files; see {@link SessionFile}. */
public final class SessionReader {
  private static final long MOST_MEMORY = 1L << 30;
  private static final long MOST_JSON = 64L << 20;
  private static final int MOST_LANES = 1_000;
  private static final int MOST_FRAMES = 10_000_000;

  private final MemoryLedger ledger;
  private final List<Capture.Track> tracks = new ArrayList<>();
  private final List<AutoCloseable> taken = new ArrayList<>();

  private SessionReader(MemoryLedger ledger) {
    this.ledger = ledger;
  }

  /**
   * Opens a session; whoever asks closes it.
   *
   * @throws SkeinException when there is no such file, it is damaged, or no session
   */
  public static SessionFile read(Path file, MemoryLedger ledger) {
    if (!Files.isRegularFile(file)) {
      throw SkeinException.input(
          file.toString(), "no such file", "name a .skeinprof file that skein profile has written");
    }
    SessionReader reader = new SessionReader(ledger);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return reader.read(zip);
    } catch (IOException | RuntimeException e) {
      reader.giveUp();
      throw e instanceof SkeinException known ? known : damaged(file, e);
    }
  }

  /** Whether a file looks like a session: an archive by its first bytes, or by its name. */
  public static boolean isSession(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(2);
      return file.toString().endsWith(SessionFile.SUFFIX)
          || (start.length == 2 && start[0] == 'P' && start[1] == 'K');
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Takes the JFR recording out of a session.
   *
   * @return false when there is none in it
   * @throws SkeinException when the session cannot be read or the file cannot be written
   */
  public static boolean extractRecording(Path session, Path to) {
    try (ZipFile zip = new ZipFile(session.toFile())) {
      if (zip.getEntry(SessionFile.RECORDING) == null) {
        return false;
      }
      try (InputStream in = open(zip, SessionFile.RECORDING)) {
        WholeFile.write(to, "the flight recording", in::transferTo);
      }
      return true;
    } catch (IOException e) {
      throw damaged(session, e);
    }
  }

  private static SkeinException damaged(Path file, Exception e) {
    return SkeinException.input(
        file.toString(),
        "not a session, or a damaged one",
        "name a .skeinprof file that skein profile has written",
        e);
  }

  private void giveUp() {
    for (AutoCloseable piece : taken) {
      try {
        piece.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private SessionFile read(ZipFile zip) throws IOException {
    JsonNode json = json(zip);
    ZoneTable zones = new ZoneTable();
    json.path("zones").forEach(name -> zones.id(name.asText()));
    RecentTexts queries = queries(json.path("queries"));
    JsonNode lanes = json.path("lanes");
    require(
        lanes.isArray() && lanes.size() <= MOST_LANES && zones.size() == json.path("zones").size());
    long[] counts = new long[lanes.size()];
    verify(zip, SessionFile.ZONES);
    // read twice: a history is made for as many zones as its lane has
    eachZone(zip, zones.size(), counts.length, (lane, z, s, e, d, v) -> counts[lane]++);
    for (int lane = 0; lane < counts.length; lane++) {
      ZoneHistory history = new ZoneHistory(ledger, counts[lane]);
      taken.add(history);
      tracks.add(new Capture.Track(lanes.get(lane).asText(), history));
    }
    eachZone(
        zip,
        zones.size(),
        counts.length,
        (lane, z, s, e, d, v) -> tracks.get(lane).history().zone(z, s, e, d, v));
    FrameLog frames = frames(zip);
    ObjectNode facts =
        json.path("facts") instanceof ObjectNode o ? o : new ObjectMapper().createObjectNode();
    return new SessionFile(new Capture(zones, List.copyOf(tracks), frames, queries), facts);
  }

  private static JsonNode json(ZipFile zip) throws IOException {
    try (InputStream in = open(zip, SessionFile.JSON)) {
      JsonNode json = new ObjectMapper().readTree(in.readNBytes((int) MOST_JSON));
      if (json.path("format").asInt() > SessionFile.FORMAT) {
        throw SkeinException.input(
            zip.getName(), "written by a newer Skein", "open it with that version");
      }
      require(json.path("format").asInt() == SessionFile.FORMAT);
      return json;
    } catch (JacksonException e) {
      throw new IOException(e);
    }
  }

  private static RecentTexts queries(JsonNode list) throws IOException {
    long last = 0;
    long first = Long.MAX_VALUE;
    for (JsonNode query : list) {
      long number = query.path("number").asLong();
      require(number > last);
      first = Math.min(first, number);
      last = number;
    }
    require(list.isEmpty() || last - first < 1_000_000);
    RecentTexts texts = new RecentTexts(list.isEmpty() ? 1 : (int) (last - first + 1), first);
    for (JsonNode query : list) {
      while (texts.next() < query.path("number").asLong()) {
        texts.add("");
      }
      texts.add(query.path("sql").asText());
    }
    return texts;
  }

  @FunctionalInterface
  private interface LaneSink {
    void zone(int lane, int zone, long start, long end, int depth, long value);
  }

  private static void eachZone(ZipFile zip, int zones, int lanes, LaneSink sink)
      throws IOException {
    try (BufferAllocator memory = new RootAllocator(MOST_MEMORY);
        InputStream in = zip.getInputStream(entry(zip, SessionFile.ZONES));
        ArrowStreamReader reader = new ArrowStreamReader(in, memory)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      IntVector lane = (IntVector) root.getVector("lane");
      IntVector zone = (IntVector) root.getVector("zone");
      IntVector depth = (IntVector) root.getVector("depth");
      BigIntVector start = (BigIntVector) root.getVector("startNs");
      BigIntVector end = (BigIntVector) root.getVector("endNs");
      BigIntVector value = (BigIntVector) root.getVector("value");
      while (reader.loadNextBatch()) {
        for (int i = 0; i < root.getRowCount(); i++) {
          require(lane.get(i) >= 0 && lane.get(i) < lanes);
          require(zone.get(i) >= 0 && zone.get(i) < zones && depth.get(i) >= 0);
          sink.zone(lane.get(i), zone.get(i), start.get(i), end.get(i), depth.get(i), value.get(i));
        }
      }
    }
  }

  private FrameLog frames(ZipFile zip) throws IOException {
    FrameField[] fields = FrameField.values();
    List<long[][]> batches = new ArrayList<>();
    int rows = 0;
    try (BufferAllocator memory = new RootAllocator(MOST_MEMORY);
        InputStream in = open(zip, SessionFile.FRAMES);
        ArrowStreamReader reader = new ArrowStreamReader(in, memory)) {
      VectorSchemaRoot root = reader.getVectorSchemaRoot();
      while (reader.loadNextBatch()) {
        long[][] batch = new long[root.getRowCount()][fields.length];
        rows += batch.length;
        require(rows <= MOST_FRAMES);
        for (int f = 0; f < fields.length; f++) {
          BigIntVector vector = (BigIntVector) root.getVector(fields[f].key());
          for (int i = 0; i < batch.length; i++) {
            batch[i][f] = vector == null || vector.isNull(i) ? FrameLog.UNKNOWN : vector.get(i);
          }
        }
        batches.add(batch);
      }
    }
    long first = rows == 0 ? 0 : Math.max(0, batches.getFirst()[0][0]);
    FrameLog log = new FrameLog(ledger, Math.max(1, rows), first);
    taken.add(log);
    for (long[][] batch : batches) {
      for (long[] row : batch) {
        long frame = log.begin();
        for (int f = 1; f < fields.length; f++) {
          log.set(frame, fields[f], row[f]);
        }
      }
    }
    return log;
  }

  private static InputStream open(ZipFile zip, String name) throws IOException {
    verify(zip, name);
    return zip.getInputStream(entry(zip, name));
  }

  private static ZipEntry entry(ZipFile zip, String name) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("without " + name);
    }
    return entry;
  }

  private static void verify(ZipFile zip, String name) throws IOException {
    ZipEntry entry = entry(zip, name);
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    require(sum.getValue() == entry.getCrc());
  }

  private static void require(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("contradicts itself");
    }
  }
}
