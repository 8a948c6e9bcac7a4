package skein.core.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.jspecify.annotations.Nullable;
import skein.core.export.WholeFile;
import skein.core.profile.Capture;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;

/** Writes session files; see {@link SessionFile}. */
public final class SessionWriter {
  private static final int BATCH = 1 << 16;

  private SessionWriter() {}

  /**
   * Writes what was recorded.
   *
   * @throws skein.core.fault.SkeinException when the file cannot be written; an older one stays
   */
  public static void write(Path file, Capture capture, ObjectNode facts) {
    write(file, capture, facts, null);
  }

  /** The same with a JFR recording of the same time inside, null for none. */
  public static void write(
      Path file, Capture capture, ObjectNode facts, @Nullable Path flightRecording) {
    WholeFile.write(
        file,
        "the session",
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          zip.setLevel(1);
          entry(zip, SessionFile.JSON, o -> o.write(json(capture, facts)));
          entry(zip, SessionFile.FRAMES, o -> frames(o, capture.frames()));
          entry(zip, SessionFile.ZONES, o -> zones(o, capture.tracks()));
          if (flightRecording != null) {
            entry(zip, SessionFile.RECORDING, o -> Files.copy(flightRecording, o));
          }
          zip.finish();
        });
  }

  private static void entry(ZipOutputStream zip, String name, WholeFile.Body body)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    body.writeTo(
        new FilterOutputStream(zip) {
          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
          }

          @Override
          public void close() {}
        });
    zip.closeEntry();
  }

  private static byte[] json(Capture capture, ObjectNode facts) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("format", SessionFile.FORMAT);
    ArrayNode names = root.putArray("zones");
    for (int id = 0; id < capture.zones().size(); id++) {
      names.add(capture.zones().name(id));
    }
    ArrayNode lanes = root.putArray("lanes");
    capture.tracks().forEach(t -> lanes.add(t.name()));
    ArrayNode queries = root.putArray("queries");
    for (long n = capture.queries().first(); n < capture.queries().next(); n++) {
      String sql = capture.queries().get(n);
      if (sql != null) {
        queries.addObject().put("number", n).put("sql", sql);
      }
    }
    root.set("facts", facts);
    return mapper.writeValueAsBytes(root);
  }

  private static void frames(OutputStream out, FrameLog log) throws IOException {
    FrameField[] fields = FrameField.values();
    try (BufferAllocator memory = new RootAllocator()) {
      List<FieldVector> vectors = new ArrayList<>();
      for (FrameField field : fields) {
        vectors.add(new BigIntVector(field.key(), memory));
      }
      try (VectorSchemaRoot root = new VectorSchemaRoot(vectors);
          ArrowStreamWriter writer = new ArrowStreamWriter(root, null, out)) {
        writer.start();
        for (long from = log.first(); from < log.next(); from += BATCH) {
          int rows = (int) Math.min(BATCH, log.next() - from);
          for (int f = 0; f < fields.length; f++) {
            fill((BigIntVector) vectors.get(f), log, fields[f], from, rows);
          }
          root.setRowCount(rows);
          writer.writeBatch();
        }
        writer.end();
      }
    }
  }

  private static void fill(
      BigIntVector vector, FrameLog log, FrameField field, long from, int rows) {
    vector.allocateNew(rows);
    for (int i = 0; i < rows; i++) {
      long value = log.get(from + i, field);
      if (value == FrameLog.UNKNOWN && field.unit() != FrameField.Unit.INSTANT) {
        vector.setNull(i);
      } else {
        vector.set(i, value);
      }
    }
  }

  private static void zones(OutputStream out, List<Capture.Track> tracks) throws IOException {
    try (BufferAllocator memory = new RootAllocator();
        ZoneBatch batch = new ZoneBatch(memory);
        ArrowStreamWriter writer = new ArrowStreamWriter(batch.root, null, out)) {
      writer.start();
      for (int lane = 0; lane < tracks.size(); lane++) {
        int which = lane;
        tracks
            .get(lane)
            .history()
            .between(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                (zone, start, end, depth, value) ->
                    batch.add(writer, which, zone, start, end, depth, value));
      }
      batch.flush(writer);
      batch.rethrow();
      writer.end();
    }
  }

  /** Rows of {@code zones.arrow}, a batch at a time. */
  private static final class ZoneBatch implements AutoCloseable {
    private final IntVector lane;
    private final IntVector zone;
    private final IntVector depth;
    private final BigIntVector start;
    private final BigIntVector end;
    private final BigIntVector value;
    private final VectorSchemaRoot root;
    private int rows;
    private @Nullable IOException failure;

    private ZoneBatch(BufferAllocator memory) {
      lane = new IntVector("lane", memory);
      zone = new IntVector("zone", memory);
      depth = new IntVector("depth", memory);
      start = new BigIntVector("startNs", memory);
      end = new BigIntVector("endNs", memory);
      value = new BigIntVector("value", memory);
      root = new VectorSchemaRoot(List.of(lane, zone, depth, start, end, value));
    }

    private void add(
        ArrowStreamWriter writer, int which, int id, long from, long to, int inside, long says) {
      if (rows == 0) {
        root.getFieldVectors().forEach(v -> v.setInitialCapacity(BATCH));
        root.allocateNew();
      }
      lane.set(rows, which);
      zone.set(rows, id);
      depth.set(rows, inside);
      start.set(rows, from);
      end.set(rows, to);
      value.set(rows, says);
      if (++rows == BATCH) {
        flush(writer);
      }
    }

    private void flush(ArrowStreamWriter writer) {
      if (rows > 0 && failure == null) {
        root.setRowCount(rows);
        try {
          writer.writeBatch();
        } catch (IOException e) {
          failure = e;
        }
      }
      rows = 0;
    }

    private void rethrow() throws IOException {
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void close() {
      root.close();
    }
  }
}
