package skein.core.gpu;

import static org.lwjgl.opengl.GL45C.*;

import java.lang.foreign.MemorySegment;

/** A 2D texture of fixed size and format, sampled without filtering. GL thread only. */
public final class Texture2D extends GpuObject {
  /** Formats in use. */
  public enum Format {
    /** Counts. */
    R32UI(GL_R32UI, GL_RED_INTEGER, GL_UNSIGNED_INT, 4),
    /** Means, places. */
    R32F(GL_R32F, GL_RED, GL_FLOAT, 4),
    /** Colours, bytes in the order red, green, blue, alpha. */
    RGBA8(GL_RGBA8, GL_RGBA, GL_UNSIGNED_BYTE, 4);

    private final int internal;
    private final int external;
    private final int type;
    private final int bytes;

    Format(int internal, int external, int type, int bytes) {
      this.internal = internal;
      this.external = external;
      this.type = type;
      this.bytes = bytes;
    }
  }

  private final int width;
  private final int height;
  private final Format format;

  public Texture2D(GpuContext context, String owner, int width, int height, Format format) {
    super(
        context,
        GL_TEXTURE,
        glCreateTextures(GL_TEXTURE_2D),
        owner,
        (long) width * height * format.bytes);
    this.width = width;
    this.height = height;
    this.format = format;
    glTextureStorage2D(name(), 1, format.internal, width, height);
    glTextureParameteri(name(), GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTextureParameteri(name(), GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTextureParameteri(name(), GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTextureParameteri(name(), GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public Format format() {
    return format;
  }

  /** Writes rows from memory, row 0 first; the driver copies before it returns. */
  public void write(int firstRow, int rows, MemorySegment pixels) {
    long needed = (long) rows * width * format.bytes;
    if (pixels.byteSize() < needed || firstRow < 0 || firstRow + rows > height) {
      throw new IllegalArgumentException(
          "texture rows: first=" + firstRow + " rows=" + rows + " bytes=" + pixels.byteSize());
    }
    context().sends(needed);
    upload(firstRow, rows, pixels.address());
  }

  /** Writes rows from a buffer at an offset. */
  public void write(int firstRow, int rows, GpuBuffer source, long offset) {
    context().sends((long) rows * width * format.bytes);
    source.bindUnpack();
    upload(firstRow, rows, offset);
    glBindBuffer(GL_PIXEL_UNPACK_BUFFER, 0);
  }

  private void upload(int firstRow, int rows, long address) {
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTextureSubImage2D(name(), 0, 0, firstRow, width, rows, format.external, format.type, address);
  }

  /** Waits for the GPU and copies all pixels out. For tests and exports. */
  public void read(MemorySegment target) {
    glGetTextureImage(
        name(),
        0,
        format.external,
        format.type,
        Math.toIntExact(target.byteSize()),
        target.address());
  }

  /** Shows the texture to samplers. */
  public void bind(int unit) {
    glBindTextureUnit(unit, name());
  }

  /** Shows the texture to shaders as an image that they write. */
  public void bindImage(int unit) {
    glBindImageTexture(unit, name(), 0, false, 0, GL_WRITE_ONLY, format.internal);
  }

  /** Makes the texture a colour target. */
  void attachTo(int framebuffer) {
    glNamedFramebufferTexture(framebuffer, GL_COLOR_ATTACHMENT0, name(), 0);
  }

  @Override
  protected void delete(int name) {
    glDeleteTextures(name);
  }
}
