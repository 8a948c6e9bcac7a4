package skein.core.profile;

import org.jspecify.annotations.Nullable;

/** The last texts given, by number: bounded, however many there are. Any thread. */
public final class RecentTexts {
  private final @Nullable String[] texts;
  private long next;

  public RecentTexts(int capacity) {
    this(capacity, 1);
  }

  /** Texts whose first has the number {@code first}. */
  public RecentTexts(int capacity, long first) {
    texts = new String[capacity];
    next = first;
  }

  /** The least number that may still be held. */
  public synchronized long first() {
    return Math.max(1, next - texts.length);
  }

  /** The number of the text that is given next. */
  public synchronized long next() {
    return next;
  }

  /** Keeps a text and returns its number, 1 for the first. */
  public synchronized long add(String text) {
    texts[(int) (next % texts.length)] = text;
    return next++;
  }

  /** The text of a number; null when it was never given or newer ones took its place. */
  public synchronized @Nullable String get(long number) {
    return number > 0 && number < next && number >= next - texts.length
        ? texts[(int) (number % texts.length)]
        : null;
  }
}
