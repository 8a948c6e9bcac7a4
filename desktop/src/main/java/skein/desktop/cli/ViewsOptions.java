package skein.desktop.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import skein.components.CanvasComponent.Arrangement;
import skein.core.fault.SkeinException;
import skein.desktop.engine.Views;

/** Options that say how many plots lie side by side at the start. */
final class ViewsOptions {
  @Option(
      names = "--views",
      paramLabel = "N",
      description = "Plots side by side over the same rows, 1 to " + Views.MOST + ".")
  int count = 1;

  @Option(names = "--link-x", description = "Let all views show the same part of x.")
  boolean linkX;

  @Option(
      names = "--arrange",
      paramLabel = "HOW",
      description = "columns, rows or grid; by default what suits the data.")
  @Nullable Arrangement arrangement;

  Views views() {
    if (count < 1 || count > Views.MOST) {
      throw SkeinException.usage(
          "--views", count + " is not 1 to " + Views.MOST, "give a number in that range");
    }
    return new Views(count, linkX, arrangement);
  }
}
