package skein.core.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import skein.core.export.WholeFile;
import skein.core.profile.Capture;
import skein.core.profile.FrameField;
import skein.core.profile.FrameLog;

/**
 * Writes traces that ui.perfetto.dev and chrome://tracing open: the Trace Event Format's JSON, with
 * a thread for each lane, complete events that nest, counters of each frame and flows from a
 * query's end to the frame that followed. Times are microseconds after the first of all.
 */
public final class TraceWriter {
  private static final int PROCESS = 1;

  /** The first lane, which is the render thread's. */
  private static final int RENDER = 1;

  private record Slice(int zone, long start, long end, long value) {}

  private final Capture capture;
  private final JsonGenerator json;
  private final long origin;

  /**
   * When the outermost zones of the render thread began: each encloses the arrow that ends in it.
   */
  private final long[] frameStarts;

  private int nextThread = 1;
  private int nextFlow = 1;

  private TraceWriter(Capture capture, JsonGenerator json) {
    this.capture = capture;
    this.json = json;
    this.origin = origin(capture);
    this.frameStarts = frameStarts(capture);
  }

  private static long[] frameStarts(Capture capture) {
    if (capture.tracks().isEmpty()) {
      return new long[0];
    }
    LongStream.Builder starts = LongStream.builder();
    capture
        .tracks()
        .getFirst()
        .history()
        .between(
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            (zone, start, end, depth, value) -> {
              if (depth == 0) {
                starts.add(start);
              }
            });
    return starts.build().sorted().toArray();
  }

  /**
   * Writes everything in a capture.
   *
   * @throws skein.core.fault.SkeinException when the file cannot be written
   */
  public static void write(Path file, Capture capture) {
    WholeFile.write(
        file,
        "the trace",
        out -> {
          try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            new TraceWriter(capture, json).all();
          }
        });
  }

  private static long origin(Capture capture) {
    long[] first = {Long.MAX_VALUE};
    for (Capture.Track track : capture.tracks()) {
      track
          .history()
          .between(
              Long.MIN_VALUE,
              Long.MAX_VALUE,
              (zone, start, end, depth, value) -> first[0] = Math.min(first[0], start));
    }
    FrameLog frames = capture.frames();
    if (frames.first() < frames.next()) {
      first[0] = Math.min(first[0], frames.get(frames.first(), FrameField.START));
    }
    return first[0] == Long.MAX_VALUE ? 0 : first[0];
  }

  private void all() throws IOException {
    json.writeStartObject();
    json.writeStringField("displayTimeUnit", "ms");
    json.writeArrayFieldStart("traceEvents");
    name("process_name", 0, "Skein");
    for (Capture.Track track : capture.tracks()) {
      lane(track);
    }
    counters();
    json.writeEndArray();
    json.writeEndObject();
  }

  private void lane(Capture.Track track) throws IOException {
    List<Slice> slices = new ArrayList<>();
    track
        .history()
        .between(
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            (zone, start, end, depth, value) -> slices.add(new Slice(zone, start, end, value)));
    slices.sort(
        Comparator.comparingLong(Slice::start)
            .thenComparing(Comparator.comparingLong(Slice::end).reversed()));
    boolean queries = track.name().endsWith(" SQL");
    List<Slice> rest = slices;
    for (int row = 1; !rest.isEmpty(); row++) {
      int thread = nextThread++;
      name("thread_name", thread, row == 1 ? track.name() : track.name() + " " + row);
      rest = nested(rest, thread, queries);
    }
  }

  /** Writes those that nest and returns those that cross one of them. */
  private List<Slice> nested(List<Slice> slices, int thread, boolean queries) throws IOException {
    List<Slice> crossing = new ArrayList<>();
    List<Slice> around = new ArrayList<>();
    for (Slice slice : slices) {
      while (!around.isEmpty() && around.getLast().end <= slice.start) {
        around.removeLast();
      }
      if (!around.isEmpty() && around.getLast().end < slice.end) {
        crossing.add(slice);
        continue;
      }
      around.addLast(slice);
      String sql = queries ? capture.queries().get(slice.value) : null;
      slice(thread, slice, sql);
      if (queries) {
        flow(thread, slice);
      }
    }
    return crossing;
  }

  private void slice(int thread, Slice slice, @Nullable String sql) throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", "X");
    json.writeStringField("name", capture.zones().name(slice.zone));
    place(thread, slice.start);
    micros("dur", slice.end - slice.start);
    if (sql != null || slice.value != 0) {
      json.writeObjectFieldStart("args");
      if (sql != null) {
        json.writeStringField("sql", sql);
      } else {
        json.writeNumberField("value", slice.value);
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** From a query to the first frame that began after its answer. */
  private void flow(int thread, Slice query) throws IOException {
    int found = Arrays.binarySearch(frameStarts, query.end);
    int next = found >= 0 ? found : -found - 1;
    if (next == frameStarts.length) {
      return;
    }
    arrow("s", thread, query.start + (query.end - query.start) / 2);
    arrow("f", RENDER, frameStarts[next]);
    nextFlow++;
  }

  private void arrow(String phase, int thread, long at) throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", phase);
    json.writeStringField("name", "answer");
    json.writeStringField("cat", "query");
    json.writeNumberField("id", nextFlow);
    if (phase.equals("f")) {
      json.writeStringField("bp", "e");
    }
    place(thread, at);
    json.writeEndObject();
  }

  private void counters() throws IOException {
    FrameLog frames = capture.frames();
    for (long frame = frames.first(); frame < frames.next(); frame++) {
      long at = frames.get(frame, FrameField.START);
      for (FrameField field : FrameField.values()) {
        long value = frames.get(frame, field);
        if (field == FrameField.FRAME || field.unit() == FrameField.Unit.INSTANT || value < 0) {
          continue;
        }
        json.writeStartObject();
        json.writeStringField("ph", "C");
        json.writeStringField("name", field.key());
        place(0, at);
        json.writeObjectFieldStart("args");
        json.writeNumberField("value", value);
        json.writeEndObject();
        json.writeEndObject();
      }
    }
  }

  private void name(String what, int thread, String name) throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", "M");
    json.writeStringField("name", what);
    json.writeNumberField("pid", PROCESS);
    json.writeNumberField("tid", thread);
    json.writeObjectFieldStart("args");
    json.writeStringField("name", name);
    json.writeEndObject();
    json.writeEndObject();
  }

  private void place(int thread, long at) throws IOException {
    json.writeNumberField("pid", PROCESS);
    json.writeNumberField("tid", thread);
    micros("ts", at - origin);
  }

  private void micros(String key, long nanos) throws IOException {
    json.writeFieldName(key);
    json.writeRawValue(nanos / 1_000 + "." + String.valueOf(1_000 + nanos % 1_000).substring(1));
  }
}
