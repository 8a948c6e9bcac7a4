package skein.core.source;

import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.jspecify.annotations.Nullable;

/** Checks that nothing in a vector points outside its buffers; throws IllegalStateException. */
final class ArrowCheck {
  private static final String SHORT = "a column is shorter than its batch";

  private ArrowCheck() {}

  static void vector(FieldVector vector, Map<Long, Dictionary> dictionaries) {
    if (vector instanceof NullVector) {
      return;
    }
    int count = vector.getValueCount();
    ArrowBuf validity = vector.getValidityBuffer();
    require(
        validity == null || validity.capacity() == 0 || validity.capacity() >= (count + 7L) / 8,
        "a validity bitmap is too short");
    switch (vector) {
      case BitVector bits -> require(bits.getDataBuffer().capacity() >= (count + 7L) / 8, SHORT);
      case BaseFixedWidthVector fixed ->
          require(fixed.getDataBuffer().capacity() >= (long) count * fixed.getTypeWidth(), SHORT);
      case BaseVariableWidthVector texts ->
          offsets(texts.getOffsetBuffer(), count, texts.getDataBuffer().capacity());
      case BaseLargeVariableWidthVector texts ->
          largeOffsets(texts.getOffsetBuffer(), count, texts.getDataBuffer().capacity());
      case BaseVariableWidthViewVector views -> views(views);
      case ListVector lists ->
          offsets(lists.getOffsetBuffer(), count, lists.getDataVector().getValueCount());
      case LargeListVector lists ->
          largeOffsets(lists.getOffsetBuffer(), count, lists.getDataVector().getValueCount());
      case FixedSizeListVector lists ->
          require(
              lists.getDataVector().getValueCount() >= (long) count * lists.getListSize(),
              "a list is too short");
      case StructVector struct -> children(struct, count);
      default -> {}
    }
    dictionary(vector, dictionaries);
    for (FieldVector child : vector.getChildrenFromFields()) {
      vector(child, dictionaries);
    }
  }

  private static void children(StructVector struct, int count) {
    for (FieldVector child : struct.getChildrenFromFields()) {
      require(child.getValueCount() >= count, SHORT);
    }
  }

  private static void offsets(@Nullable ArrowBuf offsets, int count, long end) {
    if (count == 0) {
      return;
    }
    if (offsets == null) {
      throw new IllegalStateException(SHORT);
    }
    require(offsets.capacity() >= 4L * (count + 1L), SHORT);
    long last = 0;
    for (int i = 0; i <= count; i++) {
      long next = offsets.getInt(4L * i);
      require(next >= last, "offsets run backwards");
      last = next;
    }
    require(last <= end, "an offset lies outside its data");
  }

  private static void largeOffsets(@Nullable ArrowBuf offsets, int count, long end) {
    if (count == 0) {
      return;
    }
    if (offsets == null) {
      throw new IllegalStateException(SHORT);
    }
    require(offsets.capacity() >= 8L * (count + 1L), SHORT);
    long last = 0;
    for (int i = 0; i <= count; i++) {
      long next = offsets.getLong(8L * i);
      require(next >= last, "offsets run backwards");
      last = next;
    }
    require(last <= end, "an offset lies outside its data");
  }

  private static void views(BaseVariableWidthViewVector vector) {
    ArrowBuf views = vector.getDataBuffer();
    int size = BaseVariableWidthViewVector.ELEMENT_SIZE;
    require(views.capacity() >= (long) vector.getValueCount() * size, SHORT);
    for (int i = 0; i < vector.getValueCount(); i++) {
      if (vector.isNull(i)) {
        continue;
      }
      long at = (long) i * size;
      int length = views.getInt(at);
      require(length >= 0, "a text has a negative length");
      if (length > BaseVariableWidthViewVector.INLINE_SIZE) {
        int buffer = views.getInt(at + 8);
        int offset = views.getInt(at + 12);
        require(
            buffer >= 0
                && buffer < vector.getDataBuffers().size()
                && offset >= 0
                && (long) offset + length <= vector.getDataBuffers().get(buffer).capacity(),
            "a text lies outside its buffer");
      }
    }
  }

  private static void dictionary(FieldVector vector, Map<Long, Dictionary> dictionaries) {
    if (vector.getField().getDictionary() == null) {
      return;
    }
    Dictionary dictionary = dictionaries.get(vector.getField().getDictionary().getId());
    if (dictionary == null || !(vector instanceof BaseIntVector indices)) {
      throw new IllegalStateException("the dictionary of a column is missing");
    }
    int size = dictionary.getVector().getValueCount();
    for (int i = 0; i < vector.getValueCount(); i++) {
      if (!vector.isNull(i)) {
        long index = indices.getValueAsLong(i);
        require(index >= 0 && index < size, "a dictionary index is out of range");
      }
    }
  }

  private static void require(boolean holds, String fault) {
    if (!holds) {
      throw new IllegalStateException(fault);
    }
  }
}
