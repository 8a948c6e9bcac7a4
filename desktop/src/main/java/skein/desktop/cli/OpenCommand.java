package skein.desktop.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skein.core.fault.SkeinException;
import skein.desktop.engine.AggregatorChoice.Wish;
import skein.desktop.engine.LineWish;
import skein.desktop.window.Display;
import skein.desktop.window.SkeinWindow;
import skein.desktop.window.WindowOptions;

/** Opens the window. */
@Command(
    name = "open",
    mixinStandardHelpOptions = true,
    description = "Open a file in a window and fly through it.",
    footer = {
      "",
      "Example: skein open trades.parquet --x time --y price",
      "         skein open 'logs/*.csv' --where \"status >= 500\"",
      "         skein open sensors.parquet --kind line --y inlet,outlet --y2 load"
    })
public final class OpenCommand implements Runnable {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "A file, a glob, or file.duckdb::table; without one the window asks.")
  private @Nullable String file;

  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private MemoryOptions memory = new MemoryOptions();
  @Mixin private LookOptions look = new LookOptions();
  @Mixin private ViewsOptions views = new ViewsOptions();

  @Option(
      names = "--size",
      paramLabel = "WxH",
      converter = SizeConverter.class,
      description = "Size of the window; 1440x900 by default.")
  private Size size = new Size(1440, 900);

  @Option(names = "--ui-scale", paramLabel = "FACTOR", description = "Size of text and lines.")
  private float uiScale = 1;

  @Option(names = "--aggregator", paramLabel = "WHICH", description = "gpu or cpu.")
  private Wish aggregator = Wish.AUTO;

  @Option(
      names = "--continuous",
      description = "Draw 60 frames a second also when nothing changes.")
  private boolean continuous;

  @Option(names = "--trace", hidden = true, description = "Append a JSON line per change of view.")
  private @Nullable Path trace;

  @Override
  public void run() {
    if (!Display.present()) {
      throw SkeinException.environment(
          "window", "there is no display", "set DISPLAY, or use skein render");
    }
    SkeinWindow.run(
        new WindowOptions(
            file == null
                ? null
                : source.request(file, LineWish.Kind.AUTO, look.look().zone(), memory.limits()),
            look.look(),
            aggregator,
            memory.limits(),
            size.width(),
            size.height(),
            uiScale,
            continuous,
            trace,
            views.views(),
            null,
            null,
            null));
  }
}
