package skein.shaders;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;

/**
 * The structs that lie in GPU buffers, as std430 places them. The shaders declare the same in
 * {@code include/layouts.glsl}; a test compares the offsets with what the driver reports.
 */
public final class Layouts {
  /** Bins of a grid's histogram of counts; GridStats.BINS. */
  public static final int HISTOGRAM_BINS = 1024;

  /** Bins of a grid's histogram of means; GridStats.MEAN_BINS. */
  public static final int MEAN_BINS = 1728;

  /** Categories of a grid. */
  public static final int CATEGORIES = 8;

  /**
   * One block: exact bounds and steps per axis in offsets from the series' origin, and its rows;
   * for sequences also the smallest and the largest code along y.
   */
  public static final StructLayout BLOCK_HEADER =
      MemoryLayout.structLayout(
          JAVA_DOUBLE.withName("loX"),
          JAVA_DOUBLE.withName("hiX"),
          JAVA_DOUBLE.withName("stepX"),
          JAVA_DOUBLE.withName("loY"),
          JAVA_DOUBLE.withName("hiY"),
          JAVA_DOUBLE.withName("stepY"),
          JAVA_INT.withName("count"),
          JAVA_INT.withName("first"),
          JAVA_INT.withName("extremes"),
          JAVA_INT.withName("reserved"));

  /**
   * One block that the window shows: how its codes become cells of its box, and where the box lies.
   */
  public static final StructLayout VISIBLE_BLOCK =
      MemoryLayout.structLayout(
          JAVA_FLOAT.withName("scaleX"),
          JAVA_FLOAT.withName("offsetX"),
          JAVA_FLOAT.withName("scaleY"),
          JAVA_FLOAT.withName("offsetY"),
          JAVA_INT.withName("first"),
          JAVA_INT.withName("count"),
          JAVA_INT.withName("shiftX"),
          JAVA_INT.withName("shiftY"),
          JAVA_INT.withName("codesX"),
          JAVA_INT.withName("codesY"),
          JAVA_INT.withName("low"),
          JAVA_INT.withName("box"));

  /**
   * Wraps past 2^32 rows that a grid remembers, see {@code include/carry.glsl}: behind its planes
   * lie their number and the place of each.
   */
  public static final int CARRIES = 64;

  /** Facts of a grid; 64-bit sums are two words, means are order-preserving bits of a float. */
  public static final StructLayout STATS =
      MemoryLayout.structLayout(
          JAVA_INT.withName("totalLo"),
          JAVA_INT.withName("totalHi"),
          JAVA_INT.withName("occupied"),
          JAVA_INT.withName("maxCount"),
          JAVA_INT.withName("minCount"),
          JAVA_INT.withName("minMean"),
          JAVA_INT.withName("maxMean"),
          JAVA_INT.withName("reserved"),
          MemoryLayout.sequenceLayout(2L * CATEGORIES, JAVA_INT).withName("categories"),
          MemoryLayout.sequenceLayout(HISTOGRAM_BINS, JAVA_INT).withName("histogram"),
          MemoryLayout.sequenceLayout(MEAN_BINS, JAVA_INT).withName("meanHistogram"));

  private Layouts() {}

  /** Byte offset of a member of a struct. */
  public static long offset(StructLayout struct, String member) {
    return struct.byteOffset(PathElement.groupElement(member));
  }
}
