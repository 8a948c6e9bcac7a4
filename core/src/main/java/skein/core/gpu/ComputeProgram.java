package skein.core.gpu;

import static org.lwjgl.opengl.GL45C.*;

import java.util.List;
import skein.shaders.ShaderSource;

/** A compute shader. GL thread only. */
public final class ComputeProgram extends GpuProgram {
  /** Workgroups along one axis that every driver takes in one dispatch. */
  public static final int MAX_GROUPS = 65_535;

  /**
   * @throws IllegalStateException when the driver rejects the shader, with its log and the includes
   */
  public ComputeProgram(GpuContext context, String owner, ShaderSource.Resolved source) {
    super(context, owner, link(new int[] {GL_COMPUTE_SHADER}, List.of(source)), List.of(source));
  }

  /** Runs workgroups; barriers are the caller's. */
  public void dispatch(int x, int y) {
    use();
    glDispatchCompute(x, y, 1);
  }

  /** Runs as many workgroups as three words of the buffer bound for commands say. */
  void dispatchIndirect(long offset) {
    use();
    glDispatchComputeIndirect(offset);
  }

  /** For tests of the layout contract: byte offset of a member of a storage block, -1 if unused. */
  int storageOffset(String member) {
    int index = glGetProgramResourceIndex(name(), GL_BUFFER_VARIABLE, member);
    if (index == GL_INVALID_INDEX) {
      return -1;
    }
    int[] value = new int[1];
    glGetProgramResourceiv(
        name(), GL_BUFFER_VARIABLE, index, new int[] {GL_OFFSET}, new int[1], value);
    return value[0];
  }

  /** For tests of the layout contract: byte stride of the outermost array around a member. */
  int storageStride(String member) {
    int index = glGetProgramResourceIndex(name(), GL_BUFFER_VARIABLE, member);
    int[] value = new int[1];
    glGetProgramResourceiv(
        name(),
        GL_BUFFER_VARIABLE,
        index,
        new int[] {GL_TOP_LEVEL_ARRAY_STRIDE},
        new int[1],
        value);
    return value[0];
  }
}
