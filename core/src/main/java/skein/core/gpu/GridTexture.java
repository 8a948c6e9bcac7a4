package skein.core.gpu;

import org.jspecify.annotations.Nullable;
import skein.core.aggregate.GridSpec;
import skein.core.source.ColourMode;

/**
 * A grid as the colour pass reads it: counts, and for MEAN the means or for CATEGORY the blended
 * colours. Filled by {@link GridPresenter}. GL thread only.
 */
public final class GridTexture implements AutoCloseable {
  private final GpuContext context;
  private final String owner;
  private @Nullable Texture2D counts;
  private @Nullable Texture2D aux;
  private final GridSpec spec = new GridSpec();
  private boolean filled;
  long version = -1;
  int colours;

  GridTexture(GpuContext context, String owner) {
    this.context = context;
    this.owner = owner;
  }

  /** What the content stands for, or null while there is none. */
  public @Nullable GridSpec spec() {
    return filled ? spec : null;
  }

  /** True when the content stands for this. */
  boolean isOf(GridSpec wanted) {
    return filled && spec.equals(wanted);
  }

  Texture2D counts() {
    Texture2D held = counts;
    if (held == null) {
      throw new IllegalStateException("grid texture is empty: owner=" + owner);
    }
    return held;
  }

  /** Null for COUNT. */
  @Nullable Texture2D aux() {
    return aux;
  }

  /** Makes textures of the right size and format; content is undefined afterwards. */
  void shape(GridSpec wanted) {
    boolean same =
        filled
            && spec.width() == wanted.width()
            && spec.height() == wanted.height()
            && spec.mode() == wanted.mode();
    spec.set(wanted);
    filled = true;
    if (same) {
      return;
    }
    free();
    counts = texture(wanted, ".counts", Texture2D.Format.R32UI);
    aux =
        switch (wanted.mode()) {
          case COUNT -> null;
          case MEAN -> texture(wanted, ".means", Texture2D.Format.R32F);
          case CATEGORY -> texture(wanted, ".blend", Texture2D.Format.RGBA8);
        };
  }

  private Texture2D texture(GridSpec wanted, String part, Texture2D.Format format) {
    return new Texture2D(context, owner + part, wanted.width(), wanted.height(), format);
  }

  private void free() {
    if (counts != null) {
      counts.close();
      counts = null;
    }
    if (aux != null) {
      aux.close();
      aux = null;
    }
  }

  ColourMode mode() {
    return filled ? spec.mode() : ColourMode.COUNT;
  }

  @Override
  public void close() {
    free();
    filled = false;
    version = -1;
  }
}
