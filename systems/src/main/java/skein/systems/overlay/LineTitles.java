package skein.systems.overlay;

import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import skein.components.LinesComponent;
import skein.core.source.LineProjection;
import skein.core.source.Projection;
import skein.systems.Mappers;

/**
 * What the y axes of a plot are called: where lines are drawn, by the columns of those that are
 * visible, or of all where none is. Made anew only when that changes.
 */
final class LineTitles {
  private @Nullable LineProjection of;
  private @Nullable Projection base;
  private long seen = -1;
  private @Nullable Projection left;
  private String right = "";

  void update(LinesComponent lines, @Nullable Projection shown) {
    LineProjection p = lines.projection;
    if (seen == lines.revision && Objects.equals(p, of) && Objects.equals(shown, base)) {
      return;
    }
    of = p;
    base = shown;
    seen = lines.revision;
    left = shown;
    right = "";
    if (p != null && shown != null) {
      boolean any = lines.lines.stream().anyMatch(line -> Mappers.LINE.get(line).visible);
      IntPredicate named = i -> !any || Mappers.LINE.get(lines.lines.get(i)).visible;
      boolean swapped = p.title(false).isEmpty();
      left = shown.withTitle(p.title(swapped, named));
      right = swapped ? "" : p.title(true, named);
    }
  }

  /** The axes, with the title of the left one for y. */
  @Nullable Projection left() {
    return left;
  }

  /** Empty when there is no axis at the right, or nothing is drawn on it. */
  String right() {
    return right;
  }
}
