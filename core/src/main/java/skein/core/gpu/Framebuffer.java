package skein.core.gpu;

import static org.lwjgl.opengl.GL45C.*;

import java.lang.foreign.MemorySegment;
import skein.core.memory.Lease;

/** An RGBA8 colour target without a window. GL thread only. */
public final class Framebuffer extends GpuObject {
  private final float[] rgba = new float[4];
  private final Texture2D colour;

  public Framebuffer(GpuContext context, String owner, int width, int height) {
    super(context, GL_FRAMEBUFFER, glCreateFramebuffers(), owner, 0);
    colour = new Texture2D(context, owner + ".colour", width, height, Texture2D.Format.RGBA8);
    colour.attachTo(name());
    int status = glCheckNamedFramebufferStatus(name(), GL_FRAMEBUFFER);
    if (status != GL_FRAMEBUFFER_COMPLETE) {
      close();
      throw new IllegalStateException("framebuffer incomplete: status=" + status);
    }
  }

  public int width() {
    return colour.width();
  }

  public int height() {
    return colour.height();
  }

  public Texture2D colour() {
    return colour;
  }

  /** Makes this the target of draws, and its whole area the viewport. */
  public void bind() {
    glBindFramebuffer(GL_FRAMEBUFFER, name());
    glViewport(0, 0, width(), height());
  }

  /** Fills the target with a colour given as 0xAARRGGBB. */
  public void clear(int argb) {
    rgba[0] = (argb >>> 16 & 255) / 255f;
    rgba[1] = (argb >>> 8 & 255) / 255f;
    rgba[2] = (argb & 255) / 255f;
    rgba[3] = (argb >>> 24) / 255f;
    glClearNamedFramebufferfv(name(), GL_COLOR, 0, rgba);
  }

  /** Waits for the GPU and gives the pixels as 0xAARRGGBB, top row first, as PNG writers want. */
  public int[] readArgb() {
    try (Lease lease = context().staging().lease("picture.pixels", 4L * width() * height())) {
      MemorySegment bytes = lease.segment();
      colour.read(bytes);
      return WindowPixels.argb(bytes, width(), height());
    }
  }

  @Override
  protected void delete(int name) {
    glDeleteFramebuffers(name);
    colour.close();
  }
}
