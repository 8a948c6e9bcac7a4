package skein.desktop.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.core.export.GridCsv;
import skein.core.export.PngWriter;
import skein.core.fault.SkeinException;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.LineWish;
import skein.desktop.engine.Views;
import skein.desktop.headless.HeadlessSession;
import skein.desktop.headless.RenderedPlot;
import skein.desktop.headless.Still;

/** Draws one picture without a window. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    description = "Draw a file into a PNG, without a display.",
    footer = {
      "",
      "Example: skein render flights.parquet --x date --y delay --out flights.png",
      "         skein render t.csv --view 2024-01-01:2024-02-01,0:100 --out t.png --grid t.csv"
    })
public final class RenderCommand implements Runnable {
  @Parameters(paramLabel = "FILE", description = "A file, a glob, or file.duckdb::table.")
  private String file = "";

  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private MemoryOptions memory = new MemoryOptions();
  @Mixin private LookOptions look = new LookOptions();
  @Mixin private ViewsOptions views = new ViewsOptions();

  @Option(
      names = "--view",
      paramLabel = "X0:X1,Y0:Y1",
      description = "Edges of the view: numbers or ISO times; all rows by default.")
  private @Nullable String view;

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = SizeConverter.class,
      description =
          "Cells of the grid, which is the plot's size in pixels; 1280x720 by default."
              + " With --views the whole picture's size.")
  private Size size = new Size(1280, 720);

  @Option(names = "--bare", description = "The plot alone: no axes, no legend.")
  private boolean bare;

  @Option(names = "--ui-scale", paramLabel = "FACTOR", description = "Size of text and lines.")
  private float uiScale = 1;

  @Option(names = "--aggregator", paramLabel = "WHICH", description = "gpu or cpu.")
  private Wish aggregator = Wish.AUTO;

  @Option(names = "--out", required = true, paramLabel = "PNG", description = "The picture.")
  private Path out = Path.of("");

  @Option(
      names = "--grid",
      paramLabel = "CSV",
      description = "Also write col,row,count; of lines series,col,first,last,min,max,count.")
  private @Nullable Path grid;

  @Option(names = "--report", paramLabel = "JSON", description = "Also write what was counted.")
  private @Nullable Path report;

  @Override
  public void run() {
    Still still =
        new Still(
            source.request(file, LineWish.Kind.SCATTER, look.look().zone(), memory.limits()),
            look.look(),
            view,
            size.width(),
            size.height(),
            bare,
            uiScale,
            several());
    long start = System.nanoTime();
    try (HeadlessSession session = HeadlessSession.open(aggregator, memory.limits())) {
      long opened = System.nanoTime();
      RenderedPlot plot = session.render(still);
      long drawn = System.nanoTime();
      PngWriter.write(out, plot.argb(), plot.width(), plot.height());
      if (grid != null) {
        if (plot.lines() != null) {
          LineCsv.write(grid, plot.lines());
        } else {
          GridCsv.write(grid, plot.counts(), size.width());
        }
      }
      if (report != null) {
        new RenderReport()
            .source(file, plot.projection())
            .rows(plot.progress(), plot.gridSum())
            .lines(plot.lines())
            .filters(plot.brushes(), plot.gridSum())
            .view(plot.projection(), plot.viewX(), plot.viewY(), size)
            .machine(session.aggregatorId(), session.aggregatorName(), session.gl())
            .millis("gl", opened - start)
            .millis("open", plot.openNanos())
            .millis("source", plot.progress().sourceNanos)
            .millis("build", plot.progress().buildNanos)
            .millis("cluster", plot.progress().clusterNanos)
            .millis("load", plot.progress().totalNanos)
            .millis("aggregate", plot.aggregateNanos())
            .millis("draw", plot.drawNanos())
            .millis("write", System.nanoTime() - drawn)
            .millis("total", System.nanoTime() - start)
            .write(report);
      }
    }
  }

  /** The plots side by side; what is written of one plot cannot speak for several. */
  private Views several() {
    Views wanted = views.views();
    if (wanted.count() > 1 && (bare || grid != null || report != null)) {
      String option = bare ? "--bare" : grid != null ? "--grid" : "--report";
      throw SkeinException.usage(
          option, "it is about one plot, --views asks for several", "leave one of them out");
    }
    return wanted;
  }
}
