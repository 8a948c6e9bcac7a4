package skein.systems.overlay;

import imgui.ImDrawList;
import skein.components.SelectionComponent;
import skein.components.ViewComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.TextRun;
import skein.core.query.RowWindow;
import skein.core.select.SelectionShares.Share;
import skein.core.select.SelectionSummary;

/**
 * The selected rows in a view of other columns: the cells that they lie in, where the view has them
 * now, and how many are in view. Allocates nothing.
 */
final class ShareOverlay {
  private static final float SHADE = 0.5f;
  private static final float STRIP = 0.22f;

  private final TextRun text = new TextRun();

  /** Draws the cells. */
  void draw(ImDrawList list, Ui ui, Share share) {
    if (!share.failure().isEmpty()) {
      return;
    }
    ViewComponent v = ui.model.view();
    RowWindow w = share.question().window();
    int columns = share.question().columns();
    int rows = share.question().rows();
    float left = SelectionOverlay.toX(v, w.baseX(), w.loX());
    float width = (SelectionOverlay.toX(v, w.baseX(), w.hiX()) - left) / columns;
    float bottom = rows > 0 ? SelectionOverlay.toY(v, w.baseY(), w.loY()) : v.plotY + v.plotHeight;
    float top = rows > 0 ? SelectionOverlay.toY(v, w.baseY(), w.hiY()) : v.plotY;
    float height = (bottom - top) / Math.max(1, rows);
    int ink = Theme.ink(ui.theme().accent(), rows > 0 ? SHADE : STRIP);
    for (int r = 0; r < Math.max(1, rows); r++) {
      float low = bottom - r * height;
      for (int c = 0; c < columns; c++) {
        int first = c;
        while (c < columns && share.count(c, r) > 0) {
          c++;
        }
        if (c > first) {
          list.addRectFilled(left + first * width, low - height, left + c * width, low, ink);
        }
      }
    }
  }

  /** How many of the selected rows are in view. */
  TextRun label(SelectionComponent s, Share share) {
    text.clear();
    if (!share.failure().isEmpty()) {
      return text.add("Selected rows: ").add(share.failure());
    }
    AxisFormat.grouped(text, share.inView());
    SelectionSummary known = s.summary;
    if (known != null && known.rows() >= 0) {
      AxisFormat.grouped(text.add(" of "), known.rows());
    }
    return text.add(" selected rows in this view");
  }
}
