package skein.core.profile;

import org.jspecify.annotations.Nullable;

/** The last texts given, by number: bounded, however many there are. Any thread. */
public final class RecentTexts {
  private final String[] texts;
  private long next = 1;

  public RecentTexts(int capacity) {
    texts = new String[capacity];
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
