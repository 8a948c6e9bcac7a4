package skein.systems.overlay;

import imgui.ImDrawList;
import org.jspecify.annotations.Nullable;
import skein.components.LinesComponent;
import skein.core.line.GapRule;
import skein.core.line.LineStep;
import skein.core.source.LineProjection;
import skein.core.source.Projection;
import skein.core.source.SourceInfo;

/** Points or lines, and how lines are drawn; part of the view panel. */
final class LinePanel {
  private static final String[] KINDS = {"points", "lines"};
  private static final String[] STEPS = {"linear", "pre", "post", "mid"};
  private static final String[] FILLS = {"line", "area"};
  private static final String[] GAPS = {"join", "3\u00D7", "10\u00D7", "100\u00D7"};
  private static final double[] MEDIANS = {0, 3, 10, 100};
  private static final String[] EDGES = {"smooth", "pixels"};
  private static final String[] RANGES = {"follow", "hold"};
  private static final String ADD = "another column";

  private final ColumnCombo columns = new ColumnCombo();

  /** Offers points or lines. */
  void drawKind(ImDrawList to, Ui ui, float room, float indent) {
    LinesComponent lines = ui.model.lines();
    ui.label(to, "show", indent);
    int kind = ui.segments(to, "kind", KINDS, lines.active() ? 1 : 0, room - indent);
    if (kind >= 0 && (kind == 1) != lines.active()) {
      ui.model.commands().showLines(kind == 1);
    }
  }

  /** Offers a further column beside those at the left axis. */
  void drawMore(ImDrawList to, Ui ui, SourceInfo info, float room, float indent) {
    LineProjection p = ui.model.lines().projection;
    Projection axes = ui.model.series().projection;
    if (p == null || axes == null || p.by() != null) {
      return;
    }
    ui.label(to, "add", indent);
    @Nullable String picked = columns.draw(to, ui, "##add", info, ADD, room - indent, false);
    if (picked != null) {
      Picks.of(ui.model).alsoY(picked).reload();
    }
  }

  /** Offers steps, areas, gaps and the like. */
  void drawStyle(ImDrawList to, Ui ui, float room, float indent) {
    LinesComponent lines = ui.model.lines();
    float wide = room - indent;
    ui.label(to, "join", indent);
    int step = ui.segments(to, "step", STEPS, indexOf(lines.step), wide);
    if (step >= 0) {
      lines.step = stepAt(step);
      lines.revision++;
    }
    ui.label(to, "gaps", indent);
    int gap = ui.segments(to, "gaps", GAPS, indexOf(lines.gaps), wide);
    if (gap >= 0) {
      lines.gaps = gap == 0 ? GapRule.NONE : new GapRule(GapRule.Kind.MEDIANS, MEDIANS[gap]);
      lines.revision++;
    }
    ui.label(to, "fill", indent);
    int fill = ui.segments(to, "fill", FILLS, lines.area ? 1 : 0, wide);
    if (fill >= 0) {
      lines.area = fill == 1;
      lines.revision++;
    }
    ui.label(to, "edges", indent);
    int edges = ui.segments(to, "edges", EDGES, lines.smooth ? 0 : 1, wide);
    if (edges >= 0) {
      lines.smooth = edges == 0;
      lines.revision++;
    }
    ui.label(to, "y range", indent);
    int range = ui.segments(to, "range", RANGES, lines.autoY ? 0 : 1, wide);
    if (range >= 0) {
      lines.autoY = range == 0;
      lines.autoRight = range == 0;
      lines.revision++;
    }
  }

  private static int indexOf(LineStep step) {
    return switch (step) {
      case LINEAR -> 0;
      case PRE -> 1;
      case POST -> 2;
      case MID -> 3;
    };
  }

  private static LineStep stepAt(int index) {
    return switch (index) {
      case 1 -> LineStep.PRE;
      case 2 -> LineStep.POST;
      case 3 -> LineStep.MID;
      default -> LineStep.LINEAR;
    };
  }

  /** The choice that a rule is, or -1 for one from the command line that is none of them. */
  private static int indexOf(GapRule rule) {
    if (rule.kind() == GapRule.Kind.NONE) {
      return 0;
    }
    for (int i = 1; i < MEDIANS.length; i++) {
      if (rule.kind() == GapRule.Kind.MEDIANS && rule.limit() == MEDIANS[i]) {
        return i;
      }
    }
    return -1;
  }
}
