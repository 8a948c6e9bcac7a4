package skein.core.gpu;

import java.lang.foreign.MemorySegment;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
import skein.core.aggregate.DensityGrid;
import skein.core.aggregate.GridSpec;
import skein.core.aggregate.HostGrid;
import skein.core.colour.Palette;
import skein.core.memory.HostBuffer;
import skein.core.memory.MemoryLedger;
import skein.core.source.ColourMode;

/**
 * Keeps a {@link GridTexture} for each grid, from either aggregator, and refreshes it when the
 * grid's content has changed. Render thread only.
 */
public final class GridPresenter implements AutoCloseable {
  private static final String OWNER = "grid.texture";

  private final GpuContext context;
  private final MemoryLedger host;
  private final IdentityHashMap<DensityGrid, GridTexture> textures = new IdentityHashMap<>();
  private final CategoryBlend blend = new CategoryBlend();
  private @Nullable HostBuffer scratch;
  private @Nullable Palette blendPalette;
  private int blendRevision;

  /**
   * @param host ledger for the memory in which colours are mixed
   */
  public GridPresenter(GpuContext context, MemoryLedger host) {
    this.context = context;
    this.host = host;
  }

  /**
   * The grid's texture, up to date. Call it while the grid's pass stands: a texture keeps its
   * content while the grid counts for another view, until this is called again.
   *
   * @param categories the palette whose eight colours CATEGORY blends
   */
  public GridTexture present(DensityGrid grid, Palette categories) {
    GridTexture texture = textures.get(grid);
    if (texture == null) {
      texture = new GridTexture(context, OWNER);
      textures.put(grid, texture);
    }
    useColours(categories);
    if (grid instanceof HostGrid held) {
      refresh(texture, held);
    } else if (grid instanceof GpuGrid held) {
      refresh(texture, held);
    } else {
      throw new IllegalArgumentException("grid of an unknown kind: " + grid.getClass().getName());
    }
    return texture;
  }

  /** The grid's texture as it was presented last, or null. */
  public @Nullable GridTexture presented(DensityGrid grid) {
    return textures.get(grid);
  }

  private void useColours(Palette categories) {
    if (blendPalette != categories) {
      blendPalette = categories;
      blend.colours(categories);
      blendRevision++;
    }
  }

  private boolean isCurrent(GridTexture texture, GridSpec spec, long version) {
    boolean blended = spec.mode() == ColourMode.CATEGORY;
    return texture.version == version
        && texture.isOf(spec)
        && (!blended || texture.colours == blendRevision);
  }

  private void begin(GridTexture texture, GridSpec spec, long version) {
    texture.shape(spec);
    texture.version = version;
    texture.colours = blendRevision;
  }

  private void refresh(GridTexture texture, GpuGrid grid) {
    if (!isCurrent(texture, grid.spec(), grid.version())) {
      begin(texture, grid.spec(), grid.version());
      grid.resolve(texture, blend);
    }
  }

  private void refresh(GridTexture texture, HostGrid grid) {
    if (!grid.readable() || isCurrent(texture, grid.spec(), grid.version())) {
      return;
    }
    GridSpec spec = grid.spec();
    begin(texture, spec, grid.version());
    texture.counts().write(0, spec.height(), grid.counts());
    Texture2D aux = texture.aux();
    MemorySegment planes = grid.aux();
    if (aux == null || planes == null) {
      return;
    }
    if (spec.mode() == ColourMode.CATEGORY) {
      MemorySegment colours = scratch(4L * spec.cells());
      blend.blend(planes, colours, 0, spec.cells());
      aux.write(0, spec.height(), colours);
    } else {
      aux.write(0, spec.height(), planes);
    }
  }

  private MemorySegment scratch(long bytes) {
    HostBuffer held = scratch;
    if (held == null || held.bytes() < bytes) {
      if (held != null) {
        held.close();
      }
      held = new HostBuffer(host, "grid.blend", bytes);
      scratch = held;
    }
    return held.segment();
  }

  /** Frees the texture of a grid that is closed. */
  public void forget(DensityGrid grid) {
    GridTexture texture = textures.remove(grid);
    if (texture != null) {
      texture.close();
    }
  }

  @Override
  public void close() {
    textures.values().forEach(GridTexture::close);
    textures.clear();
    if (scratch != null) {
      scratch.close();
      scratch = null;
    }
  }
}
