package skein.desktop.cli;

import com.badlogic.ashley.core.Entity;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import skein.components.LineComponent;
import skein.components.LinesComponent;
import skein.core.axis.AxisFormat;
import skein.core.axis.AxisKind;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.axis.AxisWindow;
import skein.core.axis.TextRun;
import skein.core.channel.Brushes;
import skein.core.channel.Channel;
import skein.core.channel.CodeRange;
import skein.core.export.WholeFile;
import skein.core.load.LoadProgress;
import skein.core.source.Projection;
import skein.desktop.headless.GlName;

/** What a render counted and how long each stage took, as JSON. */
final class RenderReport {
  private final ObjectMapper mapper = new ObjectMapper();
  private final ObjectNode root = mapper.createObjectNode();

  RenderReport source(String file, Projection p) {
    root.put("file", file);
    root.put("x", p.x());
    root.put("y", p.y());
    root.put("color", p.colour());
    root.put("colorMode", p.colourMode().name().toLowerCase(java.util.Locale.ROOT));
    return this;
  }

  RenderReport rows(LoadProgress p, long gridSum) {
    root.put("rows", p.rows);
    root.put("plotted", gridSum);
    ObjectNode skipped = root.putObject("skipped");
    skipped.put("null", p.nulls);
    skipped.put("nan", p.nans);
    skipped.put("infinite", p.infinites);
    skipped.put("nonPositive", p.nonPositive);
    skipped.put("outsideView", p.plotted() - gridSum);
    root.put("gridSum", gridSum);
    return this;
  }

  /** What was drawn as what; of lines the values of each. */
  RenderReport lines(@Nullable LinesComponent lines) {
    root.put("kind", lines == null ? "scatter" : "line");
    if (lines == null) {
      return this;
    }
    long values = 0;
    ArrayNode series = root.putArray("series");
    for (Entity entity : lines.lines) {
      LineComponent line = entity.getComponent(LineComponent.class);
      ObjectNode one = series.addObject();
      one.put("name", line.name);
      one.put("values", line.rows().rows());
      one.put("inView", line.columns.count());
      values += line.rows().rows();
    }
    if (root.get("skipped") instanceof ObjectNode skipped) {
      skipped.put("outsideView", values - lines.inView);
    }
    return this;
  }

  /**
   * The ranges in force, both ends included, as SQL and as values, and the rows in view that pass.
   */
  RenderReport filters(Brushes brushes, long passing) {
    ArrayNode filters = root.putArray("filters");
    for (int k = 0; k < brushes.channels().size(); k++) {
      if (!brushes.isActive(k)) {
        continue;
      }
      Channel channel = brushes.channels().get(k);
      CodeRange range = brushes.range(k);
      ObjectNode one = filters.addObject();
      one.put("channel", channel.column());
      one.put("sql", channel.predicate(range));
      switch (channel.kind()) {
        case WHOLE -> {
          ArrayNode ends = one.putArray("range");
          end(ends, channel.whole(range.from()), channel.type());
          end(ends, channel.whole(range.to() + 1) - 1, channel.type());
        }
        case REAL ->
            one.putArray("range")
                .add(channel.real(range.from()))
                .add(Math.nextDown(channel.real(range.to() + 1)));
        case TEXT -> {
          ArrayNode values = one.putArray("values");
          for (int bit = 0; bit <= channel.places(); bit++) {
            if ((range.mask() >>> bit & 1) != 0) {
              values.add(bit == 0 ? null : channel.categories().get(bit - 1));
            }
          }
        }
      }
    }
    if (brushes.isActive()) {
      root.put("passing", passing);
      if (root.get("skipped") instanceof ObjectNode skipped && skipped.has("outsideView")) {
        skipped.set("outsideViewOrFilters", skipped.remove("outsideView"));
      }
    }
    return this;
  }

  private static void end(ArrayNode out, long value, AxisType type) {
    if (type.isTime()) {
      out.add(iso(value, 0, type));
    } else {
      out.add(value);
    }
  }

  RenderReport view(Projection p, @Nullable AxisWindow x, @Nullable AxisWindow y, Size grid) {
    ObjectNode view = root.putObject("view");
    edges(view.putArray("x"), p.xType(), p.xScale(), x);
    edges(view.putArray("y"), p.yType(), p.yScale(), y);
    ArrayNode size = root.putArray("size");
    size.add(grid.width()).add(grid.height());
    return this;
  }

  RenderReport machine(String aggregator, String description, GlName name) {
    root.put("aggregator", aggregator);
    root.put("aggregatorName", description);
    ObjectNode gl = root.putObject("gl");
    gl.put("renderer", name.renderer());
    gl.put("version", name.version());
    return this;
  }

  RenderReport millis(String stage, long nanos) {
    ObjectNode millis =
        root.get("millis") instanceof ObjectNode held ? held : root.putObject("millis");
    millis.put(stage, Math.round(nanos / 1e3) / 1e3);
    return this;
  }

  void write(Path file) {
    WholeFile.write(
        file,
        "the report",
        out -> out.write(mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(root)));
  }

  /** Numbers as numbers, times as ISO text: both can be given to --view again. */
  private static void edges(
      ArrayNode out, AxisType type, AxisScale scale, @Nullable AxisWindow window) {
    if (window == null) {
      out.addNull().addNull();
      return;
    }
    for (int i = 0; i < 2; i++) {
      double offset = i == 0 ? window.lo() : window.hi();
      if (scale == AxisScale.LOG10) {
        out.add(Math.pow(10, offset));
      } else if (type.isTime()) {
        out.add(iso(window.base(), offset, type));
      } else if (type.isLong() && offset == Math.rint(offset)) {
        BigInteger whole = new BigDecimal(offset).toBigInteger();
        out.add(BigInteger.valueOf(window.base()).add(whole));
      } else {
        out.add(window.base() + offset);
      }
    }
  }

  private static String iso(long base, double offset, AxisType type) {
    TextRun text = new TextRun();
    new AxisFormat().exact(text, base + Math.round(offset), type, ZoneOffset.UTC, false);
    String iso = text.toString().replace(' ', 'T').replace(TextRun.MINUS, '-');
    return type.kind() == AxisKind.INSTANT ? iso + "Z" : iso;
  }
}
