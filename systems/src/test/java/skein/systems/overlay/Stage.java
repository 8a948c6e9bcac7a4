package skein.systems.overlay;

import com.badlogic.ashley.core.Entity;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import skein.components.DensityComponent;
import skein.components.FrameComponent;
import skein.components.HoverComponent;
import skein.components.LinesComponent;
import skein.components.SelectionComponent;
import skein.components.SeriesComponent;
import skein.components.StyleComponent;
import skein.components.ViewComponent;
import skein.core.aggregate.Aggregator;
import skein.core.aggregate.CpuAggregator;
import skein.core.aggregate.GridSpec;
import skein.core.axis.AxisScale;
import skein.core.axis.AxisType;
import skein.core.block.SlabSet;
import skein.core.colour.Normaliser;
import skein.core.colour.Palette;
import skein.core.colour.Palettes;
import skein.core.gpu.EglHeadless;
import skein.core.gpu.Framebuffer;
import skein.core.gpu.GpuContext;
import skein.core.measure.FrameRecorder;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;
import skein.core.source.Projection;

/** A plot with made-up data on a headless context, for tests and the gallery. */
final class Stage implements AutoCloseable {
  final MemoryLedger gpuLedger = new MemoryLedger();
  final MemoryLedger host = new MemoryLedger();
  final EglHeadless egl = EglHeadless.open();
  final GpuContext gpu = GpuContext.current(gpuLedger, GpuContext.Errors.FAIL);
  final ViewComponent view = new ViewComponent();
  final StyleComponent style = new StyleComponent();
  final SeriesComponent series = new SeriesComponent();
  final DensityComponent density = new DensityComponent();
  final HoverComponent hover = new HoverComponent();
  final LinesComponent lines = new LinesComponent();
  final SelectionComponent selection = new SelectionComponent();
  final RecordedCommands commands = new RecordedCommands();
  final FrameComponent frame;
  final Palettes palettes = new Palettes();
  final Normaliser normaliser = density.normaliser;
  final ImGuiLayer layer;
  final PlotModel model;
  private final Aggregator aggregator;
  @Nullable Framebuffer target;

  Stage(float scale) {
    aggregator = new CpuAggregator(host, 1);
    frame =
        new FrameComponent(
            aggregator,
            new FrameRecorder(16_666_667),
            host,
            gpuLedger,
            gpu.renderer(),
            gpu.version());
    frame.scale = scale;
    layer = new ImGuiLayer(gpu, scale, null);
    model =
        new PlotModel(
            new Entity()
                .add(view)
                .add(style)
                .add(series)
                .add(density)
                .add(hover)
                .add(lines)
                .add(selection),
            frame,
            palettes,
            commands);
  }

  /** A plot with data on it. */
  Stage withPlot(
      String x, AxisType xType, AxisScale xScale, String y, AxisType yType, AxisScale yScale) {
    series.name = "galaxy-20m.parquet";
    series.slabs = new SlabSet(ColourMode.COUNT);
    series.projection = Projection.counted(x, y, xType, yType, xScale, yScale);
    view.valid = true;
    return this;
  }

  /** Colours a made-up grid into the plot's place of a cleared framebuffer. */
  void paint(int width, int height) {
    Framebuffer held = target;
    if (held == null || held.width() != width || held.height() != height) {
      if (held != null) {
        held.close();
      }
      held = new Framebuffer(gpu, "stage", width, height);
      target = held;
    }
    held.clear(0xFF000000 | model.theme().plot());
    held.bind();
    if (view.valid && view.plotY + view.plotHeight <= height) {
      paintGrid(held);
    }
  }

  private void paintGrid(Framebuffer into) {
    int w = view.plotWidth;
    int h = view.plotHeight;
    GridSpec spec = new GridSpec(w, h, 0, 1, 0, 1, ColourMode.COUNT);
    if (density.front == null || !density.front.spec().equals(spec)) {
      density.front = FixedGrid.galaxy(spec, 2_000_000, 5);
      density.exactShare = 1;
      normaliser.update(density.front.stats(), style.normalisation, Double.POSITIVE_INFINITY);
    }
    FixedGrid grid = (FixedGrid) density.front;
    Palette palette = palettes.choose(style.palette, ColourMode.COUNT, style.dark);
    int all = into.width();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment pixels = arena.allocate(4L * all * h, 64);
      for (int y = 0; y < h; y++) {
        for (int x = 0; x < all; x++) {
          int cell = x - view.plotX;
          int count = cell >= 0 && cell < w ? grid.count(y * w + cell) : 0;
          int rgb = count == 0 ? model.theme().plot() : palette.at(normaliser.positionOf(count));
          int bytes = 0xFF000000 | (rgb & 0xFF) << 16 | rgb & 0xFF00 | rgb >> 16 & 0xFF;
          pixels.set(ValueLayout.JAVA_INT, 4L * (y * (long) all + x), bytes);
        }
      }
      into.colour().write(into.height() - view.plotY - h, h, pixels);
    }
  }

  BufferedImage image() {
    Framebuffer from = java.util.Objects.requireNonNull(target);
    BufferedImage out = new BufferedImage(from.width(), from.height(), BufferedImage.TYPE_INT_RGB);
    out.setRGB(0, 0, from.width(), from.height(), from.readArgb(), 0, from.width());
    return out;
  }

  void save(Path path) throws IOException {
    ImageIO.write(image(), "png", path.toFile());
  }

  @Override
  public void close() {
    Framebuffer held = target;
    if (held != null) {
      held.close();
    }
    layer.close();
    aggregator.close();
    gpu.close();
    egl.close();
  }
}
