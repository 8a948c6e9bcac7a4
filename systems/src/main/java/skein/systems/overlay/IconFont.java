package skein.systems.overlay;

import java.nio.ByteBuffer;
import skein.components.CanvasComponent.Arrangement;

/**
 * Material Design Icons by name. The font keeps its glyphs beyond U+FFFF, where Dear ImGui's 16-bit
 * characters do not reach, so its character map is moved down by {@link #MOVED} when it is read.
 */
final class IconFont {
  private static final int MOVED = 0xF0000 - 0xE000;
  private static final int CMAP = 0x636D6170;

  static final char DATABASE = at(0xF1632);
  static final char TABLE = at(0xF0835);
  static final char FILTER = at(0xF0233);
  static final char PALETTE = at(0xF0E0C);
  static final char NUMBER = at(0xF03A0);
  static final char CLOCK = at(0xF0150);
  static final char CALENDAR = at(0xF0B66);
  static final char TEXT = at(0xF0284);
  static final char TAG = at(0xF04FC);
  static final char CLOSE = at(0xF0156);
  static final char ALERT = at(0xF05D6);
  static final char CHECK = at(0xF012C);
  static final char DOWN = at(0xF0140);
  static final char FIT = at(0xF004C);
  static final char BACK = at(0xF054C);
  static final char FORWARD = at(0xF044E);
  static final char COPY = at(0xF018F);
  static final char KEYBOARD = at(0xF097B);
  static final char FILE = at(0xF0224);
  static final char OPEN = at(0xF0DCF);
  static final char NIGHT = at(0xF0594);
  static final char SUN = at(0xF05A8);
  static final char CAMERA = at(0xF0D5D);
  static final char HELP = at(0xF0625);
  static final char SPEED = at(0xF04C5);
  static final char EARTH = at(0xF01E7);
  static final char AXES = at(0xF0D49);
  static final char TUNE = at(0xF062E);
  static final char SWAP = at(0xF04E1);
  static final char SELECT = at(0xF0485);
  static final char LASSO = at(0xF0F03);
  static final char SPLIT = at(0xF0BCC);
  static final char UNSPLIT = at(0xF0158);
  static final char LINK = at(0xF0339);
  static final char COLUMNS = at(0xF148D);
  static final char ROWS = at(0xF148F);
  static final char GRID = at(0xF11D9);
  static final char COMPARE = at(0xF1492);
  static final char SAVE = at(0xF0193);

  private static final char[] ALL = {
    DATABASE, TABLE, FILTER, PALETTE, NUMBER, CLOCK, CALENDAR, TEXT, TAG, CLOSE, ALERT, CHECK, DOWN,
    FIT, BACK, FORWARD, COPY, KEYBOARD, FILE, OPEN, NIGHT, SUN, CAMERA, HELP, SPEED, EARTH, AXES,
    TUNE, SWAP, SELECT, LASSO, SPLIT, UNSPLIT, LINK, COLUMNS, ROWS, GRID, COMPARE, SAVE
  };

  private IconFont() {}

  private static char at(int codePoint) {
    return (char) (codePoint - MOVED);
  }

  /** What stands for how plots lie. */
  static char arrangement(Arrangement as) {
    return switch (as) {
      case COLUMNS -> COLUMNS;
      case ROWS -> ROWS;
      case AUTOMATIC, GRID -> GRID;
    };
  }

  /** Pairs of first and last character, ended by 0. */
  static short[] ranges() {
    char[] sorted = ALL.clone();
    java.util.Arrays.sort(sorted);
    short[] out = new short[sorted.length * 2 + 1];
    for (int i = 0; i < sorted.length; i++) {
      out[2 * i] = (short) sorted[i];
      out[2 * i + 1] = (short) sorted[i];
    }
    return out;
  }

  /** Moves the character map of the font in place. */
  static byte[] moved(byte[] font) {
    ByteBuffer data = ByteBuffer.wrap(font);
    int tables = data.getShort(4);
    for (int i = 0; i < tables; i++) {
      if (data.getInt(12 + 16 * i) == CMAP) {
        moveMap(data, data.getInt(12 + 16 * i + 8));
      }
    }
    return font;
  }

  private static void moveMap(ByteBuffer data, int map) {
    int records = data.getShort(map + 2);
    int done = 0;
    for (int i = 0; i < records; i++) {
      int sub = map + data.getInt(map + 4 + 8 * i + 4);
      if (data.getShort(sub) != 12 || sub == done) {
        continue;
      }
      done = sub;
      int groups = data.getInt(sub + 12);
      for (int g = 0; g < groups; g++) {
        int at = sub + 16 + 12 * g;
        if (data.getInt(at) >= 0xF0000) {
          data.putInt(at, data.getInt(at) - MOVED);
          data.putInt(at + 4, data.getInt(at + 4) - MOVED);
        }
      }
    }
  }
}
