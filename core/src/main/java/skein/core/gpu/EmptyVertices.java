package skein.core.gpu;

import static org.lwjgl.opengl.GL45C.*;

/** The vertex array that the core profile asks for where shaders make their own vertices. */
public final class EmptyVertices extends GpuObject {
  public EmptyVertices(GpuContext context, String owner) {
    super(context, GL_VERTEX_ARRAY, glCreateVertexArrays(), owner, 0);
  }

  void bind() {
    glBindVertexArray(name());
  }

  @Override
  protected void delete(int name) {
    glDeleteVertexArrays(name);
  }
}
