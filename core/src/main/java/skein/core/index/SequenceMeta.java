package skein.core.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import skein.core.block.RowCounts;
import skein.core.block.SeriesOrigin;

/**
 * What an index of lines says of itself, kept as JSON in the footer of its file.
 *
 * @param stamp identifies the state of the source and the projection that were read
 * @param origins base of the positions of each series; none when no row has an x
 * @param counts rows of the source, values skipped by cause, and the bounds of all series along x
 *     and of those at the left along y
 * @param rowBytes 4 or 8: bytes of a row id
 * @param median distance of neighbours along x
 * @param ordered true when the rows of the source do not rise along x
 */
public record SequenceMeta(
    String stamp,
    List<SeriesOrigin> origins,
    RowCounts counts,
    int rowBytes,
    double median,
    boolean ordered) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", IndexMeta.VERSION);
    root.put("stamp", stamp);
    root.put("order", IndexOrder.SEQUENTIAL.name().toLowerCase(Locale.ROOT));
    root.put("rowBytes", rowBytes);
    root.put("median", median);
    root.put("ordered", ordered);
    ArrayNode all = root.putArray("origins");
    for (SeriesOrigin origin : origins) {
      all.addObject().put("x", origin.x()).put("y", origin.y());
    }
    root.putObject("rows")
        .put("all", counts.rows)
        .put("null", counts.nulls)
        .put("nan", counts.nans)
        .put("infinite", counts.infinites)
        .put("nonPositive", counts.nonPositive);
    if (counts.loX <= counts.hiX) {
      ObjectNode bounds = root.putObject("bounds");
      bounds.putArray("x").add(counts.loX).add(counts.hiX);
      if (counts.loY <= counts.hiY) {
        bounds.putArray("y").add(counts.loY).add(counts.hiY);
      }
    }
    return root.toString();
  }

  static SequenceMeta parse(String json) throws BrokenIndexException {
    try {
      JsonNode root = JSON.readTree(json);
      int version = root.path("version").asInt(-1);
      String order = root.path("order").asText();
      if (version != IndexMeta.VERSION || !order.equals("sequential")) {
        throw new BrokenIndexException("it is of version " + version + ", order " + order);
      }
      List<SeriesOrigin> origins = new ArrayList<>();
      for (JsonNode origin : root.path("origins")) {
        origins.add(new SeriesOrigin(origin.path("x").asLong(), origin.path("y").asLong()));
      }
      return new SequenceMeta(
          root.path("stamp").asText(),
          List.copyOf(origins),
          IndexMeta.counts(root),
          root.path("rowBytes").asInt(),
          root.path("median").asDouble(),
          root.path("ordered").asBoolean());
    } catch (JsonProcessingException e) {
      throw new BrokenIndexException("its metadata cannot be read", e);
    }
  }
}
