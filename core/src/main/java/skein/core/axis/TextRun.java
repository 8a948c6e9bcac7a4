package skein.core.axis;

/** A reused line of text: grows once, then allocates nothing. One thread. */
public final class TextRun implements CharSequence {
  /** The sign that labels use for negative numbers. */
  public static final char MINUS = '\u2212';

  /** Between a number and its unit. */
  public static final char THIN_SPACE = '\u2009';

  private char[] chars = new char[32];
  private int length;

  public TextRun clear() {
    length = 0;
    return this;
  }

  public TextRun add(char c) {
    if (length == chars.length) {
      chars = java.util.Arrays.copyOf(chars, length * 2);
    }
    chars[length++] = c;
    return this;
  }

  public TextRun add(CharSequence text) {
    for (int i = 0, n = text.length(); i < n; i++) {
      add(text.charAt(i));
    }
    return this;
  }

  /** Decimal digits without grouping, minus as U+2212. */
  public TextRun add(long value) {
    Decimal.append(this, value, 0, false);
    return this;
  }

  /** At least {@code width} digits of a value that is not negative. */
  public TextRun pad(long value, int width) {
    for (long limit = Decimal.pow10(width - 1); limit > 1 && value < limit; limit /= 10) {
      add('0');
    }
    return add(value);
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public char charAt(int index) {
    return chars[index];
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new String(chars, start, end - start);
  }

  public boolean sameAs(CharSequence other) {
    if (other.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (chars[i] != other.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return new String(chars, 0, length);
  }
}
