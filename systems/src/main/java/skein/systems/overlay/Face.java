package skein.systems.overlay;

import imgui.ImDrawList;
import imgui.ImFont;
import skein.core.axis.TextRun;

/**
 * One font at one size. Draws any character sequence glyph by glyph, so that numbers that change
 * each frame need no strings. Render thread only; allocates nothing.
 */
public final class Face {
  private static final int TABLE = 0x500;
  private static final float THIN = 0.28f;

  private final ImFont font;
  private final float size;
  private final float[] advances = new float[TABLE];

  Face(ImFont font) {
    this.font = font;
    this.size = font.getFontSize();
    for (int c = 0; c < TABLE; c++) {
      advances[c] = font.getCharAdvance(c);
    }
  }

  /** For widgets. */
  ImFont font() {
    return font;
  }

  /** Line height in pixels. */
  float size() {
    return size;
  }

  private float advance(char c) {
    if (c == TextRun.THIN_SPACE) {
      return Math.round(size * THIN);
    }
    return c < TABLE ? advances[c] : font.getCharAdvance(c);
  }

  /** Advance of a digit. */
  float digit() {
    return advances['0'];
  }

  float width(CharSequence text) {
    float x = 0;
    for (int i = 0, n = text.length(); i < n; i++) {
      x += advance(text.charAt(i));
    }
    return x;
  }

  /** Draws from the top left corner; returns the x behind the text. */
  float draw(ImDrawList list, float x, float y, int ink, CharSequence text) {
    return draw(list, x, y, ink, text, 0, text.length());
  }

  float draw(ImDrawList list, float x, float y, int ink, CharSequence text, int from, int to) {
    float at = x;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c != TextRun.THIN_SPACE && c != ' ') {
        font.renderChar(list, size, at, y, ink, c);
      }
      at += advance(c);
    }
    return at;
  }

  /** Draws with its right end at x. */
  void drawRight(ImDrawList list, float x, float y, int ink, CharSequence text) {
    draw(list, x - width(text), y, ink, text);
  }

  /** Draws with its middle at x. */
  void drawCentred(ImDrawList list, float x, float y, int ink, CharSequence text) {
    draw(list, x - Math.round(width(text) / 2), y, ink, text);
  }

  /** Draws at most {@code room} pixels of the text, cut with an ellipsis; returns the x behind. */
  float drawCut(ImDrawList list, float x, float y, int ink, CharSequence text, float room) {
    int end = fit(text, 0, text.length(), room);
    if (end == text.length()) {
      return draw(list, x, y, ink, text);
    }
    int kept = fit(text, 0, text.length(), room - advance('\u2026'));
    float at = draw(list, x, y, ink, text, 0, kept);
    font.renderChar(list, size, at, y, ink, '\u2026');
    return at + advance('\u2026');
  }

  /** End of the longest part from {@code from} on that is no wider than {@code room}. */
  int fit(CharSequence text, int from, int to, float room) {
    float x = 0;
    for (int i = from; i < to; i++) {
      x += advance(text.charAt(i));
      if (x > room) {
        return i;
      }
    }
    return to;
  }

  /**
   * Draws in lines of at most {@code room} pixels, broken at blanks where there are any; returns
   * the y below the last line. With a null list it only measures.
   */
  float drawWrapped(
      @org.jspecify.annotations.Nullable ImDrawList list,
      float x,
      float y,
      int ink,
      CharSequence text,
      float room,
      float lineHeight) {
    int from = 0;
    float at = y;
    int n = text.length();
    while (from < n) {
      int end = fit(text, from, n, room);
      int next = end;
      if (end < n) {
        int blank = end;
        while (blank > from && text.charAt(blank) != ' ') {
          blank--;
        }
        end = blank > from ? blank : Math.max(from + 1, end);
        next = blank > from ? blank + 1 : end;
      }
      if (list != null) {
        draw(list, x, at, ink, text, from, end);
      }
      at += lineHeight;
      from = next;
    }
    return at;
  }
}
