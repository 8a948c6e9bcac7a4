package skein.core.gpu;

import static org.lwjgl.opengl.GL45C.*;

import java.util.List;
import skein.shaders.ShaderSource;

/** A linked program; uniforms are looked up once by name. GL thread only. */
public abstract class GpuProgram extends GpuObject {
  private final String label;

  GpuProgram(GpuContext context, String owner, int name, List<ShaderSource.Resolved> stages) {
    super(context, GL_PROGRAM, name, owner, 0);
    this.label = stages.getLast().name();
  }

  /**
   * The place of a uniform, to be kept in a final field.
   *
   * @throws IllegalArgumentException when the program has no such uniform in use
   */
  public final int uniform(String uniform) {
    int location = glGetUniformLocation(name(), uniform);
    if (location < 0) {
      throw new IllegalArgumentException("no such uniform: name=" + uniform + " shader=" + label);
    }
    return location;
  }

  public final void set(int location, int value) {
    glProgramUniform1i(name(), location, value);
  }

  public final void set(int location, int x, int y) {
    glProgramUniform2i(name(), location, x, y);
  }

  public final void set(int location, float value) {
    glProgramUniform1f(name(), location, value);
  }

  public final void set(int location, float x, float y) {
    glProgramUniform2f(name(), location, x, y);
  }

  public final void set(int location, float x, float y, float z, float w) {
    glProgramUniform4f(name(), location, x, y, z, w);
  }

  public final void set(int location, double value) {
    glProgramUniform1d(name(), location, value);
  }

  public final void set(int location, double x, double y) {
    glProgramUniform2d(name(), location, x, y);
  }

  /** Sets an array of vectors of three. */
  public final void set3(int location, float[] values) {
    glProgramUniform3fv(name(), location, values);
  }

  /** Sets an array of vectors of four unsigned integers. */
  final void setQuads(int location, int[] values) {
    glProgramUniform4uiv(name(), location, values);
  }

  final void use() {
    glUseProgram(name());
  }

  @Override
  protected final void delete(int name) {
    glDeleteProgram(name);
  }

  /** Compiles and links; frees all of it on failure and throws with the driver's log. */
  static int link(int[] types, List<ShaderSource.Resolved> stages) {
    int program = glCreateProgram();
    boolean linked = false;
    try {
      for (int i = 0; i < types.length; i++) {
        int shader = compile(types[i], stages.get(i));
        glAttachShader(program, shader);
        glDeleteShader(shader);
      }
      glLinkProgram(program);
      linked = glGetProgrami(program, GL_LINK_STATUS) == GL_TRUE;
      if (!linked) {
        throw failure("link", stages.getLast(), glGetProgramInfoLog(program));
      }
      return program;
    } finally {
      if (!linked) {
        glDeleteProgram(program);
      }
    }
  }

  private static int compile(int type, ShaderSource.Resolved source) {
    int shader = glCreateShader(type);
    glShaderSource(shader, source.text());
    glCompileShader(shader);
    if (glGetShaderi(shader, GL_COMPILE_STATUS) != GL_TRUE) {
      String log = glGetShaderInfoLog(shader);
      glDeleteShader(shader);
      throw failure("compile", source, log);
    }
    return shader;
  }

  private static IllegalStateException failure(
      String step, ShaderSource.Resolved source, String log) {
    return new IllegalStateException(
        "shader does not "
            + step
            + ": file="
            + source.name()
            + "\n"
            + log.strip()
            + "\n"
            + source.includeTable());
  }
}
