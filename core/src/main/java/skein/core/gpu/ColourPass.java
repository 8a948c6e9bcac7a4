package skein.core.gpu;

import static org.lwjgl.opengl.GL45C.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.GridSpec;
import skein.core.colour.Normaliser;
import skein.core.source.ColourMode;
import skein.shaders.Bindings;
import skein.shaders.ShaderSource;

/**
 * Draws a grid in colour into the framebuffer that is bound, re-projected to the window given:
 * while the window moves, the last grid moves with it. Sets viewport, program, vertex array and
 * textures and leaves blending, depth test and scissor test off. GL thread only, allocates nothing
 * a draw.
 */
public final class ColourPass implements AutoCloseable {
  /** A pixel that spans more cells than this looks at several of them. */
  private static final double ONE_TAP = 1.001;

  /**
   * The same where each look costs time of the CPU: a moving picture is coarser for some frames.
   */
  private static final double ONE_TAP_SOFTWARE = 1.25;

  private final @Nullable ColourProgram[] programs =
      new @Nullable ColourProgram[ColourProgram.Variant.COUNT];
  private final GpuContext context;
  private final ShaderSource shaders;
  private final double mostCellsByOneTap;
  private final PlotParts covered = new PlotParts();
  private final EmptyVertices vertices;
  private final Texture2D places;
  private final BinColours colours;
  private final MeanColours means;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment staging;
  private @Nullable Normaliser uploadedNormaliser;
  private long uploadedRevision = -1;

  public ColourPass(GpuContext context, ShaderSource shaders) {
    this.context = context;
    this.shaders = shaders;
    this.mostCellsByOneTap = context.isSoftware() ? ONE_TAP_SOFTWARE : ONE_TAP;
    vertices = new EmptyVertices(context, "draw.vertices");
    places = new Texture2D(context, "draw.places", Normaliser.EDGES, 1, Texture2D.Format.R32F);
    colours = new BinColours(context);
    means = new MeanColours(context);
    staging = arena.allocate(4L * Normaliser.EDGES, 16);
  }

  /** Cells on an axis that a pixel can stand for at no great cost and without missing any. */
  public double mostCells() {
    return context.isSoftware() ? ONE_TAP_SOFTWARE : ColourProgram.MOST_TAPS;
  }

  /** Draws the plot's rectangle: all of it, also where there is no data. */
  public void draw(ColourDraw d) {
    glDisable(GL_BLEND);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_SCISSOR_TEST);
    GridTexture front = filled(d.front);
    GridTexture overview = filled(d.overview);
    if (front == null) {
      front = overview;
      overview = null;
    }
    if (front == null) {
      ground(d);
      return;
    }
    glViewport(d.x, d.framebufferHeight - d.y - d.height, d.width, d.height);
    covered.of(d, Objects.requireNonNull(front.spec()));
    if (covered.isWhole() || overview == null || overview.mode() != front.mode()) {
      paint(d, front);
      return;
    }
    glEnable(GL_SCISSOR_TEST);
    for (int part = 0; part < PlotParts.COUNT; part++) {
      if (covered.select(part)) {
        glScissor(
            d.x + covered.x(),
            d.framebufferHeight - d.y - d.height + covered.y(),
            covered.width(),
            covered.height());
        paint(d, part == PlotParts.FRONT ? front : overview);
      }
    }
    glDisable(GL_SCISSOR_TEST);
  }

  private void paint(ColourDraw d, GridTexture grid) {
    GridSpec spec = Objects.requireNonNull(grid.spec());
    bind(d, grid);
    boolean taps = ColourProgram.cellsPerPixel(d, spec) > mostCellsByOneTap;
    program(grid.mode(), taps).draw(d, spec, vertices);
  }

  private ColourProgram program(ColourMode mode, boolean taps) {
    if (programs[ColourProgram.Variant.index(mode, taps)] == null) {
      makeVariants(mode);
    }
    return Objects.requireNonNull(programs[ColourProgram.Variant.index(mode, taps)]);
  }

  /** Makes both variants of a mode when the first is needed: later frames compile nothing. */
  private void makeVariants(ColourMode mode) {
    for (boolean taps : new boolean[] {false, true}) {
      ColourProgram.Variant variant = new ColourProgram.Variant(mode, taps);
      programs[ColourProgram.Variant.index(mode, taps)] =
          new ColourProgram(context, shaders, variant);
    }
  }

  private static @Nullable GridTexture filled(@Nullable GridTexture texture) {
    return texture == null || texture.spec() == null ? null : texture;
  }

  private void ground(ColourDraw d) {
    int argb = d.ground;
    glEnable(GL_SCISSOR_TEST);
    glScissor(d.x, d.framebufferHeight - d.y - d.height, d.width, d.height);
    glClearColor((argb >>> 16 & 255) / 255f, (argb >>> 8 & 255) / 255f, (argb & 255) / 255f, 1f);
    glClear(GL_COLOR_BUFFER_BIT);
    glDisable(GL_SCISSOR_TEST);
  }

  private void bind(ColourDraw d, GridTexture grid) {
    switch (grid.mode()) {
      case COUNT -> colours.use(d.palette, d.normaliser);
      case MEAN -> {
        means.use(d.palette, d.normaliser);
        usePlaces(d.normaliser);
      }
      case CATEGORY -> usePlaces(d.normaliser);
    }
    grid.counts().bind(Bindings.TEX_GRID.index());
    bindAux(grid.aux(), Bindings.TEX_GRID_AUX.index());
  }

  private static void bindAux(@Nullable Texture2D aux, int unit) {
    if (aux != null) {
      aux.bind(unit);
    }
  }

  private void usePlaces(Normaliser wanted) {
    if (uploadedNormaliser != wanted || uploadedRevision != wanted.revision()) {
      uploadedNormaliser = wanted;
      uploadedRevision = wanted.revision();
      MemorySegment.copy(wanted.places(), 0, staging, ValueLayout.JAVA_FLOAT, 0, Normaliser.EDGES);
      places.write(0, 1, staging);
    }
    places.bind(Bindings.TEX_PLACES.index());
  }

  @Override
  public void close() {
    for (ColourProgram program : programs) {
      if (program != null) {
        program.close();
      }
    }
    vertices.close();
    places.close();
    colours.close();
    means.close();
    arena.close();
  }
}
