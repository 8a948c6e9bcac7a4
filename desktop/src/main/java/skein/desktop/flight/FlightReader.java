package skein.desktop.flight;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import skein.core.fault.SkeinException;

/** Reads a flight file and refuses what is not one, naming the place. */
public final class FlightReader {
  private static final int MOST_VIEWS = 10_000;
  private static final double MOST_SECONDS = 86_400;
  private static final int MOST_PIXELS = 16_384;

  private final String name;

  private FlightReader(String name) {
    this.name = name;
  }

  /** Reads a file. */
  public static FlightScript read(Path file) {
    FlightReader reader = new FlightReader(file.toString());
    try {
      if (Files.isDirectory(file)) {
        throw reader.bad("", "it is a directory");
      }
      if (!Files.exists(file)) {
        throw reader.bad("", "there is no such file");
      }
      return reader.script(parse(Files.readAllBytes(file)));
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
      throw reader.bad(place, "it is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw reader.bad("", "it cannot be read: " + e.getMessage());
    }
  }

  private static JsonNode parse(byte[] text) throws IOException {
    return new ObjectMapper()
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .readTree(text);
  }

  private FlightScript script(JsonNode root) {
    keys(root, "", Set.of("about", "size", "views", "filters"));
    JsonNode size = root.get("size");
    int width = 0;
    int height = 0;
    if (size != null) {
      pair(size, "size", "[width, height]");
      width = pixels(size.get(0), "size[0]");
      height = pixels(size.get(1), "size[1]");
    }
    JsonNode views = root.get("views");
    if (views == null || !views.isArray() || views.isEmpty() || views.size() > MOST_VIEWS) {
      throw bad("views", "it is not a list of 1 to " + MOST_VIEWS + " views");
    }
    List<FlightScript.View> out = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      out.add(view(views.get(i), "views[" + i + "]"));
    }
    return new FlightScript(name, width, height, out, filters(root.get("filters")));
  }

  private FlightScript.View view(JsonNode view, String at) {
    keys(view, at, Set.of("about", "x", "y", "seconds", "hold"));
    return new FlightScript.View(
        range(view.get("x"), at + ".x"),
        range(view.get("y"), at + ".y"),
        seconds(view.get("seconds"), at + ".seconds"),
        seconds(view.get("hold"), at + ".hold"));
  }

  private FlightScript.@Nullable Range range(@Nullable JsonNode range, String at) {
    if (range == null || range.isNull()) {
      return null;
    }
    pair(range, at, "[from, to]");
    return new FlightScript.Range(end(range.get(0), at + "[0]"), end(range.get(1), at + "[1]"), at);
  }

  private String end(JsonNode end, String at) {
    if (end.isNumber() || (end.isTextual() && !end.asText().isBlank())) {
      return end.isNumber() ? end.decimalValue().toString() : end.asText().strip();
    }
    throw bad(at, "it is no number, no ISO time and no share such as \"50%\"");
  }

  private double seconds(@Nullable JsonNode node, String at) {
    if (node == null) {
      return 0;
    }
    double value = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (!(value >= 0 && value <= MOST_SECONDS)) {
      throw bad(at, "it is not a number of seconds from 0 to 86400");
    }
    return value;
  }

  private int pixels(JsonNode node, String at) {
    if (!node.isIntegralNumber() || node.asInt() < 1 || node.asInt() > MOST_PIXELS) {
      throw bad(at, "it is not a whole number of pixels from 1 to " + MOST_PIXELS);
    }
    return node.asInt();
  }

  private List<FlightScript.Filter> filters(@Nullable JsonNode filters) {
    List<FlightScript.Filter> out = new ArrayList<>();
    if (filters == null || filters.isNull()) {
      return out;
    }
    if (!filters.isArray()) {
      throw bad("filters", "it is not a list");
    }
    for (int i = 0; i < filters.size(); i++) {
      out.add(filter(filters.get(i), "filters[" + i + "]"));
    }
    return out;
  }

  private FlightScript.Filter filter(JsonNode filter, String at) {
    keys(filter, at, Set.of("about", "channel", "column", "range", "to", "at", "seconds"));
    JsonNode channel = filter.has("channel") ? filter.get("channel") : filter.path("column");
    if (!channel.isTextual()) {
      throw bad(at + ".channel", "it is not the name of a column");
    }
    if (!filter.has("range")) {
      throw bad(at + ".range", "it is missing; null lets all rows pass again");
    }
    FlightScript.Range range = range(filter.get("range"), at + ".range");
    FlightScript.Range to = range(filter.get("to"), at + ".to");
    if (range == null && to != null) {
      throw bad(at + ".to", "there is no range that it could move from");
    }
    return new FlightScript.Filter(
        channel.asText(),
        range,
        to,
        seconds(filter.get("at"), at + ".at"),
        seconds(filter.get("seconds"), at + ".seconds"),
        at);
  }

  private void pair(JsonNode node, String at, String form) {
    if (!node.isArray() || node.size() != 2) {
      throw bad(at, "it is not " + form);
    }
  }

  private void keys(JsonNode node, String at, Set<String> known) {
    if (!node.isObject()) {
      throw bad(at, "it is not an object");
    }
    for (var names = node.fieldNames(); names.hasNext(); ) {
      String key = names.next();
      if (!known.contains(key)) {
        String place = at.isEmpty() ? key : at + "." + key;
        throw bad(place, "it means nothing here; known are " + new TreeSet<>(known));
      }
    }
  }

  private SkeinException bad(String place, String why) {
    return SkeinException.input(
        place.isEmpty() ? name : name + ": " + place,
        why,
        "write a flight as skein fly --help shows");
  }
}
