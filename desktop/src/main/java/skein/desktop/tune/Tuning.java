package skein.desktop.tune;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import skein.components.FrameComponent;

/**
 * What a machine was measured to do. NaN where there is nothing to measure: a software OpenGL
 * computes on the CPU and is neither a GPU nor anything to upload to.
 *
 * @param key machine, GPU and version that it was measured on
 * @param cpuRows rows a second that CPU threads count
 * @param gpuRows rows a second that the GPU counts
 * @param uploadBytes bytes a second that get to the GPU
 */
public record Tuning(String key, double cpuRows, double gpuRows, double uploadBytes) {
  /** What a frame has for uploading, which happens while rows come in. */
  private static final double UPLOAD_SECONDS = 4e-3;

  private static final long LEAST_UPLOAD_BYTES = 8L << 20;
  private static final long MOST_UPLOAD_BYTES = 64L << 20;

  /** What a frame has for counting at least. */
  private static final double LEAST_SECONDS = 1e-3;

  /** Whether the GPU is to count. */
  public boolean prefersGpu() {
    return gpuRows >= cpuRows;
  }

  /**
   * Rows up to which any view is counted from its rows within a frame's least time; from there on
   * levels of halving resolution are built and shown first.
   */
  public long directRows() {
    return (long) ((prefersGpu() ? gpuRows : cpuRows) * LEAST_SECONDS);
  }

  /** Bytes that get to the GPU in a frame's time for uploading; the usual where none go there. */
  public long uploadBudget() {
    return Double.isNaN(uploadBytes)
        ? FrameComponent.USUAL_UPLOAD_BYTES
        : Math.clamp((long) (uploadBytes * UPLOAD_SECONDS), LEAST_UPLOAD_BYTES, MOST_UPLOAD_BYTES);
  }

  /** For people, one line. */
  public String describe() {
    String measured =
        Double.isNaN(gpuRows)
            ? String.format(Locale.ROOT, "CPU %.0f M rows/s", cpuRows / 1e6)
            : String.format(
                Locale.ROOT,
                "GPU %.0f, CPU %.0f M rows/s, upload %.1f GB/s",
                gpuRows / 1e6,
                cpuRows / 1e6,
                uploadBytes / 1e9);
    return String.format(Locale.ROOT, "%s; levels from %,d rows on", measured, directRows() + 1);
  }

  /** Fields for a file or a report. */
  public ObjectNode json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("key", key);
    put(root, "cpuRowsPerSecond", cpuRows);
    put(root, "gpuRowsPerSecond", gpuRows);
    put(root, "uploadBytesPerSecond", uploadBytes);
    root.put("aggregator", prefersGpu() ? "gpu" : "cpu");
    root.put("directRows", directRows());
    return root;
  }

  private static void put(ObjectNode root, String name, double rate) {
    root.put(name, Double.isNaN(rate) ? null : (Double) (double) Math.round(rate));
  }

  /** Reads what {@link #json} wrote; null when that is not what it is. */
  static @Nullable Tuning read(@Nullable JsonNode root) {
    if (root == null || !root.path("key").isTextual() || !isRate(root.path("cpuRowsPerSecond"))) {
      return null;
    }
    JsonNode gpu = root.path("gpuRowsPerSecond");
    JsonNode upload = root.path("uploadBytesPerSecond");
    boolean none = gpu.isNull() && upload.isNull();
    if (!none && !(isRate(gpu) && isRate(upload))) {
      return null;
    }
    return new Tuning(
        root.get("key").asText(),
        root.get("cpuRowsPerSecond").asDouble(),
        none ? Double.NaN : gpu.asDouble(),
        none ? Double.NaN : upload.asDouble());
  }

  private static boolean isRate(JsonNode node) {
    return node.isNumber() && node.asDouble() > 0 && node.asDouble() < 1e18;
  }
}
