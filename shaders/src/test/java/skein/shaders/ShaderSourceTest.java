package skein.shaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShaderSourceTest {
  private static String resolved(Map<String, String> files) {
    return new ShaderSource(files::get).resolve("root", Map.of()).text();
  }

  static Stream<Arguments> includes() {
    return Stream.of(
        Arguments.of(
            "no include", Map.of("root", "#version 450\na\nb"), "#version 450\n#line 2 0\na\nb\n"),
        Arguments.of(
            "one include",
            Map.of("root", "#version 450\n#include \"x\"\nb", "x", "in x"),
            "#version 450\n#line 2 0\n#line 1 1\nin x\n#line 3 0\nb\n"),
        Arguments.of(
            "blanks around an include",
            Map.of("root", "#version 450\n  #include   \"x\"  \nb", "x", "in x"),
            "#version 450\n#line 2 0\n#line 1 1\nin x\n#line 3 0\nb\n"),
        Arguments.of(
            "twice is once",
            Map.of("root", "#version 450\n#include \"x\"\n#include \"x\"", "x", "in x"),
            "#version 450\n#line 2 0\n#line 1 1\nin x\n#line 3 0\n#line 4 0\n"),
        Arguments.of(
            "a circle ends",
            Map.of("root", "#version 450\n#include \"x\"", "x", "#include \"root\"\nin x"),
            "#version 450\n#line 2 0\n#line 1 1\n#line 2 1\nin x\n#line 3 0\n"),
        Arguments.of(
            "nested, paths from the root",
            Map.of("root", "#version 450\n#include \"d/x\"", "d/x", "#include \"y\"", "y", "in y"),
            "#version 450\n#line 2 0\n#line 1 1\n#line 1 2\nin y\n#line 2 1\n#line 3 0\n"),
        Arguments.of(
            "a comment is text",
            Map.of("root", "#version 450\n// #include \"x\""),
            "#version 450\n#line 2 0\n// #include \"x\"\n"),
        Arguments.of(
            "carriage returns go",
            Map.of("root", "#version 450\r\na\r\n"),
            "#version 450\n#line 2 0\na\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("includes")
  void shouldResolve(String name, Map<String, String> files, String expected) {
    assertThat(resolved(files)).as(name).isEqualTo(expected);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(Map.of("root", "a\n#version 450"), "root line=1"),
        Arguments.of(Map.of("root", ""), "root"),
        Arguments.of(Map.of("other", "a"), "root"),
        Arguments.of(Map.of("root", "#version 450\n#include \"x\""), "file=x wanted by root:2"),
        Arguments.of(Map.of("root", "#version 450\n\n#include <x>"), "file=root line=3"),
        Arguments.of(Map.of("root", "#version 450\n#include"), "file=root line=2"),
        Arguments.of(Map.of("root", "#version 450\n#include \"\""), "file=root line=2"),
        Arguments.of(Map.of("root", "#version 450\n#include \"../x\""), "file=root line=2"),
        Arguments.of(Map.of("root", "#version 450\n#include \"/x\""), "file=root line=2"),
        Arguments.of(Map.of("root", "#version 450\n#include \"x\" y"), "file=root line=2"),
        Arguments.of(
            Map.of("root", "#version 450\n#include \"x\"", "x", "a\n#version 450"),
            "file=x line=2"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldNameFileAndLineOfAFault(Map<String, String> files, String place) {
    assertThatThrownBy(() -> resolved(files))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(place);
  }

  @Test
  void shouldPutDefinesBehindTheVersionInTheirOrder() {
    Map<String, String> defines = new LinkedHashMap<>();
    defines.put("B", "2");
    defines.put("A", "");
    ShaderSource source = new ShaderSource(Map.of("root", "#version 450\na")::get);
    assertThat(source.resolve("root", defines).text())
        .isEqualTo("#version 450\n#define B 2\n#define A\n#line 2 0\na\n");
  }

  @Test
  void shouldTellWhichNumberIsWhichFile() {
    Map<String, String> files = Map.of("root", "#version 450\n#include \"x\"", "x", "a");
    ShaderSource.Resolved resolved = new ShaderSource(files::get).resolve("root");
    assertThat(resolved.includeTable()).isEqualTo("0 = root\n1 = x\n");
  }

  @Test
  void shouldFindTheShippedShadersAndTheirBindings() {
    String text = ShaderSource.shipped().resolve("draw/colour.frag").text();
    assertThat(text).contains("#define TEX_GRID 0\n").contains("float placeOf(");
  }

  @Test
  void shouldNumberBindingsOnceWithinTheirKind() {
    for (Bindings a : Bindings.values()) {
      for (Bindings b : Bindings.values()) {
        boolean clash = a != b && a.kind() == b.kind() && a.index() == b.index();
        assertThat(clash).as("%s and %s", a, b).isFalse();
      }
    }
  }
}
