package skein.core.index;

import java.io.IOException;

/** A file that is no whole, undamaged index of this version; the message says what is wrong. */
public final class BrokenIndexException extends IOException {
  private static final long serialVersionUID = 1L;

  public BrokenIndexException(String why) {
    super(why);
  }

  public BrokenIndexException(String why, Throwable cause) {
    super(why, cause);
  }
}
