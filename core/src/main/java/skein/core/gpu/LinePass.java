package skein.core.gpu;

import static org.lwjgl.opengl.GL45C.*;

import java.lang.foreign.MemorySegment;
import skein.core.line.LineStrips;
import skein.shaders.ShaderSource;

/**
 * Draws strips of lines over the plot's part of the bound framebuffer in one instanced draw, in
 * their order. Leaves blending and scissor test off. GL thread only; allocates nothing once its
 * buffer has grown.
 */
public final class LinePass implements AutoCloseable {
  private static final String OWNER = "lines";
  private static final long FIRST_BYTES = 256 * 1024;

  private final GpuContext context;
  private final DrawProgram program;
  private final int toClip;
  private final Layout layout;
  private GpuBuffer instances;

  public LinePass(GpuContext context, ShaderSource shaders) {
    this.context = context;
    program =
        new DrawProgram(
            context,
            OWNER + ".program",
            shaders.resolve("draw/line.vert"),
            shaders.resolve("draw/line.frag"));
    toClip = program.uniform("toClip");
    layout = new Layout(context);
    instances = buffer(FIRST_BYTES);
    layout.attach(instances);
  }

  private GpuBuffer buffer(long bytes) {
    return new GpuBuffer(context, OWNER + ".instances", bytes, GpuBuffer.Access.WRITE);
  }

  /**
   * Draws.
   *
   * @param x left edge of the plot in framebuffer pixels
   * @param bottom lower edge of the plot in framebuffer pixels from the bottom
   */
  public void draw(LineStrips strips, int x, int bottom, int width, int height) {
    int count = strips.count();
    if (count == 0) {
      return;
    }
    upload(strips.data());
    glViewport(x, bottom, width, height);
    glScissor(x, bottom, width, height);
    glEnable(GL_SCISSOR_TEST);
    glEnable(GL_BLEND);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    program.set(toClip, 2f / width, 2f / height);
    program.use();
    layout.bind();
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, count);
    glBindVertexArray(0);
    glUseProgram(0);
    glDisable(GL_BLEND);
    glDisable(GL_SCISSOR_TEST);
  }

  private void upload(MemorySegment data) {
    if (data.byteSize() > instances.bytes()) {
      instances.close();
      instances = buffer(data.byteSize() + data.byteSize() / 2);
      layout.attach(instances);
    } else {
      glInvalidateBufferData(instances.name());
    }
    instances.write(0, data);
  }

  @Override
  public void close() {
    layout.close();
    instances.close();
    program.close();
  }

  /** How strips lie in their buffer. */
  private static final class Layout extends GpuObject {
    Layout(GpuContext context) {
      super(context, GL_VERTEX_ARRAY, glCreateVertexArrays(), OWNER + ".layout", 0);
      attribute(0, 4, GL_FLOAT, false, LineStrips.PROFILE);
      attribute(1, 3, GL_FLOAT, false, LineStrips.BOX);
      attribute(2, 4, GL_UNSIGNED_BYTE, true, LineStrips.COLOUR);
      glVertexArrayBindingDivisor(name(), 0, 1);
    }

    private void attribute(int index, int size, int type, boolean normalised, int offset) {
      glEnableVertexArrayAttrib(name(), index);
      glVertexArrayAttribFormat(name(), index, size, type, normalised, offset);
      glVertexArrayAttribBinding(name(), index, 0);
    }

    void attach(GpuBuffer buffer) {
      glVertexArrayVertexBuffer(name(), 0, buffer.name(), 0, LineStrips.BYTES);
    }

    void bind() {
      glBindVertexArray(name());
    }

    @Override
    protected void delete(int name) {
      glDeleteVertexArrays(name);
    }
  }
}
