package skein.shaders;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns a GLSL file with includes into one text that a driver compiles. A pure function of text;
 * any thread.
 *
 * <p>Rules:
 *
 * <ul>
 *   <li>The first line of the root file is {@code #version ...}; no included file has one.
 *   <li>{@code #include "path"} stands alone on its line, at most with blanks around it, and is
 *       replaced by the file. Paths count from the shader root, never from the including file, use
 *       {@code /}, and contain no {@code ..}.
 *   <li>A file is included once; further includes of it are empty. A file that includes itself,
 *       also by a detour, is therefore harmless.
 *   <li>An include inside a line or block comment, or behind {@code #if}, is not understood as
 *       such: comments in front of it make it ordinary text, conditions do not stop it.
 *   <li>Defines come straight after {@code #version}, in the order of the map.
 *   <li>{@code #line} keeps the driver's line numbers true: the second number is the file's place
 *       in {@link Resolved#files()}, 0 being the root.
 * </ul>
 */
public final class ShaderSource {
  private static final String INCLUDE = "#include";

  /**
   * A text ready to compile.
   *
   * @param name the root file
   * @param text the whole text
   * @param files the files in it by the number that the driver's log names
   */
  public record Resolved(String name, String text, List<String> files) {
    /** One line a file: the number in the driver's log and the file's path. */
    public String includeTable() {
      StringBuilder table = new StringBuilder(64);
      for (int i = 0; i < files.size(); i++) {
        table.append(i).append(" = ").append(files.get(i)).append('\n');
      }
      return table.toString();
    }
  }

  private final Function<String, @Nullable String> files;

  /**
   * @param files gives the text of a path, or null when there is no such file
   */
  public ShaderSource(Function<String, @Nullable String> files) {
    this.files = files;
  }

  /** The shaders shipped in this module. */
  public static ShaderSource shipped() {
    return new ShaderSource(ShaderSource::resource);
  }

  /**
   * @param path of the root file
   * @param defines names and values; an empty value defines the bare name
   * @throws IllegalArgumentException when a rule is broken or a file is missing; names file and
   *     line
   */
  public Resolved resolve(String path, Map<String, String> defines) {
    List<String> lines = lines(path, text(path, "the root"));
    if (!lines.getFirst().startsWith("#version")) {
      throw new IllegalArgumentException("shader without #version: file=" + path + " line=1");
    }
    Pass pass = new Pass();
    pass.out.append(lines.getFirst()).append('\n');
    defines.forEach((name, value) -> pass.define(name, value));
    pass.enter(path, lines, 1);
    return new Resolved(path, pass.out.toString(), List.copyOf(pass.names));
  }

  /** Defines of {@link Bindings} alone. */
  public Resolved resolve(String path) {
    return resolve(path, Bindings.defines());
  }

  private final class Pass {
    private final StringBuilder out = new StringBuilder(4096);
    private final List<String> names = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    void define(String name, String value) {
      out.append("#define ").append(name);
      if (!value.isEmpty()) {
        out.append(' ').append(value);
      }
      out.append('\n');
    }

    void enter(String path, List<String> lines, int from) {
      int id = names.size();
      names.add(path);
      seen.add(path);
      line(from + 1, id);
      for (int i = from; i < lines.size(); i++) {
        String line = lines.get(i);
        String stripped = line.strip();
        if (stripped.startsWith(INCLUDE)) {
          include(stripped, path, i + 1);
          line(i + 2, id);
        } else if (stripped.startsWith("#version")) {
          throw broken("#version in the middle", path, i + 1);
        } else {
          out.append(line).append('\n');
        }
      }
    }

    private void include(String directive, String path, int number) {
      String target = directive.substring(INCLUDE.length()).strip();
      int end = target.length() - 1;
      if (end < 2 || target.charAt(0) != '"' || target.charAt(end) != '"') {
        throw broken("include is not #include \"path\"", path, number);
      }
      String included = target.substring(1, end);
      if (included.indexOf('"') >= 0 || included.contains("..") || included.startsWith("/")) {
        throw broken("include leaves the shader root", path, number);
      }
      if (seen.contains(included)) {
        return;
      }
      enter(included, lines(included, text(included, path + ":" + number)), 0);
    }

    private void line(int number, int id) {
      out.append("#line ").append(number).append(' ').append(id).append('\n');
    }
  }

  private static IllegalArgumentException broken(String what, String path, int line) {
    return new IllegalArgumentException(what + ": file=" + path + " line=" + line);
  }

  private String text(String path, String by) {
    String text = files.apply(path);
    if (text == null) {
      throw new IllegalArgumentException("no such shader: file=" + path + " wanted by " + by);
    }
    return text;
  }

  private static List<String> lines(String path, String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("empty shader: file=" + path);
    }
    return lines;
  }

  private static @Nullable String resource(String path) {
    try (InputStream in = ShaderSource.class.getResourceAsStream("/shaders/" + path)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
