package skein.core.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import skein.core.block.RowCounts;
import skein.core.block.SeriesOrigin;

/**
 * What an index says of itself, kept as JSON in the footer of its file.
 *
 * @param stamp identifies the state of the source and the projection that were read
 * @param order how blocks and rows follow
 * @param origin base of all positions
 * @param counts rows read, skipped by cause, and the exact bounds of those plotted, as offsets from
 *     the origin
 * @param rowBytes 4 or 8: bytes of a row id
 * @param wholeX true when all positions on x are whole numbers; wholeY likewise
 */
public record IndexMeta(
    String stamp,
    IndexOrder order,
    SeriesOrigin origin,
    RowCounts counts,
    int rowBytes,
    boolean wholeX,
    boolean wholeY) {
  /** Version of the format; an index of another one is built again. */
  public static final int VERSION = 1;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Rows that have a place in the plane. */
  public long plotted() {
    return counts.rows - counts.nulls - counts.nans - counts.infinites - counts.nonPositive;
  }

  String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", VERSION);
    root.put("stamp", stamp);
    root.put("order", order.name().toLowerCase(Locale.ROOT));
    root.put("rowBytes", rowBytes);
    root.putObject("origin").put("x", origin.x()).put("y", origin.y());
    root.putObject("rows")
        .put("all", counts.rows)
        .put("null", counts.nulls)
        .put("nan", counts.nans)
        .put("infinite", counts.infinites)
        .put("nonPositive", counts.nonPositive);
    if (plotted() > 0) {
      ObjectNode bounds = root.putObject("bounds");
      bounds.putArray("x").add(counts.loX).add(counts.hiX);
      bounds.putArray("y").add(counts.loY).add(counts.hiY);
    }
    root.putObject("whole").put("x", wholeX).put("y", wholeY);
    return root.toString();
  }

  static IndexMeta parse(String json) throws BrokenIndexException {
    try {
      JsonNode root = JSON.readTree(json);
      int version = root.path("version").asInt(-1);
      if (version != VERSION) {
        throw new BrokenIndexException("it is of version " + version + ", not " + VERSION);
      }
      IndexOrder order = IndexOrder.valueOf(root.path("order").asText().toUpperCase(Locale.ROOT));
      JsonNode origin = root.path("origin");
      return new IndexMeta(
          root.path("stamp").asText(),
          order,
          new SeriesOrigin(origin.path("x").asLong(), origin.path("y").asLong()),
          counts(root),
          root.path("rowBytes").asInt(),
          root.path("whole").path("x").asBoolean(),
          root.path("whole").path("y").asBoolean());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new BrokenIndexException("its metadata cannot be read", e);
    }
  }

  static RowCounts counts(JsonNode root) {
    RowCounts counts = new RowCounts();
    JsonNode rows = root.path("rows");
    counts.rows = rows.path("all").asLong();
    counts.nulls = rows.path("null").asLong();
    counts.nans = rows.path("nan").asLong();
    counts.infinites = rows.path("infinite").asLong();
    counts.nonPositive = rows.path("nonPositive").asLong();
    JsonNode bounds = root.path("bounds");
    if (!bounds.isMissingNode()) {
      counts.loX = bounds.path("x").path(0).asDouble();
      counts.hiX = bounds.path("x").path(1).asDouble();
      counts.loY = bounds.path("y").path(0).asDouble(Double.POSITIVE_INFINITY);
      counts.hiY = bounds.path("y").path(1).asDouble(Double.NEGATIVE_INFINITY);
    }
    return counts;
  }
}
