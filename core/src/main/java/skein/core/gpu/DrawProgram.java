package skein.core.gpu;

import static org.lwjgl.opengl.GL45C.*;

import java.util.List;
import skein.shaders.ShaderSource;

/** A vertex and a fragment shader without vertex data. GL thread only. */
public final class DrawProgram extends GpuProgram {
  /**
   * @throws IllegalStateException when the driver rejects a shader, with its log and the includes
   */
  public DrawProgram(
      GpuContext context,
      String owner,
      ShaderSource.Resolved vertex,
      ShaderSource.Resolved fragment) {
    super(
        context,
        owner,
        link(new int[] {GL_VERTEX_SHADER, GL_FRAGMENT_SHADER}, List.of(vertex, fragment)),
        List.of(vertex, fragment));
  }

  /** Draws one triangle that covers the viewport. */
  public void drawFull(EmptyVertices vertices) {
    use();
    vertices.bind();
    glDrawArrays(GL_TRIANGLES, 0, 3);
    glBindVertexArray(0);
    glUseProgram(0);
  }
}
