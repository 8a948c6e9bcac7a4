package skein.systems.overlay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import skein.core.axis.AxisKind;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;

/** Draws the overlay in its states into PNG files, to be looked at. Takes the folder. */
final class OverlayGallery {
  private OverlayGallery() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    picture(folder.resolve("picture-dark.png"), 1, true);
    picture(folder.resolve("picture-light-2x.png"), 2, false);
  }

  private static void picture(Path path, float scale, boolean dark) throws IOException {
    try (Stage stage = new Stage(scale)) {
      AxisType time = new AxisType(AxisKind.TIMESTAMP, 1_000_000);
      stage.withPlot("date", time, AxisScale.LINEAR, "delay", AxisType.INTEGER, AxisScale.LINEAR);
      stage.style.dark = dark;
      long t = LocalDateTime.of(2001, 3, 14, 8, 12).toEpochSecond(ZoneOffset.UTC) * 1_000_000;
      stage.view.x.set(t, 0, 3 * 86_400e6);
      stage.view.y.set(0, -60, 2_400);
      PictureOverlay picture = new PictureOverlay(stage.layer, stage.model);
      PlotLayout layout = picture.layout(Math.round(960 * scale), Math.round(540 * scale), false);
      stage.paint(layout.pictureWidth(), layout.pictureHeight());
      picture.draw();
      stage.gpu.check();
      stage.save(path);
    }
  }
}
