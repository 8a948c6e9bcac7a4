package skein.core.gpu;

import static org.lwjgl.opengl.GL45C.*;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.lwjgl.system.MemoryUtil;
import skein.shaders.Bindings;
import skein.shaders.ShaderSource;

/**
 * Draws the overlay's triangles over the bound framebuffer: vertices of 20 bytes (two float
 * positions in pixels from the top left, two float texture coordinates, RGBA bytes) and 16-bit
 * indices, textured by one atlas of coverage. GL thread only; allocates nothing once its buffers
 * have grown.
 */
public final class GuiPass implements AutoCloseable {
  /** Bytes of a vertex. */
  public static final int VERTEX_BYTES = 20;

  /** Bytes of an index. */
  public static final int INDEX_BYTES = 2;

  private static final String OWNER = "overlay";
  private static final long FIRST_BYTES = 256 * 1024;

  private final GpuContext context;
  private final DrawProgram program;
  private final int toClip;
  private final Layout layout;
  private GpuBuffer vertices;
  private GpuBuffer indices;
  private @Nullable Atlas atlas;
  private long vertexBytes;
  private long indexBytes;
  private int height;
  private boolean layoutIsStale;

  public GuiPass(GpuContext context) {
    this.context = context;
    ShaderSource shaders = ShaderSource.shipped();
    program =
        new DrawProgram(
            context,
            OWNER + ".program",
            shaders.resolve("draw/gui.vert"),
            shaders.resolve("draw/gui.frag"));
    toClip = program.uniform("toClip");
    layout = new Layout(context);
    vertices = buffer("vertices", FIRST_BYTES);
    indices = buffer("indices", FIRST_BYTES);
    layout.attach(vertices, indices);
  }

  private GpuBuffer buffer(String what, long bytes) {
    return new GpuBuffer(context, OWNER + "." + what, bytes, GpuBuffer.Access.WRITE);
  }

  /** Replaces the atlas: one byte of coverage a texel, rows without padding. */
  public void atlas(int width, int rows, ByteBuffer coverage) {
    Atlas old = atlas;
    if (old != null) {
      old.close();
    }
    atlas = new Atlas(context, width, rows, coverage);
  }

  /** Begins a frame over a framebuffer of a size in pixels, which must be bound. */
  public void begin(int width, int newHeight, int vertexCount, int indexCount) {
    height = newHeight;
    vertexBytes = 0;
    indexBytes = 0;
    vertices = roomFor(vertices, "vertices", (long) vertexCount * VERTEX_BYTES);
    indices = roomFor(indices, "indices", (long) indexCount * INDEX_BYTES);
    glViewport(0, 0, width, newHeight);
    glEnable(GL_BLEND);
    glEnable(GL_SCISSOR_TEST);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    program.use();
    program.set(toClip, 2f / width, 2f / newHeight);
    if (layoutIsStale) {
      layout.attach(vertices, indices);
      layoutIsStale = false;
    }
    layout.bind();
    if (atlas != null) {
      atlas.bind();
    }
  }

  private GpuBuffer roomFor(GpuBuffer held, String what, long bytes) {
    if (bytes <= held.bytes()) {
      glInvalidateBufferData(held.name());
      return held;
    }
    held.close();
    GpuBuffer grown = buffer(what, bytes + bytes / 2);
    layoutIsStale = true;
    return grown;
  }

  /** Appends vertices; returns the number of the first. */
  public int addVertices(ByteBuffer data) {
    long at = vertexBytes;
    vertexBytes += data.remaining();
    context.sends(data.remaining());
    nglNamedBufferSubData(vertices.name(), at, data.remaining(), MemoryUtil.memAddress(data));
    return (int) (at / VERTEX_BYTES);
  }

  /** Appends indices; returns the number of the first. */
  public int addIndices(ByteBuffer data) {
    long at = indexBytes;
    indexBytes += data.remaining();
    context.sends(data.remaining());
    nglNamedBufferSubData(indices.name(), at, data.remaining(), MemoryUtil.memAddress(data));
    return (int) (at / INDEX_BYTES);
  }

  /** Draws triangles clipped to a box in pixels from the top left; part pixels are kept. */
  public void draw(
      float left, float top, float right, float bottom, int count, int index, int baseVertex) {
    int x0 = Math.max(0, (int) Math.floor(left));
    int y0 = Math.max(0, (int) Math.floor(top));
    int x1 = (int) Math.ceil(right);
    int y1 = Math.min(height, (int) Math.ceil(bottom));
    if (x1 <= x0 || y1 <= y0) {
      return;
    }
    glScissor(x0, height - y1, x1 - x0, y1 - y0);
    glDrawElementsBaseVertex(
        GL_TRIANGLES, count, GL_UNSIGNED_SHORT, (long) index * INDEX_BYTES, baseVertex);
  }

  /** Ends the frame and leaves the state as it was found by convention: nothing bound. */
  public void end() {
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_BLEND);
    glBindVertexArray(0);
    glUseProgram(0);
    glBindTextureUnit(Bindings.TEX_ATLAS.index(), 0);
  }

  @Override
  public void close() {
    Atlas held = atlas;
    if (held != null) {
      held.close();
    }
    layout.close();
    indices.close();
    vertices.close();
    program.close();
  }

  /** How vertices lie in their buffer. */
  private static final class Layout extends GpuObject {
    Layout(GpuContext context) {
      super(context, GL_VERTEX_ARRAY, glCreateVertexArrays(), OWNER + ".layout", 0);
      attribute(0, 2, GL_FLOAT, false, 0);
      attribute(1, 2, GL_FLOAT, false, 8);
      attribute(2, 4, GL_UNSIGNED_BYTE, true, 16);
    }

    private void attribute(int index, int size, int type, boolean normalised, int offset) {
      glEnableVertexArrayAttrib(name(), index);
      glVertexArrayAttribFormat(name(), index, size, type, normalised, offset);
      glVertexArrayAttribBinding(name(), index, 0);
    }

    void attach(GpuBuffer vertices, GpuBuffer indices) {
      glVertexArrayVertexBuffer(name(), 0, vertices.name(), 0, VERTEX_BYTES);
      glVertexArrayElementBuffer(name(), indices.name());
    }

    void bind() {
      glBindVertexArray(name());
    }

    @Override
    protected void delete(int name) {
      glDeleteVertexArrays(name);
    }
  }

  /** One byte of coverage a texel, sampled without filtering since glyphs lie on pixels. */
  private static final class Atlas extends GpuObject {
    Atlas(GpuContext context, int width, int height, ByteBuffer coverage) {
      super(
          context,
          GL_TEXTURE,
          glCreateTextures(GL_TEXTURE_2D),
          OWNER + ".atlas",
          (long) width * height);
      glTextureStorage2D(name(), 1, GL_R8, width, height);
      glTextureParameteri(name(), GL_TEXTURE_MIN_FILTER, GL_NEAREST);
      glTextureParameteri(name(), GL_TEXTURE_MAG_FILTER, GL_NEAREST);
      glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
      glTextureSubImage2D(
          name(),
          0,
          0,
          0,
          width,
          height,
          GL_RED,
          GL_UNSIGNED_BYTE,
          MemoryUtil.memAddress(coverage));
      glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    }

    void bind() {
      glBindTextureUnit(Bindings.TEX_ATLAS.index(), name());
    }

    @Override
    protected void delete(int name) {
      glDeleteTextures(name);
    }
  }
}
