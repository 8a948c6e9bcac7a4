package skein.core.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * What of an Arrow file's columns is shown to DuckDB, and as what: most as they are, numbers that
 * it does not know as doubles, kinds of nesting that it does not know as text.
 */
final class ArrowColumns implements AutoCloseable {
  private record Column(FieldVector from, @Nullable FieldVector made) {
    FieldVector shown() {
      return made == null ? from : made;
    }
  }

  private final List<Column> columns = new ArrayList<>();
  private final List<Field> fields = new ArrayList<>();
  private final List<FieldVector> vectors = new ArrayList<>();

  /**
   * @param wanted names of the columns to show, or null for all; all are shown when one is missing
   */
  ArrowColumns(
      VectorSchemaRoot root,
      Map<Long, Dictionary> dictionaries,
      @Nullable Set<String> wanted,
      BufferAllocator allocator) {
    boolean some = wanted != null && names(root).containsAll(wanted);
    for (FieldVector vector : root.getFieldVectors()) {
      if (!some || wanted == null || wanted.contains(vector.getField().getName())) {
        Column column = new Column(vector, replacement(vector, dictionaries, allocator));
        columns.add(column);
        fields.add(column.shown().getField());
        vectors.add(column.shown());
      }
    }
  }

  private static Set<String> names(VectorSchemaRoot root) {
    Set<String> names = new HashSet<>();
    for (FieldVector vector : root.getFieldVectors()) {
      names.add(vector.getField().getName());
    }
    return names;
  }

  /** The shown columns of the batch that is loaded, checked. */
  VectorSchemaRoot show(int rows, Map<Long, Dictionary> dictionaries) {
    for (Column column : columns) {
      if (column.from.getValueCount() != rows) {
        throw new IllegalStateException("columns differ in length");
      }
      if (!(column.made instanceof VarCharVector)) {
        ArrowCheck.vector(column.from, dictionaries);
      }
      if (column.made != null) {
        convert(column.from, column.made, rows);
      }
    }
    return root(rows);
  }

  VectorSchemaRoot root(int rows) {
    return new VectorSchemaRoot(fields, vectors, rows);
  }

  private static void convert(FieldVector from, FieldVector to, int rows) {
    to.clear();
    to.allocateNew();
    for (int i = 0; i < rows; i++) {
      Object value = from.isNull(i) ? null : from.getObject(i);
      if (to instanceof Float8Vector numbers) {
        double number =
            from instanceof Float2Vector halves && value != null
                ? halves.getValueAsDouble(i)
                : value instanceof Number known ? known.doubleValue() : 0;
        if (value == null) {
          numbers.setNull(i);
        } else {
          numbers.setSafe(i, number);
        }
      } else if (to instanceof VarCharVector texts && value != null) {
        texts.setSafe(i, value.toString().getBytes(StandardCharsets.UTF_8));
      }
    }
    to.setValueCount(rows);
  }

  private static @Nullable FieldVector replacement(
      FieldVector vector, Map<Long, Dictionary> dictionaries, BufferAllocator allocator) {
    Field field = vector.getField();
    ArrowType type = field.getType();
    boolean half =
        type instanceof ArrowType.FloatingPoint real
            && real.getPrecision() == FloatingPointPrecision.HALF;
    boolean decimal = type instanceof ArrowType.Decimal number && number.getBitWidth() != 128;
    if (half || decimal) {
      ArrowType shown = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      return new Float8Vector(field.getName(), FieldType.nullable(shown), allocator);
    }
    Dictionary dictionary =
        field.getDictionary() == null ? null : dictionaries.get(field.getDictionary().getId());
    boolean flat = dictionary == null || flat(dictionary.getVector().getField());
    return known(field) && flat ? null : new VarCharVector(field.getName(), allocator);
  }

  private static boolean flat(Field values) {
    return values.getChildren().isEmpty() && values.getDictionary() == null && known(values);
  }

  private static boolean known(Field field) {
    for (Field child : field.getChildren()) {
      if (child.getDictionary() != null || !known(child)) {
        return false;
      }
    }
    return switch (field.getType()) {
      case ArrowType.Union _,
          ArrowType.RunEndEncoded _,
          ArrowType.ListView _,
          ArrowType.LargeListView _ ->
          false;
      case ArrowType.Decimal decimal -> decimal.getBitWidth() == 128;
      case ArrowType.FloatingPoint real -> real.getPrecision() != FloatingPointPrecision.HALF;
      case ArrowType.Struct _ -> !field.getChildren().isEmpty();
      default -> true;
    };
  }

  @Override
  public void close() {
    for (Column column : columns) {
      if (column.made != null) {
        column.made.close();
      }
    }
  }
}
